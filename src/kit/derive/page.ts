/** What a screen needs of a description: fields, states, and what leads from one to another. */
import { z } from 'zod'
import type { Document, Transition } from '#kit/document.ts'
import { isRows } from '#kit/field.ts'
import type { Columns, Field, Fields, Rows, RowsSource } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import { listedOf } from '#kit/list-fields.ts'
import type { OwnColumn } from '#kit/own-fields.ts'
import type { Prints, PrintsColumn } from '#kit/prints.ts'
import { addressName, labelText } from '#kit/spelling.ts'

/** What a link points at. */
export interface LinkPage {
  /** The description's name: "party". */
  readonly to: string
  /** Its part of an address: "parties". */
  readonly address: string
  readonly key: 'code' | 'id'
  readonly ofCompany: boolean
}

/** A field as a screen shows it. */
export interface FieldPage {
  readonly name: string
  readonly label: string
  readonly help: string | null
  /** The kind's name: "day", "money". */
  readonly kind: string
  readonly optional: boolean
  /** Whether a transition fills it, and no person. */
  readonly taken: boolean
  readonly side: 'start' | 'end'
  /** How lists may be asked for it. */
  readonly operators: readonly string[]
  /** What its JSON may be, as JSON Schema. */
  readonly schema: Readonly<Record<string, unknown>>
  readonly link: LinkPage | null
  /** Of money and prices: the field that names the currency; null where it is the company's own. */
  readonly currencyIn: string | null
}

/** A field of the organization's own: its name is "extra.colour". */
export interface OwnFieldPage extends FieldPage {
  /** Whether it is shown only where something stands in it. */
  readonly ended: boolean
}

/** Rows as a screen shows them: a grid. */
export interface RowsPage {
  readonly name: string
  readonly label: string
  readonly help: string | null
  readonly taken: boolean
  readonly rows: readonly FieldPage[]
  /** What stands beside them on paper, of lists whose rows stand for these: "reckoned.priced". */
  readonly beside: readonly FieldPage[]
  /** The report whose rows are proposed for these; null where people write them by themselves. */
  readonly proposedFrom: RowsSource | null
}

/** What leads from one state to another. */
export interface StepPage {
  readonly verb: string
  /** Its part of an address: "give-back". */
  readonly address: string
  readonly label: string
  readonly from: readonly string[]
  readonly to: string
  readonly by: string
  readonly undoes: boolean
}

/** A description as screens are drawn from it. */
export interface DescriptionPage {
  readonly noun: 'document' | 'register'
  readonly name: string
  readonly plural: string
  readonly address: string
  readonly about: string | null
  readonly ofCompany: boolean
  readonly dated: boolean
  /** Whether its rows are the ledger's own, and are changed by the ledger's operations. */
  readonly isLedgers: boolean
  /** What lists show of the head: number, state, code, … */
  readonly head: readonly FieldPage[]
  readonly fields: readonly (FieldPage | RowsPage)[]
  /** What lists are sorted by with an index, the filters before it first. */
  readonly sorts: readonly (readonly string[])[]
  readonly numbered: boolean
  /** Whether its papers go out of the house, by a template where the company has one. */
  readonly goesOut: boolean
  readonly day: string | null
  readonly states: readonly string[]
  readonly steps: readonly StepPage[]
  /** The earlier papers that propose this one. */
  readonly drafts: readonly string[]
  /** The figures that can be asked why, by their paths, each with how it is reckoned. */
  readonly explains: Readonly<Record<string, string>>
}

/** The page of a description; `plurals` are those of all descriptions, by name. */
export function pageOf(of: Described, plurals: ReadonlyMap<string, string>): DescriptionPage {
  const head = [...listedOf(of).values()].filter(({ isHead }) => isHead)
  return {
    noun: of.noun,
    name: of.name,
    plural: of.plural,
    address: addressName(of.plural),
    about: of.about,
    ofCompany: of.target.of === 'company',
    dated: of.target.dated,
    isLedgers: of.noun === 'register' && of.isLedgers,
    head: head.map(({ name, field }) => fieldPage(name, field, plurals)),
    fields: fieldsPage(of.fields, plurals, of.noun === 'document' ? of.prints : null),
    goesOut: of.noun === 'document' && of.prints !== null,
    ...(of.noun === 'document' ? lifeOf(of) : { ...lifeless, sorts: of.sorts.map((one) => [one]) }),
  }
}

