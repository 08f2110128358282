/** What a list page works with: what its address asks, its rows, and the one looked at. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { FieldPage } from '#kit/derive/page.ts'
import { readAsked, searchOf } from '#web/list/asked.ts'
import type { Asked } from '#web/list/asked.ts'
import { columnsOf, keyOf, pageKeyOf, usualColumns } from '#web/list/list-fields.ts'
import type { Row } from '#web/list/list-fields.ts'
import { keepOrder } from '#web/list/neighbours.ts'
import { useCount, useRows } from '#web/list/rows.ts'
import { groupsOf } from '#web/list/sums.ts'
import type { Search } from '#web/router.tsx'
import type { Described } from '#web/screens.ts'

/** Rows that were chosen, by their keys, as they were seen. */
export type Selection = ReadonlyMap<string, Row>

/** How the address is changed: by a step that back takes back, or in place. */
export type Change = (changed: Partial<Asked>, how?: 'step' | 'in place') => void

/** The address of a list as it stands now, and how it is changed. */
export function useAsked(list: string) {
  const { company } = useParams({ from: '/inside/c/$company' })
  const search: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const asked = useMemo(() => readAsked(search), [search])
  const now = useRef(asked)
  now.current = asked
  const change: Change = (changed, how = 'step') => {
    void navigate({
      to: '/c/$company/$list',
      params: { company, list },
      search: searchOf({ ...now.current, ...changed }),
      replace: how === 'in place',
    })
  }
  return { company, asked, change }
}

/** The columns that are shown, in their order; unknown names are left out. */
export function useShownColumns(of: Described, { columns }: Asked): readonly FieldPage[] {
  return useMemo(() => {
    if (columns === null) return usualColumns(of)
    const all = columnsOf(of)
    const chosen = columns.flatMap((name) => all.find((one) => one.name === name) ?? [])
    return chosen.length === 0 ? usualColumns(of) : chosen
  }, [of, columns])
}

/** The rows of a list with all that is done to them. */
export function useListRows(of: Described, company: string, asked: Asked) {
  const { filters, sort } = asked
  const rows = useRows(of, company, { filters, sort })
  const count = useCount(of, company, { filters, sort })
  const last = useRef<readonly Row[]>([])
  const { group } = asked
  const all = useMemo(() => {
    const read = rows.data?.pages.flatMap((page) => page.rows)
    // Keys move through the rows as they stand there: group by group.
    return group === null ? read : read && groupsOf(read, group).flatMap((one) => one.rows)
  }, [rows.data, group])
  if (all !== undefined) last.current = all
  return { rows, count, all: all ?? last.current, isKnown: all !== undefined }
}

/**
 * The row that is looked at, which the address remembers a moment later; when the page is opened
 * again, rows are fetched until it is there.
 */
export function useActive(
  of: Described,
  asked: Asked,
  change: Change,
  { rows, all }: Pick<ReturnType<typeof useListRows>, 'rows' | 'all'>,
) {
  const [key, setKey] = useState(asked.row)
  const at = useMemo(() => all.findIndex((row) => keyOf(of, row) === key), [of, all, key])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const wanted = useRef(asked.row)
  const { hasNextPage, isFetching, fetchNextPage, data } = rows
  const isMissing = key !== null && at < 0 && key === wanted.current
  const pages = data?.pages.length ?? 0
  useEffect(() => {
    if (isMissing && hasNextPage && !isFetching && pages < mostSought) void fetchNextPage()
  }, [isMissing, hasNextPage, isFetching, pages, fetchNextPage])
  useEffect(() => {
    // Back and forward bring another address.
    if (asked.row !== null) setKey(asked.row)
    wanted.current = asked.row
  }, [asked.row])
  useEffect(() => () => clearTimeout(timer.current), [])
  const look = (row: Row): void => {
    const next = keyOf(of, row)
    setKey(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => change({ row: next }, 'in place'), remembered)
  }
  return { at, look, stop: () => clearTimeout(timer.current) }
}

/** So many pages are fetched to find the row that an address names. */
const mostSought = 20
/** A browser takes no more than a few changes of its address in a second. */
const remembered = 200

/** Opens a row's own page, and keeps the order for the next and the previous one. */
export function useOpening(of: Described, company: string, asked: Asked, all: readonly Row[]) {
  const navigate = useNavigate()
  return async (row: Row): Promise<void> => {
    const search = searchOf({ ...asked, row: keyOf(of, row) })
    const key = pageKeyOf(of, row)
    keepOrder(
      company,
      { list: of.address, keys: all.map((one) => pageKeyOf(of, one)), search },
      key,
    )
    const place = { company, list: of.address }
    await navigate({ to: '/c/$company/$list', params: place, search, replace: true })
    await navigate({ to: '/c/$company/$list/$key', params: { ...place, key } })
  }
}
