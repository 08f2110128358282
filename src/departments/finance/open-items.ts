/** Numbers that papers bring along, and whether the books have an open item of that number. */
import type { Problem } from '#base/problem.ts'
import { column } from '#kit/columns.ts'
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