type Life = Pick<
  DescriptionPage,
  'sorts' | 'numbered' | 'day' | 'states' | 'steps' | 'drafts' | 'explains'
>

const lifeless = { numbered: false, day: null, states: [], steps: [], drafts: [], explains: {} }

function lifeOf({ sorts, number, day, states, transitions, drafts, explains }: Document): Life {
  return {
    sorts,
    numbered: number !== null,
    day,
    states,
    steps: Object.entries(transitions).map(([verb, way]) => stepPage(verb, way)),
    drafts: drafts.map(({ source }) => source),
    explains: explains?.figures ?? {},
  }
}

function stepPage(verb: string, way: Transition<Fields, string>): StepPage {
  return {
    verb,
    address: addressName(verb),
    label: labelText(verb),
    from: [way.from].flat(),
    to: way.to,
    by: way.by,
    undoes: way.undoes === true || way.posts === 'reversal',
  }
}

/** A field that the organization added by itself. */
export function ownFieldPage({ code, field, ended }: OwnColumn): OwnFieldPage {
  return { ...fieldPage(`extra.${code}`, field, new Map()), ended }
}

function fieldsPage(
  fields: Fields,
  plurals: ReadonlyMap<string, string>,
  prints: Prints | null,
): (FieldPage | RowsPage)[] {
  const pages = Object.entries(fields).map(([name, of]) =>
    isRows(of) ? rowsPage(name, of, plurals) : fieldPage(name, of, plurals),
  )
  return pages.map((page) =>
    'rows' in page ? { ...page, beside: besideIn(page.name, pages, prints) } : page,
  )
}

/** The columns of other lists in the table in which a list is printed. */
function besideIn(
  list: string,
  pages: readonly (FieldPage | RowsPage)[],
  prints: Prints | null,
): FieldPage[] {
  const isOf = ({ path }: PrintsColumn): boolean => path.startsWith(`${list}.`)
  const columns = prints?.tables.find((table) => table.columns.some(isOf))?.columns ?? []
  return columns
    .filter((column) => !isOf(column))
    .flatMap(({ path, title }) => {
      const [other = '', inner = ''] = path.split('.')
      const rows = pages.find(({ name }) => name === other)
      const field = rows !== undefined && 'rows' in rows ? rows.rows : []
      return field
        .filter(({ name }) => name === inner)
        .map((one) => ({ ...one, name: path, label: title ?? one.label }))
    })
}

function rowsPage(name: string, of: Rows, plurals: ReadonlyMap<string, string>): RowsPage {
  const columns: Columns = of.rows
  return {
    name,
    label: labelText(name),
    help: of.help ?? null,
    taken: of.isTaken,
    rows: Object.entries(columns).map(([inner, field]) => fieldPage(inner, field, plurals)),
    beside: [],
    proposedFrom: of.proposedFrom ?? null,
  }
}

function fieldPage(name: string, of: Field, plurals: ReadonlyMap<string, string>): FieldPage {
  const { kind, optional, isTaken, label, help } = of
  const { target } = kind
  return {
    name,
    label: label ?? labelText(name),
    help: help ?? null,
    kind: kind.name,
    optional,
    taken: isTaken,
    side: kind.side,
    operators: kind.operators,
    schema: schemaOf(kind.codec),
    link:
      target === null
        ? null
        : {
            to: target.name,
            address: addressName(plurals.get(target.name) ?? target.name),
            key: target.key,
            ofCompany: target.of === 'company',
          },
    currencyIn: kind.currencyIn ?? null,
  }
}

function schemaOf(codec: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(codec, { io: 'input', unrepresentable: 'any' })
  return schema
}
