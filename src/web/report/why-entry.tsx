/** The next step behind a figure: the entry of a line, its paper, its files, its row in a file. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { EntryHead } from '#web/report/entry-head.tsx'
import { EntryLines } from '#web/report/entry-lines.tsx'
import { EntrySource } from '#web/report/entry-source.tsx'
import { entryQuery } from '#web/report/entry.ts'
import { Refusal } from '#web/report/refusal.tsx'
import type { Screens } from '#web/screens.ts'

export function WhyEntry(props: {
  readonly screens: Screens
  readonly id: string
  readonly back: () => void
}) {
  const { screens, id, back } = props
  const company = screens.company.code
  const { data: entry, error } = useQuery(entryQuery(company, id))
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={back} className="why-back">
        <span aria-hidden="true" className="why-arrow" />
        <FormattedMessage id="why.back" />
      </Button>
      {error === null ? null : <Refusal error={error} />}
      {entry === undefined ? null : (
        <>
          <EntryHead company={company} entry={entry} level="h2" />
          <EntrySource screens={screens} entry={entry} />
          <EntryLines screens={screens} entry={entry} isNarrow />
          <Link to="/c/$company/entries/$id" params={{ company, id }}>
            <FormattedMessage id="entry.open" />
          </Link>
        </>
      )}
    </>
  )
}
