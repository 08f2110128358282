/** Open items: whether the books have one of a number already, what is open, what is proposed. */
import type { Problem } from '#base/problem.ts'
import { column } from '#kit/columns.ts'
import type { RowsSource } from '#kit/field.ts'
import type { Moment } from '#kit/moment.ts'
import { openItem } from '#departments/finance/sale-entry.ts'

interface Numbered {
  readonly number: string | null
}

/**
 * Whether a number that a paper brought along is that of an open item already: two papers of one
 * number would share one debt. Problem: `number-in-books`.
 */
export async function numbersInBooks(
  { query, organization, company }: Moment,
  papers: readonly Numbered[],
): Promise<(paper: Numbered) => Problem[]> {
  const brought = papers.map(({ number }) => number).filter((number) => number !== null)
  if (brought.length === 0) return () => []
  const found = await query<{ paper: string }>({
    name: 'numbers in books',
    text: `select paper from ledger.subject where organization = $1 and company = $2
        and kind = $3 and paper = any ($4::text[]) and row = 0`,
    values: [organization, company, openItem, column(brought, (number) => number)],
  })
  const there = new Set(found.map(({ paper }) => paper))
  return ({ number }) => {
    if (number === null || !there.has(number)) return []
    const message =
      `The books have an open item ${number} already, so this number would be used twice. ` +
      'Give the paper another number.'
    return [{ rule: 'number-in-books', field: 'number', message }]
  }
}

/** The account, by its field; and what is proposed of it, otherwise than for debts. */
interface Proposing extends Partial<Pick<RowsSource, 'part' | 'side'>> {
  readonly party: string
  readonly account: string
  readonly field: string
  /** The kind of subject: "customer credit". */
  readonly kind?: string
}

/** Open items of a party on an account as proposals for rows, those due first before the others. */
export function fromOpenItems(of: Proposing): RowsSource {
  const { party, account, field, kind = openItem, part = null, side = 'both' } = of
  return {
    report: 'open-items',
    always: { by: 'item', kind },
    asks: { party, account },
    where: { currency: 'currency' },
    names: { field, column: 'subject' },
    shows: ['opened_on', 'due_on'],
    open: 'outstanding',
    side,
    part,
    called: 'allocated',
  }
}

/** What is open of an item: in minor units, and whether everybody inside may read it. */
export interface OpenOf {
  readonly amount: bigint
  readonly isShown: boolean
}

/** What is open of items at this moment, by the numbers of their papers; unlocked, to be shown. */
export async function openOf(
  { query, organization, company }: Moment,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, OpenOf>> {
  if (numbers.length === 0) return new Map()
  const found = await query<OpenOf & { paper: string }>({
    name: 'what is open of papers',
    text: `select s.paper, sum(h.amount)::bigint as amount,
          max(greatest(a.read_class, s.read_class)) <= 1 as "isShown"
        from ledger.subject s
        join ledger.holding h on h.organization = $1 and h.subject = s.id and h.layer = 'actual'
        join ledger.account a on a.organization = $1 and a.id = h.account and a.company = $2
        where s.organization = $1 and s.company = $2 and s.kind = $3
          and s.paper = any ($4::text[]) and h.amount <> 0
        group by s.paper, h.currency`,
    values: [organization, company, openItem, column(numbers, (number) => number)],
  })
  return new Map(found.map(({ paper, amount, isShown }) => [paper, { amount, isShown }]))
}
