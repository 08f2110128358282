/** The words and the day in which filters are typed and told. */
import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { writtenDay } from '#web/controls/days.ts'
import { readersHabits, writtenFigure } from '#web/controls/figures.ts'
import { writtenPercentage } from '#web/controls/percentages.ts'
import type { Filter } from '#web/list/asked.ts'
import { valuesOf } from '#web/list/asked.ts'
import { wordTold, wordsOf } from '#web/list/meaning.ts'
import type { Speech } from '#web/list/meaning.ts'
import type { SpanName } from '#web/list/spans.ts'
import { useTold } from '#web/words/told.ts'
import type { Word } from '#web/words/en.ts'

const spanWords: Readonly<Record<SpanName, Word>> = {
  today: 'list.today',
  yesterday: 'list.yesterday',
  'this week': 'list.thisWeek',
  'last week': 'list.lastWeek',
  'this month': 'list.thisMonth',
  'last month': 'list.lastMonth',
  'next month': 'list.nextMonth',
  'this quarter': 'list.thisQuarter',
  'last quarter': 'list.lastQuarter',
  'this year': 'list.thisYear',
  'last year': 'list.lastYear',
}

/** How filters are spoken of in the reader's language. */
export function useSpeech(today: string): Speech {
  const { formatMessage, locale } = useIntl()
  const { told } = useTold()
  return useMemo(() => {
    const word = (id: Word): string => formatMessage({ id })
    return {
      today,
      language: locale,
      told: (text) => told(text),
      span: (name) => word(spanWords[name]),
      words: {
        is: word('list.is'),
        from: word('list.from'),
        to: word('list.to'),
        startsWith: word('list.startsWith'),
        isEmpty: word('list.isEmpty'),
        isFilled: word('list.isFilled'),
        yes: word('value.yes'),
        no: word('value.no'),
      },
    }
  }, [formatMessage, told, locale, today])
}

/** A filter as it is read: its field, and what is asked of it. */
export interface ChipText {
  readonly label: string
  readonly text: string
  /** The keys of a link, whose names are told beside them. */
  readonly keys: readonly string[]
}

/** The filters of one field as one text: "from 1 Oct 2026 to 31 Dec 2026". */
export function chipText(
  field: FieldPage | undefined,
  filters: readonly Filter[],
  speech: Speech,
): ChipText {
  const [first] = filters
  const label = field === undefined ? (first?.name ?? '') : speech.told(field.label)
  const parts = filters.map((filter) => {
    const { operator, written } = filter
    if (operator === 'isEmpty') {
      return written === 'true' ? speech.words.isEmpty : speech.words.isFilled
    }
    const values = operator === 'is' || operator === 'anyOf' ? valuesOf(filter) : [written]
    const told = values.map((value) => valueTold(field, value, speech)).join(', ')
    return operator === 'is' || operator === 'anyOf' ? told : `${speech.words[operator]} ${told}`
  })
  const isLink = field !== undefined && field.link !== null
  return { label, text: parts.join(' '), keys: isLink ? filters.flatMap(valuesOf) : [] }
}

function valueTold(field: FieldPage | undefined, value: string, speech: Speech): string {
  if (field === undefined) return value
  if (field.kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    return writtenDay(value, speech.language)
  }
  if (field.kind === 'percentage' && /^\d+$/.test(value)) {
    return writtenPercentage(Number(value), readersHabits(speech.language))
  }
  if (field.side === 'end' && /^-?\d+(\.\d+)?$/.test(value)) {
    return writtenFigure(value, readersHabits(speech.language))
  }
  return wordsOf(field).includes(value) ? wordTold(value, speech) : value
}
