/** What is seen of a list as files: its filters, its order and its columns. */
import { useIntl } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { addressOf } from '#web/api.ts'
import { questionOf } from '#web/list/asked.ts'
import type { Asked } from '#web/list/asked.ts'
import { fileColumns, textOf } from '#web/list/list-fields.ts'
import type { Row } from '#web/list/list-fields.ts'
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
      printLanguage: locale,
      ...(as === 'pdf' ? {} : { columns: fileColumns(columns).join(',') }),
    }),
  }))
}

/** So long an address is taken by every server on the way. */
const longestAddress = 12_000

/** One file with all chosen papers, each on pages of its own; null where they are too many. */
export function printAddress(
  of: Described,
  company: string,
  selected: readonly Row[],
  language: string,
): string | null {
  if (of.noun !== 'document' || selected.length === 0) return null
  const numbers = selected.map((row) => textOf(row['number']))
  const wanted = numbers.every((number) => number !== '' && !number.includes(','))
    ? { 'number.anyOf': numbers.join(',') }
    : { 'id.anyOf': selected.map((row) => textOf(row['id'])).join(',') }
  const asked = { ...wanted, as: 'pdf', printLanguage: language }
  const address = addressOf(besidePath(of, company, 'exports'), asked)
  return address.length > longestAddress ? null : address
}

/** So many papers are printed in one file. */
export const mostPrinted = 500
/** So few are printed while somebody waits. */
export const fewPrinted = 25
