/** An entry as it is proposed to the ledger's door: what happened, in lines that sum to zero. */
import type { PlainDate, Instant } from '#base/date.ts'

/**
 * What an entry is. `regular`: an ordinary event. `opening`: balances brought forward.
 * `adjustment`: passes a locked period. `closing`: a year's profit to retained earnings, only in a
 * closing period.
 * `reversal`: undoes one entry whole. `pending`: reserves, until settled, voided or expired.
 * `settlement`, `void`, `expiry`: take a pending entry's lines back, in part or whole.
 * `allocation`: moves a holding between subjects. `revaluation`: changes worth, not amounts.
 */
export type EntryKind =
  | 'regular'
  | 'opening'
  | 'adjustment'
  | 'closing'
  | 'reversal'
  | 'pending'
  | 'settlement'
  | 'void'
  | 'expiry'
  | 'allocation'
  | 'revaluation'

/**
 * `actual`: the books. `pending`: reserved or in flight. `commitment`: requested, ordered, planned.
 */
export type Layer = 'actual' | 'pending' | 'commitment'

/** Which of a fiscal year's periods an entry stands in; `month` is the ordinary one of its date. */
export type PeriodKind = 'month' | 'adjustment' | 'closing'

/** What explains a line's money: an open item, order line, cost layer, asset, employee. */
export interface SubjectProposal {
  /** The trade's word: "open item", "order line", "cost layer", "asset", "employee". */
  readonly kind: string
  /** The number of the paper it stands for: "536365". With `kind` and `row` the subject's name. */
  readonly paper: string
  readonly row?: number
  readonly party?: string
  readonly item?: string
  readonly openedOn?: PlainDate
  readonly dueOn?: PlainDate
  /** 0 public … 6 secret; see `security.md`'s field classes. */
  readonly readClass?: number
  /** Floor and ceiling of the subject's amount, in minor units, held by the database. */
  readonly lowest?: bigint
  readonly highest?: bigint
}

/** Where goods stand: the lot in a place, with its owner (absent: the company itself). */
export interface UnitProposal {
  readonly place: string
  readonly lot?: string
  readonly owner?: string
}

export interface LineProposal {
  /** The account's number or name in the company's chart. */
  readonly account: string
  readonly layer?: Layer
  readonly currency: string
  /** Whole minor units of the currency; debit is positive, credit negative. */
  readonly amount: bigint
  /** Worth in the company's currency, minor units. Needed where the currency is another one. */
  readonly base?: bigint
  /** The amount before it was rounded to the minor unit, as decimal text, where it differs. */
  readonly unrounded?: string
  /** The item that the line concerns; with a quantity other than zero, goods move. */
  readonly item?: string
  /** Whole smallest units of the item; in is positive, out negative. */
  readonly quantity?: bigint
  readonly subject?: SubjectProposal
  readonly unit?: UnitProposal
  /** Dimension → value: { department: 'sales', project: 'P1' }. */
  readonly dimensions?: Readonly<Record<string, string>>
  readonly party?: string
  /** The company of the same organization on the other side, for intercompany pairs. */
  readonly partnerCompany?: string
  readonly taxCode?: string
  /** The role of the line in the return: "output tax", "net sales". */
  readonly taxBox?: string
  /** What the tax was reckoned on, minor units of the company's currency. */
  readonly taxBase?: bigint
  /** The day the money is good on. */
  readonly valueDate?: PlainDate
  /** The row of the source paper or file. */
  readonly sourceRow?: number
  /** The line of the pending entry that this one takes back; a reversal repeats its original's. */
  readonly reversedLine?: number
  readonly text?: string
}

export interface EntryProposal {
  /** The idempotency key, at most 200 characters: posted once, whoever sends it again. */
  readonly key: string
  readonly kind?: EntryKind
  /** The journal's code: "sales", "bank", "general". */
  readonly journal: string
  readonly postedOn: PlainDate
  readonly periodKind?: PeriodKind
  readonly documentDate?: PlainDate
  readonly reason: string
  /** The paper it came from: { paper: 'sales invoice', number: '536365' }. */
  readonly source?: { readonly paper: string; readonly number: string }
  /** The entry that this reverses whole, or the pending one that it settles, voids or expires. */
  readonly reversedEntry?: string
  readonly pendingEntry?: string
  /** When a pending entry lapses. */
  readonly expiresAt?: Instant
  /** One import or act that many entries belong to, so that it can be undone whole. */
  readonly batch?: string
  /** The posting rule that made it, where one did. */
  readonly rule?: string
  readonly lines: readonly LineProposal[]
}
