/** What the server finds by what is typed: numbers, names and words, an IBAN, an amount. */
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useIntl } from 'react-intl'
import { get } from '#web/api.ts'
import { habitsOf } from '#web/controls/figures.ts'
import { calledOf, pageKeyOf, textOf, usualColumns } from '#web/list/list-fields.ts'
import type { Row } from '#web/list/list-fields.ts'
import { apiPath } from '#web/screens.ts'
import type { Described, Screens } from '#web/screens.ts'
import type { Command } from '#web/shell/commands.ts'
import { amountIn, ibanForms } from '#web/shell/meant-texts.ts'
import { useTold } from '#web/words/told.ts'

interface Found {
  readonly kind: string
  readonly key: string
  readonly code: string | null
  readonly name: string | null
  readonly state: string | null
}

/** So long after the last key the server is asked, in milliseconds. */
const patience = 120
/** So many of a kind are shown. */
const mostOfKind = 5

export function useFound(screens: Screens, typed: string): Command[] {
  const company = screens.company.code
  const navigate = useNavigate()
  const { told } = useTold()
  const { locale } = useIntl()
  const [text] = useDebouncedValue(typed, patience)
  const { data } = useQuery({
    queryKey: ['search', company, text, locale],
    queryFn: async ({ signal }) => {
      const amount = amountIn(text, habitsOf(locale))
      const [named, amounts] = await Promise.all([
        byWords(company, text, signal),
        amount === null ? [] : byAmount(screens, amount, signal),
      ])
      const known = new Set(amounts.map(({ key }) => key))
      return [...amounts, ...named.filter(({ key }) => !known.has(key))]
    },
    enabled: /[\p{L}\p{N}]/u.test(text),
    placeholderData: keepPreviousData,
  })
  if (typed === '' || data === undefined) return []
  return data.map(({ kind, key, code, name, state }): Command => {
    const of = screens.descriptions.find(({ address }) => address === kind)
    return {
      id: `${kind} ${key}`,
      label: [told(of?.name ?? kind, 'title'), code, name, state === null ? null : told(state)]
        .filter((part) => part !== null && part !== '')
        .join(' · '),
      run: () =>
        void navigate({ to: '/c/$company/$list/$key', params: { company, list: kind, key } }),
    }
  })
}

interface Answer {
  readonly kinds: readonly {
    readonly kind: string
    readonly found: readonly Omit<Found, 'kind'>[]
  }[]
}

/** Papers and rows that have what is typed among their words; an IBAN in both its forms. */
async function byWords(company: string, typed: string, signal: AbortSignal): Promise<Found[]> {
  const path = `/companies/${encodeURIComponent(company)}/search`
  const answers = await Promise.all(ibanForms(typed).map((q) => get<Answer>(path, { q }, signal)))
  const all = answers.flatMap(({ kinds }) =>
    kinds.flatMap(({ kind, found }) =>
      found.slice(0, mostOfKind).map((one): Found => ({ kind, ...one })),
    ),
  )
  return [...new Map(all.map((one) => [`${one.kind} ${one.key}`, one])).values()]
}

/** Papers whose money, as lists show it, is exactly so much. */
async function byAmount(
  { company, descriptions }: Screens,
  amount: string,
  signal: AbortSignal,
): Promise<Found[]> {
  const asked = descriptions.flatMap((of) => {
    const field = moneyOf(of)
    return field === undefined ? [] : [{ of, field }]
  })
  const found = await Promise.all(
    asked.map(async ({ of, field }) => {
      const question = { [field]: amount, limit: mostOfKind }
      const { papers } = await get<{ papers: readonly Row[] }>(
        apiPath(of, company.code),
        question,
        signal,
      )
      return papers.map((row): Found => ({
        kind: of.address,
        key: pageKeyOf(of, row),
        code: calledOf(of, row),
        name: partyIn(of, row),
        state: textOf(row['state']),
      }))
    }),
  )
  return found.flat()
}

/** The money that a list shows of a paper. */
function moneyOf(of: Described): string | undefined {
  if (of.noun !== 'document') return undefined
  return usualColumns(of).find(
    ({ kind, operators }) => kind === 'money' && operators.includes('from'),
  )?.name
}

/** Whose paper it is: what it links to first. */
function partyIn(of: Described, row: Row): string {
  const link = usualColumns(of).find((field) => field.link !== null)
  return link === undefined ? '' : textOf(row[link.name])
}
