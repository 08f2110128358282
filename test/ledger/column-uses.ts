/** What each column of an entry and a line is for, need by need of the departments and auditors. */

/** A need in the words of its department, and the columns of `entry` and `line` that meet it. */
export type Need = readonly [need: string, ...columns: string[]]

/** Finance: ledger, receivables and payables, tax, assets, budget, close, statements. */
const finance: readonly Need[] = [
  ['journal entries that balance per currency', 'line.currency', 'line.amount', 'entry.id'],
  ['multi-currency: what a line is worth to the company', 'line.base'],
  ['chart of accounts; a sub-ledger equals its control account', 'line.account', 'line.subject'],
  ['dimensions on every line', 'line.analysis'],
  ['a void is a linked reversal, dated in an open period', 'entry.reversed_entry', 'entry.kind'],
  ['period lifecycle: locked, closed, adjustment, closing', 'entry.period', 'line.period'],
  ['trial balance of any day', 'entry.posted_on', 'line.posted_on'],
  ['late prior-year postings carry a flag', 'entry.late'],
  [
    'every entry has a source document, actor and reason',
    'entry.source_paper',
    'entry.source_number',
    'entry.actor',
    'entry.reason',
  ],
  ['a posting by a rule names the rule', 'entry.rule'],
  ['document numbers and dates beside the day of posting', 'entry.document_date'],
  ['journals: sales, purchases, bank, petty cash, cheques', 'entry.journal'],
  ['open-item receivables and payables, party statements', 'line.party', 'line.subject'],
  ['tax return: boxes are tagged lines', 'line.tax_code', 'line.tax_box', 'line.tax_base'],
  ['tax rounded per line or per document, the priced figure kept', 'line.unrounded'],
  ['bank reconciliation by value date', 'line.value_date'],
  ['budget and commitment control: requested, ordered', 'line.layer'],
  ['consolidation and intercompany pairs', 'line.partner_company', 'entry.company', 'line.company'],
  ['every posting accepts an idempotency key', 'entry.key'],
  ['when it came into the books, for seals and audit', 'entry.recorded_at'],
  ['opening balances and imports, undone whole', 'entry.batch'],
  ['any figure drills to the row of its paper', 'line.source_row', 'line.text'],
]

/** Clearing: obligations, netting, payments, bank and card settlement. */
const clearing: readonly Need[] = [
  [
    'delivery versus payment: cash and security in one entry',
    'line.currency',
    'line.item',
    'line.quantity',
    'line.amount',
  ],
  [
    'reserve until the bank confirms, void on time-out',
    'line.layer',
    'entry.pending_entry',
    'entry.expires_at',
    'line.reversed_line',
  ],
  ['partial settlement: which piece of what was pending', 'line.reversed_line', 'line.quantity'],
  ['novation: obligations move between subjects', 'line.subject', 'entry.kind'],
  [
    'only a statement books the bank: its paper and line',
    'entry.source_paper',
    'entry.source_number',
    'line.source_row',
  ],
  ['value date and finality', 'line.value_date', 'entry.recorded_at'],
  ['participants and the other company of a pair', 'line.party', 'line.partner_company'],
  ['cycle: everything that it posted together', 'entry.batch'],
  ['re-import and duplicate webhook change nothing', 'entry.key', 'line.entry', 'line.line'],
  ['exchange difference of a settlement', 'line.base', 'line.account'],
  ['clearing accounts age by day and explain themselves', 'line.posted_on', 'line.text'],
]

/** Supply: purchasing, stock, logistics, production. */
const supply: readonly Need[] = [
  ['stock and books are the same rows', 'line.item', 'line.quantity', 'line.base'],
  ['lots, places and owners; trace in both directions', 'line.unit', 'line.entry', 'line.line'],
  ['cost layers, order lines, production orders', 'line.subject'],
  ['reservations with expiry', 'line.layer', 'entry.expires_at', 'entry.pending_entry'],
  ['requisitions and orders as commitments', 'line.layer', 'line.quantity'],
  ['received, billed and returned by order line', 'line.subject', 'line.source_row'],
  ['late cost is a dated adjustment', 'entry.posted_on', 'entry.document_date', 'entry.kind'],
  ['scrap and shrinkage with their reason', 'entry.reason', 'line.text'],
  ['landed cost allocated without rounding loss', 'line.unrounded', 'line.amount'],
  ['expense by site and project', 'line.analysis'],
  ['supplier of a receipt', 'line.party'],
  ['reversal of an output at its original cost', 'entry.reversed_entry'],
]

