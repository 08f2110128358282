/** How the screens look to one: language, time zone, light or dark, how close rows stand. */
import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { chooseContrast, keptContrast } from '#web/look/contrast.ts'
import { chooseDensity, keptDensity } from '#web/look/density.ts'
import { useChanging } from '#web/preferences.ts'
import { Refusal } from '#web/shell/refusal.tsx'
import { AccountZone } from '#web/sign-in/account-zone.tsx'
import type { Word } from '#web/words/en.ts'
import { useLanguage } from '#web/words/words.tsx'

const languages = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
] as const

export function AccountLook() {
  const { language } = useLanguage()
  const { change, error } = useChanging()
  const [density, setDensity] = useState(keptDensity)
  const { formatMessage } = useIntl()
  return (
    <section aria-labelledby="account-look">
      <h2 id="account-look">
        <FormattedMessage id="account.look" />
      </h2>
      <Named word="account.language">
        {(id) => (
          <SegmentedControl
            aria-labelledby={id}
            data={[...languages]}
            value={language}
            onChange={(chosen) => change({ language: chosen })}
          />
        )}
      </Named>
      <AccountZone change={change} />
      <Refusal error={error} />
      <Scheme />
      <Contrasts />
      <Named word="account.density">
        {(id) => (
          <SegmentedControl
            aria-labelledby={id}
            data={[
              { value: 'compact', label: formatMessage({ id: 'account.compact' }) },
              { value: 'comfortable', label: formatMessage({ id: 'account.comfortable' }) },
            ]}
            value={density}
            onChange={(chosen) => {
              chooseDensity(chosen)
              setDensity(chosen)
            }}
          />
        )}
      </Named>
    </section>
  )
}

function Scheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { formatMessage } = useIntl()
  return (
    <Named word="account.scheme">
      {(id) => (
        <SegmentedControl
          aria-labelledby={id}
          data={[
            { value: 'light', label: formatMessage({ id: 'account.light' }) },
            { value: 'dark', label: formatMessage({ id: 'account.dark' }) },
            { value: 'auto', label: formatMessage({ id: 'account.system' }) },
          ]}
          value={colorScheme}
          onChange={setColorScheme}
        />
      )}
    </Named>
  )
}

function Contrasts() {
  const [contrast, setContrast] = useState(keptContrast)
  const { formatMessage } = useIntl()
  return (
    <Named word="account.contrast">
      {(id) => (
        <SegmentedControl
          aria-labelledby={id}
          data={[
            { value: 'system', label: formatMessage({ id: 'account.system' }) },
            { value: 'more', label: formatMessage({ id: 'account.contrastMore' }) },
          ]}
          value={contrast}
          onChange={(chosen) => {
            chooseContrast(chosen)
            setContrast(chosen)
          }}
        />
      )}
    </Named>
  )
}

function Named(props: { readonly word: Word; readonly children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="choice">
      <span id={id}>
        <FormattedMessage id={props.word} />
      </span>
      {props.children(id)}
    </div>
  )
}
