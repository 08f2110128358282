/** What is new on the screens: dated, with where it is and how one has it as it was. */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { FormattedDate, FormattedMessage } from 'react-intl'
import { changes } from '#web/changes/entries.ts'
import type { Change } from '#web/changes/entries.ts'
import { newestChange } from '#web/changes/newest.ts'
import { preferencesQuery, useChanging } from '#web/preferences.ts'
import { Refusal } from '#web/shell/refusal.tsx'
import { useLanguage } from '#web/words/words.tsx'
import '#web/changes/changes.css'

export function ChangesPage() {
  const { data } = useQuery(preferencesQuery)
  const { change, error } = useChanging()
  const isUnseen = data !== undefined && data.changesSeen < newestChange
  // Whoever opens the page has seen what is on it, on every device.
  useEffect(() => {
    if (isUnseen) change({ changesSeen: newestChange })
  }, [isUnseen, change])
  return (
    <div className="changes-page">
      <h1>
        <FormattedMessage id="changes.title" />
      </h1>
      <Refusal error={error} />
      {changes.map((one) => (
        <Entry key={one.number} change={one} />
      ))}
    </div>
  )
}

function Entry({ change: { on, where, what, asBefore } }: { readonly change: Change }) {
  const { language } = useLanguage()
  return (
    <article>
      <h2>{where[language]}</h2>
      <time dateTime={on} className="muted">
        <FormattedDate value={`${on}T00:00:00Z`} dateStyle="long" timeZone="UTC" />
      </time>
      <p>{what[language]}</p>
      {asBefore === null ? null : (
        <p>
          <span className="muted">
            <FormattedMessage id="changes.asBefore" />
          </span>{' '}
          {asBefore[language]}
        </p>
      )}
    </article>
  )
}
