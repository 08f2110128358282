/** What is seen of a list as files: its filters, its order and its columns. */
import { useIntl } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { addressOf } from '#web/api.ts'
import { spokenAs } from '#web/controls/value.tsx'
import { questionOf } from '#web/list/asked.ts'
import type { Asked } from '#web/list/asked.ts'
import { fileColumns } from '#web/list/list-fields.ts'
import { besidePath } from '#web/list/rows.ts'
import type { Described } from '#web/screens.ts'

export interface ListFile {
  readonly as: 'csv' | 'xlsx' | 'pdf'
  readonly text: string
  readonly address: string
}

export function useFiles(list: {
  readonly of: Described
  readonly company: string
  readonly asked: Asked
  readonly columns: readonly FieldPage[]
}): ListFile[] {
  const { of, company, asked, columns } = list
  const { formatMessage, locale } = useIntl()
  if (of.isLedgers) return []
  return (['csv', 'xlsx', 'pdf'] as const).map((as) => ({
    as,
    text: formatMessage({ id: 'list.export' }, { as: as.toUpperCase() }),
    address: addressOf(besidePath(of, company, 'exports'), {
      ...questionOf(asked),
      as,
      ...(as === 'pdf'
        ? { printLanguage: spokenAs(locale) }
        : { columns: fileColumns(columns).join(',') }),
    }),
  }))
}
