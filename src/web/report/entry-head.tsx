/** What stands above an entry: its day, its reason, who recorded it, and what it takes back. */
import { personName } from '#web/controls/names.ts'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { FormattedMessage } from 'react-intl'
import type { Entry } from '#web/report/entry.ts'
import { useWriting } from '#web/report/cells.tsx'
import { useTold } from '#web/words/told.ts'
import '#web/report/entry.css'

export function EntryHead(props: {
  readonly company: string
  readonly entry: Entry
  readonly level: 'h1' | 'h2'
}) {
  const { company, entry, level: Title } = props
  const { day, moment } = useWriting()
  const { told } = useTold()
  const { reversedEntry, reversedBy, pendingEntry } = entry
  return (
    <header className="entry-head">
      <Title>
        <FormattedMessage id="entry.title" values={{ day: day(entry.postedOn) }} />
      </Title>
      <p className="entry-reason">{told(entry.reason)}</p>
      <dl>
        <Fact label={<FormattedMessage id="entry.journal" />}>
          <bdi>{entry.journal}</bdi>
        </Fact>
        <Fact label={<FormattedMessage id="entry.kind" />}>{told(entry.kind)}</Fact>
        <Fact label={<FormattedMessage id="entry.period" />}>{entry.period}</Fact>
        {entry.documentDate === undefined ? null : (
          <Fact label={<FormattedMessage id="entry.documentDate" />}>
            {day(entry.documentDate)}
          </Fact>
        )}
        {entry.rule === undefined ? null : (
          <Fact label={<FormattedMessage id="entry.rule" />}>{entry.rule}</Fact>
        )}
        <Fact label={<FormattedMessage id="entry.by" />}>
          <span title={entry.actor}>{personName(entry.actor)}</span>
        </Fact>
        <Fact label={<FormattedMessage id="entry.at" />}>
          <time dateTime={entry.recordedAt}>{moment(entry.recordedAt)}</time>
        </Fact>
      </dl>
      {entry.late ? (
        <p>
          <FormattedMessage id="entry.late" />
        </p>
      ) : null}
      <p className="entry-others">
        <Other company={company} id={reversedEntry} label="entry.reverses" />
        <Other company={company} id={reversedBy} label="entry.reversedBy" />
        <Other company={company} id={pendingEntry} label="entry.pending" />
      </p>
    </header>
  )
}

function Fact({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Other(props: {
  readonly company: string
  readonly id: string | undefined
  readonly label: 'entry.reverses' | 'entry.reversedBy' | 'entry.pending'
}) {
  const { company, id, label } = props
  if (id === undefined) return null
  return (
    <Link to="/c/$company/entries/$id" params={{ company, id }}>
      <FormattedMessage id={label} />
    </Link>
  )
}
