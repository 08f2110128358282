/** What a plain-text journal says, once it is read: commodities, accounts, transactions, prices. */
import type { PlainDate } from '#base/date.ts'
import type { AccountType } from './account-type.ts'
import type { Amount, Assertion } from './amount.ts'

/** A mark before a description or account: `!` pending, `*` cleared. */
export type Status = 'unmarked' | 'pending' | 'cleared'

/** A posting as it is written: its amount may still be missing. */
export interface WrittenPosting {
  readonly line: number
  /** With aliases and prefixes carried out. */
  readonly account: string
  /** In square brackets: balanced among those of its kind. */
  readonly virtual: boolean
  readonly status: Status
  readonly amount: Amount | null
  readonly cost: Amount | null
  readonly totalCost: boolean
  readonly lot: boolean
  readonly assertion: Assertion | null
  /** Tags stay in it as text. */
  readonly comment: string
  /** The secondary date of this posting alone. */
  readonly valueDate: PlainDate | null
}

interface Head {
  readonly file: string
  /** Which opening of a file, counted from 1: a file included twice has two. */
  readonly opening: number
  readonly line: number
  readonly date: PlainDate
  readonly secondDate: PlainDate | null
  readonly status: Status
  readonly code: string
  /** Payee and note as written: "payee | note". */
  readonly description: string
  readonly comment: string
}

export interface WrittenTransaction extends Head {
  readonly postings: readonly WrittenPosting[]
}

/** A posting whose amounts are known. */
export interface Posting {
  readonly line: number
  readonly account: string
  readonly virtual: boolean
  readonly status: Status
  /** One amount as a rule; an amount that was left out may be several, or none where it is zero. */
  readonly amounts: readonly Amount[]
  /** Whether the journal left the amount out. */
  readonly inferred: boolean
  /** What the one written amount cost, signed like it. */
  readonly cost: Amount | null
  readonly comment: string
  readonly valueDate: PlainDate | null
}

export interface Transaction extends Head {
  readonly postings: readonly Posting[]
}

export interface Price {
  readonly date: PlainDate
  readonly commodity: string
  readonly price: Amount
}

export interface Commodity {
  /** '' for amounts that name none. */
  readonly symbol: string
  /** The most decimals of any amount of it; rates (unit costs, prices) do not count. */
  readonly scale: number
  /** In how many postings it stands. */
  readonly postings: number
}

export interface Account {
  readonly name: string
  readonly type: AccountType
  /** Whether the type was declared, inferred from a name, or is the default for want of both. */
  readonly typeFrom: 'declaration' | 'name' | 'default'
}

export interface Journal {
  /** In the order in which they first stand in the journal. */
  readonly commodities: readonly Commodity[]
  /** Those declared or posted to, in the order in which they first stand in the journal. */
  readonly accounts: readonly Account[]
  /** In the order of the text. */
  readonly transactions: readonly Transaction[]
  readonly prices: readonly Price[]
  /** SHA-256 of all that was read, in hexadecimal: the journal's identity. */
  readonly digest: string
  /** What was read and left out, since reports leave it out too. */
  readonly skipped: {
    readonly periodicRules: number
    readonly automatedRules: number
    readonly emptyTransactions: number
  }
}
