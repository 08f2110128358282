/** Imports a file of the data set "Online Retail": its customers, items and papers. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { newId } from '#base/id.ts'
import { accounts } from '#importers/online-retail/accounts.ts'
import type { InvoiceKind } from '#importers/online-retail/invoice.ts'
import type { OnlineRetail } from '#importers/online-retail/online-retail.ts'
import { currency, paperColumns, paperRows } from '#importers/online-retail/papers.ts'
import { paymentAccounts, paymentColumns, paymentRows } from '#importers/online-retail/payments.ts'
import type { Books } from '#kit/books.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import { mappingSchema } from '#kit/derive/mapping.ts'
import { transferColumns } from '#kit/derive/transfer.ts'
import { actingAs, everywhere } from '#kit/role.ts'
import { inSavepoint } from '#kit/statements.ts'
import { prepareGround } from '#server/import/online-retail-ground.ts'
import { askFor, sameFileProblems } from '#server/transfer/asking.ts'
import type { Asker } from '#server/transfer/asking.ts'
import type { FileOnDisk } from '#server/transfer/file.ts'
import { describedBy, rolesFor } from '#server/transfer/part.ts'
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
  /** Whether customers pay, as those of the example do; the file itself has no payments. */
  readonly payments: boolean
}

/**
 * Adds what the company lacks, stages the papers of a file that was read, and asks that they be
 * checked; answers the number of the import. It acts with the roles that its papers need, in the
 * name of who asks. Problems: `company-unknown`, `company-currency`, `file-imported`, those of
 * adding rows to registers and of staging.
 */
export async function importOnlineRetail(
  books: Books,
  retail: OnlineRetail,
  { file, again, payments }: RetailWish,
  { askedBy, person }: Asker,
): Promise<Outcome<string>> {
  const { query, organization, company, catalogue } = books
  const id = newId(Date.now())
  const whole = { id, company, kind: onlineRetail, fileName: file.name, fileHash: file.hash }
  const same = again ? [] : await sameFileProblems(query, organization, whole)
  if (same.length > 0) return refused(...same)
  const asker = retailAsker(catalogue, { askedBy, person })
  const actor = actingAs({ person, name: askedBy }, asker.actsAs, everywhere)
  const lacking: Problem[] = []
  // Where something cannot be added, nothing is.
  await inSavepoint(query, async () => {
    lacking.push(...(await prepareGround(books, withPayments(retail, payments), actor)))
    return lacking.length > 0 ? null : lacking
  })
  if (lacking.length > 0) return refused(...lacking)
  const parts = partsOf(catalogue, payments)
  for (const { kind, mapping } of parts) {
    const saved = { kind, name: onlineRetail, mapping, changedBy: askedBy }
    await saveMapping(query, organization, saved)
  }
  const titles = payments ? paymentColumns : paperColumns
  const rows = routed(retail, payments)
  const one = { ...whole, again, askedBy, person }
  const staged = await stage(query, organization, one, { parts, titles, rows })
  if (!staged.ok) return staged
  const job = await askFor(books, id, 'check', asker)
  return job.ok ? fine(id) : job
}

/** Whoever asks, with the roles that the papers of such a file and its registers need. */
export function retailAsker(
  catalogue: Catalogue,
  asker: Asker,
): Asker & { readonly actsAs: readonly string[] } {
  const registers = ['place', 'tax code', 'item', 'party'].map((kind) => ({ kind, verb: null }))
  return { ...asker, actsAs: rolesFor(catalogue, [...papers, receipts, ...registers]) }
}

function partsOf(catalogue: Catalogue, payments: boolean): SourcePart[] {
  const kinds = payments ? [...papers, receipts] : papers
  return kinds.map(({ kind, verb, key, numbers, fields }) => {
    const columns = transferColumns(describedBy(catalogue, { kind }))
    const mapping = mappingSchema.parse({ key, fields, habits: { decimal: '.' } })
    return { kind, verb, numbers, columns, mapping }
  })
}

function withPayments(retail: OnlineRetail, payments: boolean): OnlineRetail {
  if (!payments) return retail
  return { ...retail, accounts: [...retail.accounts, ...Object.values(paymentAccounts)] }
}

function* routed({ invoices }: OnlineRetail, payments: boolean): Generator<Outcome<SourceRow>> {
  const places = new Map(papers.map(({ kind }, at) => [kind, at]))
  for (const { kind, line, cells } of paperRows(invoices)) {
    yield fine({ part: places.get(kind) ?? 0, row: { line, cells } })
  }
  const last = invoices.at(-1)?.moment.day
  if (!payments || last === undefined) return
  for (const row of paymentRows(invoices, last)) yield fine({ part: papers.length, row })
}

interface RetailPaper {
  readonly kind: InvoiceKind | 'receipt'
  readonly verb: string
  /** The column by which papers are told apart, and whether it is their number. */
  readonly key: (typeof paymentColumns)[number]
  readonly numbers: 'kept' | 'given'
  readonly fields: Readonly<Record<string, object>>
}

const column = (title: (typeof paymentColumns)[number]) => ({ column: title })
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

const numbered = { key: 'InvoiceNo', numbers: 'kept' } as const

/** Which papers a file holds, in the order in which they are posted, and from which columns. */
const papers: readonly RetailPaper[] = [
  {
    kind: 'sales invoice',
    verb: 'issue',
    ...numbered,
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
    ...numbered,
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
    ...numbered,
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
    ...numbered,
    fields: {
      adjustedOn: column('Day'),
      reason: always('Lost or found: the file has no price and no customer.'),
      ...goods,
    },
  },
]

/** What the customers of the example pay. */
const receipts: RetailPaper = {
  kind: 'receipt',
  verb: 'post',
  key: 'Payment',
  numbers: 'given',
  fields: {
    payer: column('Customer'),
    receivedOn: column('Received'),
    bank: always(paymentAccounts.bank.code),
    receivables: always(accounts.receivables.code),
    credit: always(paymentAccounts.credit.code),
    currency: always(currency),
    amount: column('Sum'),
    'settles.item': column('InvoiceNo'),
    'settles.amount': column('Paid'),
  },
}
