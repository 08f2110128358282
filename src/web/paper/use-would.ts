/** Asks, while somebody types, what the paper would be: filled in, reckoned, and what is wrong. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import { askWould, troubleIn } from '#web/paper/paper-api.ts'
import type { Trouble, Would } from '#web/paper/paper-api.ts'
import { isContent } from '#web/paper/typed.ts'
import type { Content } from '#web/paper/typed.ts'
import { apiPath } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'

/** So long after the last key is asked, in milliseconds. */
const patience = 250

/** The verb that leads on from the first state: what is reckoned by it is shown as it would be. */
export function firstVerb({ steps, states }: Described): string | null {
  const [first = ''] = states
  return steps.find(({ from, undoes }) => from.includes(first) && !undoes)?.verb ?? null
}

export function useWould(
  of: Described,
  company: string,
  sent: Content,
  isAsked: boolean,
): { readonly would: Would | null; readonly trouble: Trouble | null } {
  const [text] = useDebouncedValue(JSON.stringify(sent), patience)
  const { data, error } = useQuery({
    queryKey: ['would', company, of.address, text],
    queryFn: () => {
      const read: unknown = JSON.parse(text)
      return askWould(apiPath(of, company), isContent(read) ? read : {}, firstVerb(of))
    },
    enabled: isAsked && of.noun === 'document',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
    refetchOnWindowFocus: false,
  })
  return { would: data ?? null, trouble: error === null ? null : troubleIn(error) }
}
