/** Reads what a register has under one code: its row, or of a dated register all of them. */
import type { PlainDate } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import type { Content } from '#kit/erased.ts'
import { Parameters } from '#kit/parameters.ts'
import type { Register } from '#kit/register.ts'
import { withRows } from '#kit/store.ts'
import type { Place } from '#kit/store.ts'

/** The rows of a code by their days; with a day, the one that is good on it, if there is one. */
export async function rowsOfCode(
  query: Query,
  register: Register,
  place: Place,
  code: string,
  goodOn: PlainDate | null,
): Promise<Content[]> {
  const { target } = register
  const written = new Parameters()
  const where = [
    `t.organization = ${written.add(place.organization, 'uuid')}`,
    ...(target.of === 'company' ? [`t.company = ${written.add(place.company, 'text')}`] : []),
    `t.code = ${written.add(code, 'text')}`,
    ...(goodOn === null ? [] : [`t.good_from <= ${written.add(goodOn.toString(), 'date')}`]),
  ]
  const order = target.dated ? ` order by t.good_from desc${goodOn === null ? '' : ' limit 1'}` : ''
  const heads = await query<Record<string, unknown>>({
    name: `code ${register.name}${goodOn === null ? '' : ' on'}`,
    text: `select t.* from ${target.table} t where ${where.join(' and ')}${order}`,
    values: written.values,
  })
  const found = await withRows(query, register, place, heads)
  return found.toReversed()
}
