/** Reads posted entries back: one with its lines, or a page of a company's. */
import type { Instant, PlainDate } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import type { EntryKind, Layer } from '#ledger/entry.ts'
import type { RecordedEntry, RecordedHeader, RecordedLine } from '#ledger/recorded-entry.ts'

/** The entry of a company by its number, or by its key; null where there is none. */
export async function readEntry(
  query: Query,
  organization: string,
  company: string,
  by: { readonly id: string } | { readonly key: string },
): Promise<RecordedEntry | null> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['key', by.key]
  const [header] = await query<HeaderRow>({
    text: `select ${headerColumns} from ledger.entry e
      where e.organization = $1 and e.company = $2 and e.${column} = $3`,
    values: [organization, company, value],
  })
  if (header === undefined) return null
  const [reversal] = await query<{ id: string }>({
    text: 'select id from ledger.entry where organization = $1 and reversed_entry = $2',
    values: [organization, header.id],
  })
  const lines = await query<LineRow>({ text: linesText, values: [organization, [header.id]] })
  return {
    ...headerOf(header),
    ...(reversal === undefined ? {} : { reversedBy: reversal.id }),
    lines: lines.map(lineOf),
  }
}

/** Entries of any company by their numbers, with their lines, as far as they are there. */
export async function readEntries(
  query: Query,
  organization: string,
  ids: readonly string[],
): Promise<RecordedEntry[]> {
  const values = [organization, ids]
  const headers = await query<HeaderRow>({
    text: `select ${headerColumns} from ledger.entry e
      where e.organization = $1 and e.id = any ($2) order by e.posted_on, e.id`,
    values,
  })
  const rows = await query<LineRow & { readonly entry: string }>({ text: linesText, values })
  const lines = Map.groupBy(rows, ({ entry }) => entry)
  return headers.map((header) => ({
    ...headerOf(header),
    lines: (lines.get(header.id) ?? []).map(lineOf),
  }))
}

/** Of these entries those that can still be reversed, newest first. */
export async function readStanding(
  query: Query,
  organization: string,
  ids: readonly string[],
): Promise<RecordedEntry[]> {
  const reversed = await query<{ id: string }>({
    text: `select r.reversed_entry as id from ledger.entry r
      where r.organization = $1 and r.reversed_entry = any ($2)`,
    values: [organization, ids],
  })
  const gone = new Set(reversed.map(({ id }) => id))
  const entries = await readEntries(query, organization, ids)
  return entries.filter(({ id, kind }) => kind !== 'reversal' && !gone.has(id)).toReversed()
}

export interface Page {
  readonly from?: PlainDate
  readonly to?: PlainDate
  /** The day and number of the last entry of the page before. */
  readonly after?: { readonly day: PlainDate; readonly id: string }
  readonly limit: number
  /** The highest class whose lines the reader sees: an entry with none that is seen is left out. */
  readonly readableClass: number
}

/** A page of a company's entries by day and number, without their lines. */
export async function listEntries(
  query: Query,
  organization: string,
  company: string,
  { from, to, after, limit, readableClass }: Page,
): Promise<RecordedHeader[]> {
  const rows = await query<HeaderRow>({
    text: `select ${headerColumns} from ledger.entry e
      where e.organization = $1 and e.company = $2
        and e.posted_on >= coalesce($3::date, '-infinity')
        and e.posted_on <= coalesce($4::date, 'infinity')
        and (e.posted_on, e.id) > (coalesce($5::date, '-infinity'),
          coalesce($6::uuid, '00000000-0000-0000-0000-000000000000'))
        and ($8::smallint >= 6 or exists (
          select from ledger.line l
          join ledger.account a on a.organization = $1 and a.id = l.account
          left join ledger.subject s on s.organization = $1 and s.id = l.subject
          where l.organization = $1 and l.entry = e.id
            and greatest(a.read_class, s.read_class) <= $8::smallint))
      order by e.posted_on, e.id limit $7`,
    values: [
      organization,
      company,
      from?.toString() ?? null,
      to?.toString() ?? null,
      after?.day.toString() ?? null,
      after?.id ?? null,
      limit,
      readableClass,
    ],
  })
  return rows.map(headerOf)
}

/**
 * An entry as a reader sees it: without the lines of accounts and subjects above a class; null
 * where nothing is left of it.
 */
export async function seenEntry(
  query: Query,
  organization: string,
  entry: RecordedEntry,
  readableClass: number,
): Promise<RecordedEntry | null> {
  if (readableClass >= 6) return entry
  const seen = await seenLines(query, organization, [entry.id], readableClass)
  const lines = entry.lines.filter(({ number }) => seen.has(lineName(entry.id, number)))
  return lines.length === 0 ? null : { ...entry, lines }
}

/** The lines of entries whose accounts and subjects are not above a class, by `lineName`. */
export async function seenLines(
  query: Query,
  organization: string,
  entries: readonly string[],
  readableClass: number,
): Promise<ReadonlySet<string>> {
  const classes = await lineClasses(query, organization, entries)
  return new Set([...classes].flatMap(([name, of]) => (of <= readableClass ? [name] : [])))
}

/** The higher class of each line's account and subject, by `lineName`. */
export async function lineClasses(
  query: Query,
  organization: string,
  entries: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (entries.length === 0) return new Map()
  const found = await query<{ entry: string; line: number; of: number }>({
    text: `select l.entry, l.line, greatest(a.read_class, s.read_class) as of from ledger.line l
      join ledger.account a on a.organization = $1 and a.id = l.account
      left join ledger.subject s on s.organization = $1 and s.id = l.subject
      where l.organization = $1 and l.entry = any ($2::uuid[])`,
    values: [organization, entries],
  })
  return new Map(found.map(({ entry, line, of }) => [lineName(entry, line), of]))
}

