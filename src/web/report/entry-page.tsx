/** An entry of the books with its lines and where it came from. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { EntryHead } from '#web/report/entry-head.tsx'
import { EntryLines } from '#web/report/entry-lines.tsx'
import { EntrySource } from '#web/report/entry-source.tsx'
import { entryQuery } from '#web/report/entry.ts'
import { Refusal } from '#web/report/refusal.tsx'
import { useScreens } from '#web/screens.ts'
import '#web/report/report.css'

export function EntryPage() {
  const { company, id } = useParams({ from: '/inside/c/$company/entries/$id' })
  const screens = useScreens(company)
  const { data: entry, error } = useQuery(entryQuery(company, id))
  return (
    <article className="report entry">
      {error === null ? null : <Refusal error={error} />}
      {entry === undefined ? null : (
        <>
          <EntryHead company={company} entry={entry} level="h1" />
          <EntryLines screens={screens} entry={entry} />
          <EntrySource screens={screens} entry={entry} />
        </>
      )}
    </article>
  )
}
