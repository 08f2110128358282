/** The time zone in which moments are told to one; days of the books are the same everywhere. */
import { Select } from '@mantine/core'
import { useId, useMemo } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { ChangedPreferences } from '#web/preferences.ts'
import { useLanguage } from '#web/words/words.tsx'

const zones = Intl.supportedValuesOf('timeZone')

export function AccountZone(props: { readonly change: (changed: ChangedPreferences) => void }) {
  const { zone } = useLanguage()
  const { formatMessage } = useIntl()
  const id = useId()
  const device = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const data = useMemo(
    () => [
      { value: '', label: formatMessage({ id: 'account.zoneDevice' }, { zone: device }) },
      ...[...new Set(['UTC', ...(zone === null ? [] : [zone]), ...zones])].map((name) => ({
        value: name,
        label: name.replaceAll('_', ' '),
      })),
    ],
    [formatMessage, device, zone],
  )
  return (
    <div className="choice">
      <span id={id}>
        <FormattedMessage id="account.zone" />
      </span>
      <Select
        aria-labelledby={id}
        searchable
        allowDeselect={false}
        limit={100}
        data={data}
        value={zone ?? ''}
        onChange={(chosen) => props.change({ timeZone: chosen === '' ? null : chosen })}
      />
    </div>
  )
}
