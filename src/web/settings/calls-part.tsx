/** The log of calls: what programs asked with their keys, and how it was answered. */
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { FormattedMessage } from 'react-intl'
import { get } from '#web/api.ts'
import { useSearchGo, useSearchTexts } from '#web/report/place.ts'
import type { Texts } from '#web/report/table.ts'
import { CallFilters } from '#web/settings/call-filters.tsx'
import { CallRows } from '#web/settings/call-rows.tsx'
import type { Call } from '#web/settings/call-rows.tsx'
import type { Screens } from '#web/screens.ts'
import { Refusal } from '#web/shell/refusal.tsx'
import '#web/settings/calls.css'

interface Page {
  readonly calls: readonly Call[]
  readonly next?: string
}

/** What of the address is asked of the server. */
const asked = ['key', 'operation', 'status', 'from', 'to'] as const

export function CallsPart({ screens }: { readonly screens: Screens }) {
  const search = useSearchTexts()
  const go = useSearchGo()
  const found = useCalls(search)
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = found
  const calls = data?.pages.flatMap((page) => page.calls)
  const change = (changed: Texts): void => go({ ...search, open: '', ...changed })
  return (
    <>
      <p className="muted">
        <FormattedMessage id="call.text" />
      </p>
      <CallFilters search={search} calendar={screens.company} change={change} />
      <Refusal error={calls === undefined ? error : null} />
      {calls === undefined ? null : (
        <CallRows
          calls={calls}
          open={search['open'] ?? ''}
          setOpen={(open) => go({ ...search, open }, { replace: true })}
          change={change}
        />
      )}
      {hasNextPage ? (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          <FormattedMessage id="call.older" />
        </Button>
      ) : null}
    </>
  )
}

function useCalls(search: Texts) {
  const wanted = Object.fromEntries(asked.map((name) => [name, search[name]]))
  return useInfiniteQuery({
    queryKey: ['settings', '/calls', wanted],
    queryFn: ({ pageParam, signal }) =>
      get<Page>('/calls', { ...wanted, before: pageParam, limit: 50 }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    retry: false,
  })
}
