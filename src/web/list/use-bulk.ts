/** What stands around a step with many papers: how it is taken back, what is read again. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useIntl } from 'react-intl'
import { contentsOf, writeAgain } from '#web/list/bulk.ts'
import type { BulkStep, Fate } from '#web/list/bulk.ts'
import type { Row } from '#web/list/list-fields.ts'
import type { Described } from '#web/screens.ts'
import { say } from '#web/shell/toasts.tsx'
import { useTold } from '#web/words/told.ts'

/** So many drafts are kept until the moment in which they can be taken back is over. */
const mostTakenBack = 100

export function useBulk(of: Described, company: string, clear: () => void) {
  const queries = useQueryClient()
  const kept = useRef<readonly object[]>([])
  const { formatMessage } = useIntl()
  const { told } = useTold()
  const again = async (): Promise<void> => {
    await Promise.all(
      ['list', 'count'].map((what) =>
        queries.invalidateQueries({ queryKey: [what, company, of.address] }),
      ),
    )
  }
  /** Drafts that are thrown away are read whole before, so that they can be written again. */
  const before = async ({ label }: BulkStep, rows: readonly Row[]): Promise<void> => {
    const isKept = label === null && rows.length <= mostTakenBack
    kept.current = isKept ? await contentsOf(of, company, rows) : []
  }
  const takeBack = async (papers: readonly object[]): Promise<void> => {
    const count = await writeAgain(of, company, papers)
    say({ text: formatMessage({ id: 'list.backAgain' }, { count, what: told(of.plural) }) })
    await again()
  }
  const after = ({ label }: BulkStep, fates: readonly Fate[]): void => {
    const done = fates.flatMap(({ problems }, at) => (problems.length === 0 ? [at] : []))
    const papers = done.flatMap((at) => kept.current[at] ?? [])
    clear()
    void again()
    if (done.length === 0 || label !== null) return
    const text = formatMessage(
      { id: 'list.thrownAway' },
      { count: done.length, what: told(done.length === 1 ? of.name : of.plural) },
    )
    say(papers.length < done.length ? { text } : { text, undo: () => void takeBack(papers) })
  }
  return { before, after }
}
