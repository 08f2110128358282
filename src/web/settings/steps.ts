/** What a new company does first, department by department; what is done is seen from its data. */
import { useQueries, useQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'
import type { Asked } from '#web/api.ts'
import { meQuery } from '#web/screens.ts'
import type { Screens } from '#web/screens.ts'
import type { Word } from '#web/words/en.ts'

/** Where a step is done: a list or a new paper of it, or a part of the settings, or the account. */
export type StepPlace =
  | { readonly kind: 'new'; readonly list: string }
  | { readonly kind: 'part'; readonly part: string }
  | { readonly kind: 'account' }

interface Step {
  readonly word: Word
  readonly place: StepPlace
  /** A list that is counted: the step is done where at least so many are in it. */
  readonly counts?: { readonly list: string; readonly asked?: Asked }
}

interface Group {
  /** The name of a desk, or the house. */
  readonly desk: string
  readonly steps: readonly Step[]
}

function paper(word: Word, list: string, asked: Asked = {}): Step {
  return { word, place: { kind: 'new', list }, counts: { list, asked } }
}

const groups: readonly Group[] = [
  {
    desk: 'sales',
    steps: [
      paper('steps.customer', 'parties'),
      paper('steps.item', 'items'),
      paper('steps.invoice', 'sales-invoices', { state: 'issued' }),
    ],
  },
  {
    desk: 'receivables',
    steps: [
      paper('step.receipt', 'receipts', { state: 'posted' }),
      paper('step.dunning', 'dunning-levels'),
    ],
  },
  {
    desk: 'books',
    steps: [paper('step.opening', 'manual-journals', { state: 'posted' })],
  },
  { desk: 'tax', steps: [paper('step.tax', 'tax-codes')] },
  {
    desk: 'stock',
    steps: [paper('step.stock', 'stock-adjustments', { state: 'adjusted' })],
  },
  {
    desk: 'house',
    steps: [
      { word: 'step.people', place: { kind: 'part', part: 'people' } },
      {
        word: 'step.numbers',
        place: { kind: 'part', part: 'numbering' },
        counts: { list: 'numberings' },
      },
      { word: 'step.secondFactor', place: { kind: 'account' } },
    ],
  },
]

export interface ShownStep extends Step {
  readonly isDone: boolean
}

export interface ShownGroup {
  readonly desk: string
  readonly title: string | null
  readonly steps: readonly ShownStep[]
}

export interface FirstStepsOf {
  readonly groups: readonly ShownGroup[]
  readonly done: number
  readonly all: number
  /** Whether it is known of each whether it is done. */
  readonly isKnown: boolean
}

/** The steps that the one who is signed in may take, each with whether it is done. */
export function useFirstSteps(screens: Screens, isAsked = true): FirstStepsOf {
  const meant = groups.map((group) => ({
    ...group,
    steps: group.steps.filter((step) => mayTake(screens, step)),
  }))
  const steps = meant.flatMap((group) => group.steps)
  const { data: me } = useQuery(meQuery)
  const seesPeople = screens.person.settings.includes('people')
  const humans = useQuery({
    queryKey: ['first steps', 'humans'],
    queryFn: async () =>
      (await get<{ persons: { kind: string }[] }>('/persons')).persons.filter(
        ({ kind }) => kind === 'human',
      ).length,
    enabled: isAsked && seesPeople,
    retry: false,
    gcTime: 0,
  })
  const counts = useQueries({
    queries: steps.map(({ counts: counted }) => ({
      queryKey: ['first steps', screens.company.code, counted?.list ?? '', counted?.asked ?? {}],
      queryFn: () => countOf(screens, counted?.list ?? '', counted?.asked ?? {}),
      enabled: isAsked && counted !== undefined,
      retry: false,
      // Whoever comes back from a step sees it done, and not what was known before it.
      gcTime: 0,
    })),
  })
  const isDone = (step: Step): boolean => {
    if (step.place.kind === 'account') return me?.authenticatorApp === true
    if (step.counts === undefined) return (humans.data ?? 0) > 1
    return (counts[steps.indexOf(step)]?.data ?? 0) > 0
  }
  const shown = meant.map(({ desk, steps: own }) => ({
    desk,
    title: screens.desks.find(({ name }) => name === desk)?.title ?? null,
    steps: own.map((step) => ({ ...step, isDone: isDone(step) })),
  }))
  const pending = steps.some((step, at) => step.counts !== undefined && counts[at]?.isPending)
  return {
    groups: shown.filter((group) => group.steps.length > 0),
    done: shown.flatMap((group) => group.steps).filter((step) => step.isDone).length,
    all: steps.length,
    isKnown: !pending && (humans.isFetched || !seesPeople) && me !== undefined,
  }
}

function mayTake({ descriptions, person }: Screens, { place }: Step): boolean {
  if (place.kind === 'account') return true
  if (place.kind === 'part') return person.settings.includes(place.part) && isHead(person)
  return descriptions.some(({ address, mayWrite }) => address === place.list && mayWrite)
}

/** Whether somebody answers for more than their own work: who sees who holds what. */
function isHead({ settings }: Screens['person']): boolean {
  return settings.includes('roles')
}

async function countOf({ company, descriptions }: Screens, list: string, asked: Asked) {
  const of = descriptions.find(({ address }) => address === list)
  const inside = of?.ofCompany === true ? `/companies/${encodeURIComponent(company.code)}` : ''
  return (await get<{ count: number }>(`${inside}/counts/${list}`, asked)).count
}
