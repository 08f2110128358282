/** Which news comes to one by mail, and how: at once, in one letter an hour or a day, or never. */
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FormattedMessage, useIntl } from 'react-intl'
import { mailWishes, newsKinds, preferencesQuery, useChanging } from '#web/preferences.ts'
import { Refusal } from '#web/shell/refusal.tsx'

export function AccountNews() {
  const { data } = useQuery(preferencesQuery)
  const { change, error } = useChanging()
  const { formatMessage } = useIntl()
  const wishes = mailWishes.map((wish) => {
    return { value: wish, label: formatMessage({ id: `account.wish.${wish}` }) }
  })
  return (
    <section aria-labelledby="account-news">
      <h2 id="account-news">
        <FormattedMessage id="account.news" />
      </h2>
      <p>
        <FormattedMessage id="account.newsText" />
      </p>
      <Refusal error={error} />
      {data === undefined
        ? null
        : newsKinds.map((kind) => (
            <NativeSelect
              key={kind}
              className="choice"
              label={formatMessage({ id: `account.news.${kind}` })}
              data={wishes}
              value={data.mails[kind]}
              onChange={({ currentTarget: { value } }) => {
                const wish = mailWishes.find((one) => one === value)
                if (wish !== undefined) change({ mails: { [kind]: wish } })
              }}
            />
          ))}
    </section>
  )
}
