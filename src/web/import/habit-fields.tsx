/** How a file writes figures and days, where its cells do not tell it themselves. */
import { Select } from '@mantine/core'
import { useIntl } from 'react-intl'
import type { Mapping } from '#web/import/imports.ts'

export function HabitFields(props: {
  readonly mapping: Mapping
  readonly setMapping: (mapping: Mapping) => void
}) {
  const { mapping, setMapping } = props
  const { formatMessage } = useIntl()
  const set = (name: 'decimal' | 'dayOrder', value: string | null): void =>
    setMapping({ ...mapping, habits: { ...mapping.habits, [name]: value === '' ? null : value } })
  const asFound = { value: '', label: formatMessage({ id: 'import.asFound' }) }
  return (
    <div className="habits">
      <Select
        allowDeselect={false}
        size="xs"
        value={mapping.habits.decimal ?? ''}
        onChange={(value) => set('decimal', value)}
        data={[
          asFound,
          { value: '.', label: formatMessage({ id: 'import.point' }) },
          { value: ',', label: formatMessage({ id: 'import.comma' }) },
        ]}
        label={formatMessage({ id: 'import.decimal' })}
      />
      <Select
        allowDeselect={false}
        size="xs"
        value={mapping.habits.dayOrder ?? ''}
        onChange={(value) => set('dayOrder', value)}
        data={[
          asFound,
          { value: 'day month year', label: formatMessage({ id: 'import.dmy' }) },
          { value: 'month day year', label: formatMessage({ id: 'import.mdy' }) },
          { value: 'year month day', label: formatMessage({ id: 'import.ymd' }) },
        ]}
        label={formatMessage({ id: 'import.days' })}
      />
    </div>
  )
}
