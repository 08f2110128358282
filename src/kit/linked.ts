/** Whether what people link to is there, told for every field of every row before it is written. */
import { isId } from '#base/id.ts'
import type { Problem } from '#base/problem.ts'
import type { Moment } from '#kit/moment.ts'
import { rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { placedFields } from '#kit/field.ts'
import { onlyThose } from '#kit/key.ts'
import { isCode } from '#kit/fields/link.ts'
import type { Described } from '#kit/key.ts'
import type { Target } from '#kit/kind.ts'
import { aOrAn } from '#kit/naming.ts'
import { Parameters } from '#kit/parameters.ts'
import { column } from '#kit/columns.ts'

/** A link that somebody wrote. */
interface Written {
  /** The place in the set of what has it. */
  readonly at: number
  /** Its field as people know it: "lines[2].item". */
  readonly field: string
  readonly to: string
}

/**
 * The problems of links that lead nowhere, by the place in the set: one question for each kind of
 * thing linked to. Problem: `link-unknown`.
 */
export async function unknownLinks(
  moment: Moment,
  of: Described,
  set: readonly Content[],
): Promise<ReadonlyMap<number, readonly Problem[]>> {
  const problems = new Map<number, Problem[]>()
  const links = placedFields(of.fields).flatMap((placed) => {
    const { target } = placed.field.kind
    return target === null ? [] : [{ ...placed, target }]
  })
  for (const [, fields] of Map.groupBy(links, ({ target }) => target.table)) {
    const target = fields[0]?.target
    const isMeant = target?.key === 'id' ? isId : isCode
    // What cannot be looked up at all is told by its kind.
    const written = fields
      .flatMap(({ rows, name }) => linksOf(set, rows, name))
      .filter(({ to }) => isMeant(to))
    if (target === undefined || written.length === 0) continue
    // What the companies have in common means the row of that code in whichever of them it is used.
    const isAnywhere = of.target.of === 'organization'
    const wanted = new Set(written.map(({ to }) => to))
    const there = await existing(moment, target, isAnywhere, wanted)
    for (const { at, field, to } of written) {
      if (there.has(to)) continue
      const message =
        `There is no ${target.name} “${to}”. Take one from the list, or add ` +
        `${aOrAn(target.name)} first.`
      problems.set(at, [...(problems.get(at) ?? []), { rule: 'link-unknown', field, message }])
    }
  }
  return problems
}

function linksOf(set: readonly Content[], rows: string | null, name: string): Written[] {
  return set.flatMap((content, at) => {
    const values: [string, unknown][] =
      rows === null
        ? [[name, content[name]]]
        : rowsIn(content, rows).map((row, place) => [`${rows}[${place + 1}].${name}`, row[name]])
    return values.flatMap(([field, to]) => (typeof to === 'string' ? [{ at, field, to }] : []))
  })
}

async function existing(
  { query, organization, company }: Moment,
  target: Target,
  isAnywhere: boolean,
  wanted: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const { name, table, key, of } = target
  const isInCompany = of === 'company' && !isAnywhere
  const written = new Parameters()
  const where = [
    ...onlyThose(target),
    `organization = ${written.add(organization, 'uuid')}`,
    ...(isInCompany ? [`company = ${written.add(company, 'text')}`] : []),
    `${key} = any (${written.add(
      column([...wanted], (to) => to),
      key === 'id' ? 'uuid[]' : 'text[]',
    )})`,
  ]
  const found = await query<{ to: string }>({
    name: `there ${name}${isInCompany ? '' : ' anywhere'}`,
    text: `select distinct ${key} as to from ${table} where ${where.join(' and ')}`,
    values: written.values,
  })
  return new Set(found.map(({ to }) => to))
}