/** What a line is called among those of many entries. */
export function lineName(entry: string, line: number): string {
  return `${entry} ${line}`
}

const headerColumns = `e.id, e.company, e.key, e.kind, e.journal, e.posted_on, e.period, e.late,
  e.document_date, e.reason, e.source_paper, e.source_number, e.reversed_entry, e.pending_entry,
  e.expires_at, e.batch, e.rule, e.actor, e.recorded_at`

interface HeaderRow {
  readonly id: string
  readonly company: string
  readonly key: string
  readonly kind: EntryKind
  readonly journal: string
  readonly posted_on: PlainDate
  readonly period: number
  readonly late: boolean
  readonly document_date: PlainDate | null
  readonly reason: string
  readonly source_paper: string | null
  readonly source_number: string | null
  readonly reversed_entry: string | null
  readonly pending_entry: string | null
  readonly expires_at: Instant | null
  readonly batch: string | null
  readonly rule: string | null
  readonly actor: string
  readonly recorded_at: Instant
}

function headerOf(row: HeaderRow): RecordedHeader {
  return {
    id: row.id,
    company: row.company,
    key: row.key,
    kind: row.kind,
    journal: row.journal,
    postedOn: row.posted_on,
    period: row.period,
    late: row.late,
    reason: row.reason,
    ...given('documentDate', row.document_date),
    ...(row.source_paper === null || row.source_number === null
      ? {}
      : { source: { paper: row.source_paper, number: row.source_number } }),
    ...given('reversedEntry', row.reversed_entry),
    ...given('pendingEntry', row.pending_entry),
    ...given('expiresAt', row.expires_at),
    ...given('batch', row.batch),
    ...given('rule', row.rule),
    actor: row.actor,
    recordedAt: row.recorded_at,
  }
}

const linesText = `select l.entry, l.line, a.code as account, l.layer, l.currency, l.amount,
    l.base, l.item, l.quantity, x.dimensions, s.kind as subject_kind, s.paper as subject_paper,
    s.row as subject_row, u.place, u.lot, u.owner, l.party, l.partner_company, l.tax_code,
    l.tax_box, l.tax_base, l.value_date, l.unrounded, l.source_row, l.reversed_line, l.text,
    p.amount_left, p.base_left, p.quantity_left
  from ledger.line l
  join ledger.account a on a.organization = l.organization and a.id = l.account
  join ledger.analysis x on x.organization = l.organization and x.id = l.analysis
  left join ledger.subject s on s.organization = l.organization and s.id = l.subject
  left join ledger.unit u on u.organization = l.organization and u.id = l.unit
  left join ledger.pending_line p on p.organization = l.organization and p.entry = l.entry
    and p.line = l.line
  where l.organization = $1 and l.entry = any ($2) order by l.entry, l.line`

interface LineRow {
  readonly line: number
  readonly account: string
  readonly layer: Layer
  readonly currency: string
  readonly amount: bigint
  readonly base: bigint
  readonly item: string | null
  readonly quantity: bigint
  readonly dimensions: Readonly<Record<string, string>>
  readonly subject_kind: string | null
  readonly subject_paper: string | null
  readonly subject_row: number | null
  readonly place: string | null
  readonly lot: string | null
  readonly owner: string | null
  readonly party: string | null
  readonly partner_company: string | null
  readonly tax_code: string | null
  readonly tax_box: string | null
  readonly tax_base: bigint | null
  readonly value_date: PlainDate | null
  readonly unrounded: string | null
  readonly source_row: number | null
  readonly reversed_line: number | null
  readonly text: string | null
  readonly amount_left: bigint | null
  readonly base_left: bigint | null
  readonly quantity_left: bigint | null
}

function lineOf(row: LineRow): RecordedLine {
  return {
    number: row.line,
    account: row.account,
    layer: row.layer,
    currency: row.currency,
    amount: row.amount,
    base: row.base,
    ...(row.item === null ? {} : { item: row.item, quantity: row.quantity }),
    ...subjectOf(row),
    ...unitOf(row),
    ...(Object.keys(row.dimensions).length === 0 ? {} : { dimensions: row.dimensions }),
    ...given('party', row.party),
    ...given('partnerCompany', row.partner_company),
    ...given('taxCode', row.tax_code),
    ...given('taxBox', row.tax_box),
    ...given('taxBase', row.tax_base),
    ...given('valueDate', row.value_date),
    ...given('unrounded', row.unrounded),
    ...given('sourceRow', row.source_row),
    ...given('reversedLine', row.reversed_line),
    ...given('text', row.text),
    ...(row.amount_left === null || row.base_left === null || row.quantity_left === null
      ? {}
      : { left: { amount: row.amount_left, base: row.base_left, quantity: row.quantity_left } }),
  }
}

function subjectOf(row: LineRow): Pick<RecordedLine, 'subject'> {
  const { subject_kind: kind, subject_paper: paper, subject_row: number } = row
  if (kind === null || paper === null) return {}
  return { subject: { kind, paper, ...(number === null || number === 0 ? {} : { row: number }) } }
}

function unitOf({ place, lot, owner }: LineRow): Pick<RecordedLine, 'unit'> {
  if (place === null) return {}
  return {
    unit: {
      place,
      ...(lot === null || lot === '' ? {} : { lot }),
      ...(owner === null || owner === '' ? {} : { owner }),
    },
  }
}

/** A field that is there only where it has a value. */
function given<Name extends string, Value>(
  name: Name,
  value: Value | null,
): { readonly [Key in Name]?: Value } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a computed name loses its type
  return (value === null ? {} : { [name]: value }) as { readonly [Key in Name]?: Value }
}
