/** What whoever is signed in wishes of screens and mails: kept by the server for all devices. */
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { get, post } from '#web/api.ts'
import { useLanguage } from '#web/words/words.tsx'
import type { Language } from '#web/words/words.tsx'

/** The kinds of news, in the order in which one chooses about them. */
export const newsKinds = [
  'mention',
  'question',
  'task',
  'request',
  'overdue',
  'decision',
  'work',
  'comment',
] as const
export type NewsKind = (typeof newsKinds)[number]

export const mailWishes = ['at once', 'hourly', 'daily', 'never'] as const
export type MailWish = (typeof mailWishes)[number]

export interface Preferences {
  /** Null: as the device says. */
  readonly language: Language | null
  readonly timeZone: string | null
  readonly mails: Readonly<Record<NewsKind, MailWish>>
  /** The newest change of the screens that was seen; 0 where none was. */
  readonly changesSeen: number
}

export type ChangedPreferences = Partial<Omit<Preferences, 'mails'>> & {
  readonly mails?: Partial<Preferences['mails']>
}

export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: () => get<Preferences>('/me/preferences'),
  staleTime: 60_000,
  retry: false,
})

/** Has the screens follow what was chosen, on this device or on another. */
export function useFollowedPreferences(): void {
  const { data } = useQuery(preferencesQuery)
  const { choose, chooseZone } = useLanguage()
  const { language = null, timeZone = null } = data ?? {}
  const isKnown = data !== undefined
  useEffect(() => {
    if (language !== null) choose(language)
  }, [language, choose])
  useEffect(() => {
    if (isKnown) chooseZone(timeZone)
  }, [isKnown, timeZone, chooseZone])
}

/** Changes preferences, here at once and for all devices. */
export function useChanging() {
  const queries = useQueryClient()
  const { choose, chooseZone } = useLanguage()
  const { mutate, error } = useMutation({
    mutationFn: (changed: ChangedPreferences) => post<Preferences>('/me/preferences', changed),
    onMutate: () => queries.cancelQueries(preferencesQuery),
    // The screens follow what the server keeps.
    onSuccess: (now) => queries.setQueryData(preferencesQuery.queryKey, now),
    // What cannot be kept for all devices is so on this one at least.
    onError: (_, { language, timeZone }) => {
      if (language !== undefined && language !== null) choose(language)
      if (timeZone !== undefined) chooseZone(timeZone)
    },
  })
  return { change: mutate, error }
}
