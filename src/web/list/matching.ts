/** All rows that match, for what is done with them at once. */
import type { Asked } from '#web/list/asked.ts'
import type { Row } from '#web/list/list-fields.ts'
import { readPage } from '#web/list/rows.ts'
import type { Described } from '#web/screens.ts'

/** So many are chosen at once, and no more: as many as one job of the server works on. */
export const mostSelected = 50_000

/** All rows that match, read in the largest pages; `tell` hears how many, and whether to go on. */
export async function readMatching(
  of: Described,
  company: string,
  question: Pick<Asked, 'filters' | 'sort'>,
  tell: (read: number) => boolean,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let after: string | null = ''; after !== null && rows.length < mostSelected;) {
    const page = await readPage(of, company, question, { after, limit: 500 })
    rows.push(...page.rows)
    after = page.next
    if (!tell(rows.length)) break
  }
  return rows.slice(0, mostSelected)
}
