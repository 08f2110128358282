/** Imports a file of the data set "Online Retail": its customers, items and papers. */
import type { Outcome } from '#base/problem.ts'
import { fine, refused } from '#base/problem.ts'
import { newId } from '#base/id.ts'
import { accounts } from '#importers/online-retail/accounts.ts'
import type { InvoiceKind } from '#importers/online-retail/invoice.ts'
import type { OnlineRetail } from '#importers/online-retail/online-retail.ts'
import { currency, paperColumns, paperRows } from '#importers/online-retail/papers.ts'
import type { Books } from '#kit/books.ts'
import { mappingSchema } from '#kit/derive/mapping.ts'
import { transferColumns } from '#kit/derive/transfer.ts'
import type { Actor } from '#kit/role.ts'
import { prepareGround } from '#server/import/online-retail-ground.ts'
import { sameFileProblems } from '#server/transfer/asking.ts'
import type { Asker } from '#server/transfer/asking.ts'
import { askFor } from '#server/transfer/asking.ts'
import type { FileOnDisk } from '#server/transfer/file.ts'
import { describedBy } from '#server/transfer/part.ts'
import { saveMapping } from '#server/transfer/saved-mapping.ts'
import { stage } from '#server/transfer/staging.ts'
import type { SourcePart, SourceRow } from '#server/transfer/staging.ts'

/** What the format is called, and its mappings. */
export const onlineRetail = 'uci-online-retail'

/** What is asked besides the file. */
export interface RetailWish {
  /** What its owner calls the file, and the hash of its bytes. */
  readonly file: Pick<FileOnDisk, 'name' | 'hash'>
  /** Whether it is meant to come again, where it is in the books already. */
  readonly again: boolean
}

/**
 * Adds what the company lacks, stages the papers of a file that was read, and asks that they be
 * checked; answers the number of the import. Problems: `company-unknown`, `company-currency`,
 * `file-imported`, those of adding rows to registers and of staging.
 */
export async function importOnlineRetail(
  books: Books,
  retail: OnlineRetail,
  { file, again }: RetailWish,
  actor: Actor,
  asker: Asker,
): Promise<Outcome<string>> {
  const { query, organization, company, catalogue } = books
  const id = newId(Date.now())
  const whole = { id, company, kind: onlineRetail, fileName: file.name, fileHash: file.hash }
  const same = again ? [] : await sameFileProblems(query, organization, whole)
  if (same.length > 0) return refused(...same)
  const lacking = await prepareGround(books, retail, actor)
  if (lacking.length > 0) return refused(...lacking)
  const parts = papers.map(({ kind, verb, fields }): SourcePart => {
    const columns = transferColumns(describedBy(catalogue, { kind }))
    const mapping = mappingSchema.parse({ key: 'InvoiceNo', fields, habits: { decimal: '.' } })
    return { kind, verb, numbers: 'kept', columns, mapping }
  })
  for (const { kind, mapping } of parts) {
    const saved = { kind, name: onlineRetail, mapping, changedBy: asker.askedBy }
    await saveMapping(query, organization, saved)
  }
  const staged = await stage(
    query,
    organization,
    { ...whole, again, ...asker },
    {
      parts,
      titles: paperColumns,
      rows: routed(retail),
    },
  )
  if (!staged.ok) return staged
  const job = await askFor(books, id, 'check', asker)
  return job.ok ? fine(id) : job
}

function* routed({ invoices }: OnlineRetail): Generator<Outcome<SourceRow>> {
  const places = new Map(papers.map(({ kind }, at) => [kind, at]))
  for (const { kind, line, cells } of paperRows(invoices)) {
    yield fine({ part: places.get(kind) ?? 0, row: { line, cells } })
  }
}

interface RetailPaper {
  readonly kind: InvoiceKind
  readonly verb: string
  readonly fields: Readonly<Record<string, object>>
}

const column = (title: (typeof paperColumns)[number]) => ({ column: title })
const always = (value: string | boolean) => ({ otherwise: value })

const goods = {
  'lines.item': column('StockCode'),
  // A row without a description has none; that of its item is not put there.
  'lines.description': { ...column('Description'), emptyIsEmpty: true },
  'lines.quantity': column('Pieces'),
  'lines.leaves': column('Leaves'),
  'lines.arrives': column('Arrives'),
  dimensions: column('Dimensions'),
}

const sale = {
  customer: column('Customer'),
  currency: always(currency),
  receivable: always(accounts.receivables.code),
  ...goods,
  'lines.unitPrice': column('UnitPrice'),
  'lines.taxCode': column('Tax code'),
}

/** Which papers a file holds, in the order in which they are posted, and from which columns. */
const papers: readonly RetailPaper[] = [
  {
    kind: 'sales invoice',
    verb: 'issue',
    fields: {
      issuedOn: column('Day'),
      dueOn: column('Due'),
      ...sale,
      'lines.revenue': column('Account'),
    },
  },
  {
    kind: 'credit note',
    verb: 'issue',
    fields: {
      issuedOn: column('Day'),
      dueOn: column('Due'),
      reason: always('The file names no reason.'),
      ...sale,
      'lines.revenue': column('Account'),
    },
  },
  {
    kind: 'bad-debt adjustment',
    verb: 'adjust',
    fields: {
      adjustedOn: column('Day'),
      reason: always('A bad debt of the file.'),
      relief: always(false),
      ...sale,
      'lines.expense': column('Account'),
    },
  },
  {
    kind: 'stock adjustment',
    verb: 'adjust',
    fields: {
      adjustedOn: column('Day'),
      reason: always('Lost or found: the file has no price and no customer.'),
      ...goods,
    },
  },
]
