/** What a transition looks up: registers as of a day, open items as they stand, under lock. */
import type { PlainDate } from '#base/date.ts'
import { column } from '#kit/columns.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Fields } from '#kit/field.ts'
import type { Moment } from '#kit/moment.ts'
import { Parameters } from '#kit/parameters.ts'
import type { Register, RegisterRow } from '#kit/register.ts'
import { loadRows, withRows } from '#kit/store.ts'

/** Rows of a register by their codes. */
export async function rowsByCode<Of extends Fields>(
  moment: Moment,
  register: Register<Of>,
  codes: Iterable<string>,
): Promise<ReadonlyMap<string, RegisterRow<Of>>> {
  const keys = [...new Set(codes)].map((code) => [code])
  const found = await loadRows(moment.query, register, moment, keys)
  return new Map(found.map((row) => [row.code, row]))
}

/** A code of a dated register, and the day as of which it is meant. */
export interface DatedCode {
  readonly code: string
  readonly on: PlainDate
}

/**
 * Rows of a dated register, each the one that is good on its day: the last that began until then.
 * Answers the row for a code and day; undefined where none is good.
 */
export async function rowsGoodOn<Of extends Fields>(
  moment: Moment,
  register: Register<Of>,
  wanted: Iterable<DatedCode>,
): Promise<(code: string, on: PlainDate) => RegisterRow<Of> | undefined> {
  const named = ({ code, on }: DatedCode): string => `${on.toString()} ${code}`
  const asked = [...new Map([...wanted].map((one) => [named(one), one])).values()]
  if (asked.length === 0) return () => undefined
  const { target, name } = register
  const written = new Parameters()
  const company =
    target.of === 'company' ? `and r.company = ${written.add(moment.company, 'text')} ` : ''
  const found = await moment.query<Record<string, unknown>>({
    name: `good ${name}`,
    text:
      `select w.wanted_on, t.* from ${written.unnest([
        { type: 'text', text: column(asked, ({ code }) => code) },
        { type: 'date', text: column(asked, ({ on }) => on.toString()) },
      ])} w (wanted_code, wanted_on) cross join lateral (select * from ${target.table} r ` +
      `where r.organization = ${written.add(moment.organization, 'uuid')} ${company}` +
      'and r.code = w.wanted_code and r.good_from <= w.wanted_on ' +
      'order by r.good_from desc limit 1) t',
    values: written.values,
  })
  const rows = asDescribed<RegisterRow<Of>[]>(await withRows(moment.query, register, moment, found))
  const good = new Map(
    rows.map((row, at) => [`${String(found[at]?.['wanted_on'])} ${row.code}`, row]),
  )
  return (code, on) => good.get(named({ code, on }))
}

/**
 * Lets one transaction at a time take from the same: it waits until those that took from any of
 * these have ended, and reads what they left. For what has no row of the ledger's to be locked.
 */
export async function oneAtATime(
  { query, organization, company }: Moment,
  what: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const names = [...new Set(ids)].toSorted().map((id) => `${organization} ${company} ${what} ${id}`)
  // Locked in the order of the array, so that two sets never wait for each other.
  await query({
    name: 'take in turn',
    text: 'select pg_advisory_xact_lock(hashtextextended(u, 0)) from unnest($1::text[]) u',
    values: [column(names, (name) => name)],
  })
}

/** An open item as it stands: what is left of it, in minor units of its currency. */
export interface OpenItem {
  readonly account: string
  readonly kind: string
  readonly paper: string
  readonly row: number
  readonly party: string | null
  readonly currency: string
  readonly amount: bigint
  /** Worth in the company's currency, minor units. */
  readonly base: bigint
  readonly openedOn: PlainDate | null
  readonly dueOn: PlainDate | null
}

/** Which open items are meant: those of these parties, or of these papers. */
export interface OpenItemsOf {
  /** The account's code. */
  readonly account: string
  readonly kind: string
  readonly papers: readonly string[]
}

/**
 * What is left of items, by the number of their paper, oldest due first; what is closed is left
 * out. The items are locked until the transaction ends: whoever takes from them next sees this.
 */
export async function openItems(
  { query, organization, company }: Moment,
  { account, kind, papers }: OpenItemsOf,
): Promise<OpenItem[]> {
  if (papers.length === 0) return []
  return await query<OpenItem>({
    name: 'paper.open items',
    text: `select account, kind, paper, "row", party, currency, amount, base,
        opened_on as "openedOn", due_on as "dueOn"
      from ledger.lock_open_items($1, $2, $3, $4, $5)
      order by due_on, opened_on, paper, "row"`,
    values: [organization, company, account, kind, column(papers, (paper) => paper)],
  })
}
