/** What a list can be asked for and sorted by: the head and the fields of a description. */
import { optional, plainFields } from '#kit/field.ts'
import type { Field } from '#kit/field.ts'
import { choice } from '#kit/fields/choice.ts'
import { day } from '#kit/fields/day.ts'
import { link } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import type { Described } from '#kit/key.ts'
import { columnName } from '#kit/spelling.ts'

/** A field as a list knows it. */
export interface Listed {
  /** Its name in JSON: "lentOn". */
  readonly name: string
  readonly column: string
  readonly field: Field
  /** Whether everybody sees it who sees the paper. */
  readonly isHead: boolean
}

/** The fields of a list by name, the head first, in the order in which they are shown. */
export function listedOf(of: Described): ReadonlyMap<string, Listed> {
  const head = headOf(of).map(([name, field]) => listed(name, field, true))
  const own = plainFields(of.fields).map(([name, field]) => listed(name, field, false))
  return new Map([...head, ...own].map((one) => [one.name, one]))
}

/** The column of a field or of a part of the head. */
export function askedColumn(name: string): string {
  return name === 'madeBy' ? 'created_by' : columnName(name)
}

function listed(name: string, field: Field, isHead: boolean): Listed {
  return { name, column: askedColumn(name), field, isHead }
}

function headOf(of: Described): [string, Field][] {
  const both: [string, Field][] = [
    ['version', whole(1, 2_000_000_000, { help: 'How often it was changed, with its writing.' })],
    ['madeBy', text({ help: 'The person who wrote it first.' })],
  ]
  if (of.noun === 'register') {
    const goodFrom = day({ help: 'The first day on which the row is good.' })
    return [
      ['code', text({ most: 40, help: 'The code.' })],
      ...(of.target.dated ? [['goodFrom', goodFrom] satisfies [string, Field]] : []),
      ...both,
    ]
  }
  const number = optional(text({ most: 60, help: 'The number; none before it is given.' }))
  return [
    ['id', link(of, { help: 'The identifier.' })],
    ...(of.number === null ? [] : [['number', number] satisfies [string, Field]]),
    ['state', choice(of.states, { help: 'The state.' })],
    ...both,
  ]
}