/** People: payroll, benefits, leave, advances. */
const people: readonly Need[] = [
  [
    'one balanced journal per pay run, and its exact reversal',
    'entry.batch',
    'entry.source_paper',
    'entry.source_number',
    'entry.reversed_entry',
    'entry.id',
  ],
  ['cost centre and site of wages', 'line.analysis'],
  ['what an employee is owed or was advanced', 'line.subject', 'line.party'],
  ['leave days are items', 'line.item', 'line.quantity'],
  [
    'tax and social payable per agency, with the base',
    'line.party',
    'line.tax_code',
    'line.tax_box',
    'line.tax_base',
  ],
  ['pay date, and the day the money is good on', 'entry.posted_on', 'line.value_date'],
  ['retro lines point at the slip row that they correct', 'line.source_row', 'line.text'],
  ['accrual that reverses itself in the next period', 'entry.kind', 'entry.period'],
  ['person and legal employer of year-to-date counters', 'entry.company', 'line.company'],
  [
    'a payroll entry explains itself to payroll only: by account and subject',
    'line.account',
    'line.subject',
  ],
  ['the second person who approved, the run that posted', 'entry.actor', 'entry.rule'],
]

/**
 * The elements of GeneralLedgerEntries in the OECD's Standard Audit File for Tax 2.0. What is not
 * in these two tables comes from the row that a column points at, named behind the arrow.
 */
const auditFile: readonly Need[] = [
  ['Journal/JournalID', 'entry.journal'],
  ['Journal/Type', 'entry.journal'],
  ['Transaction/TransactionID', 'entry.id', 'entry.key'],
  ['Transaction/Period', 'entry.period', 'line.period'],
  ['Transaction/PeriodYear', 'entry.period'],
  ['Transaction/TransactionDate', 'entry.document_date'],
  ['Transaction/SourceID', 'entry.actor'],
  ['Transaction/TransactionType', 'entry.kind', 'entry.late'],
  ['Transaction/Description', 'entry.reason'],
  ['Transaction/BatchID', 'entry.batch'],
  ['Transaction/SystemEntryDate', 'entry.recorded_at'],
  ['Transaction/GLPostingDate', 'entry.posted_on', 'line.posted_on'],
  ['Transaction/SystemID', 'entry.id'],
  ['Line/RecordID', 'line.line', 'line.entry'],
  ['Line/AccountID', 'line.account'],
  ['Line/Analysis/AnalysisType', 'line.analysis'],
  ['Line/Analysis/AnalysisID', 'line.analysis'],
  ['Line/Analysis/AnalysisAmount', 'line.base'],
  ['Line/ValueDate', 'line.value_date'],
  ['Line/SourceDocumentID', 'entry.source_paper', 'entry.source_number', 'line.source_row'],
  ['Line/CustomerID', 'line.party'],
  ['Line/SupplierID', 'line.party'],
  ['Line/Description', 'line.text'],
  ['Line/DebitAmount/Amount', 'line.base'],
  ['Line/CreditAmount/Amount', 'line.base'],
  ['Line/Amount/CurrencyCode', 'line.currency'],
  ['Line/Amount/CurrencyAmount', 'line.amount'],
  ['Line/Amount/ExchangeRate', 'line.amount', 'line.base'],
  ['Line/TaxInformation/TaxType', 'line.tax_code'],
  ['Line/TaxInformation/TaxCode', 'line.tax_code'],
  ['Line/TaxInformation/TaxBase', 'line.tax_base'],
  ['Line/TaxInformation/TaxBaseDescription', 'line.tax_box'],
  ['Line/TaxInformation/TaxAmount', 'line.base', 'line.unrounded'],
  ['Line/DueDate → subject.due_on', 'line.subject'],
  ['Line/Quantity', 'line.quantity', 'line.item'],
  ['Line/OwnerID → unit.owner', 'line.unit'],
  ['Line/CrossReference', 'entry.reversed_entry', 'entry.pending_entry', 'line.reversed_line'],
]

/** The ledger's own: what no department asks for by name and every one relies on. */
const ground: readonly Need[] = [
  ['the organization leads every key', 'entry.organization', 'line.organization'],
]

export const needs: Readonly<Record<string, readonly Need[]>> = {
  'finance.md': finance,
  'clearing.md': clearing,
  'supply.md': supply,
  'people.md': people,
  'SAF-T 2.0': auditFile,
  ledger: ground,
}
