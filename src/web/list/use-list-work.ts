/** All that a list page works with, put together: rows, columns, what is chosen, what keys do. */
import { useMediaQuery } from '@mantine/hooks'
import { useCallback, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Filter } from '#web/list/asked.ts'
import type { BulkStep } from '#web/list/bulk.ts'
import type { GridHandle } from '#web/list/grid-props.ts'
import type { Row } from '#web/list/list-fields.ts'
import { useListKeys } from '#web/list/list-keys.tsx'
import { useActions } from '#web/list/use-actions.ts'
import {
  useActive,
  useAsked,
  useListRows,
  useOpening,
  useShownColumns,
} from '#web/list/use-list.ts'
import { useSelection } from '#web/list/use-selection.ts'
import type { Described } from '#web/screens.ts'

/** A step that was begun, with what it was begun with. */
export interface Begun {
  readonly step: BulkStep
  readonly rows: readonly Row[]
}

export function useListWork(of: Described) {
  const { company, asked, change } = useAsked(of.address)
  const columns = useShownColumns(of, asked)
  const found = useListRows(of, company, asked)
  const active = useActive(of, asked, change, found)
  const chosen = useSelection(of, company, asked.filters, found.all)
  const openRow = useOpening(of, company, asked, found.all)
  const grid = useRef<GridHandle>(null)
  const shown = useShown()
  const filterBy = (filters: readonly Filter[]): void => change({ filters, row: null })
  const open = (row: Row): void => {
    active.stop()
    void openRow(row)
  }
  const actions = useActions({
    of,
    company,
    active,
    chosen,
    grid,
    open,
    rows: found.all,
    filter: shown.filter,
    clearFilters: () => filterBy([]),
    showKeys: () => shown.setHelp(true),
  })
  useListKeys(actions)
  const { fetchNextPage, hasNextPage, isFetching } = found.rows
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetching])
  const { selection } = chosen
  const selected = useMemo(() => [...selection.values()], [selection])
  const own = { of, company, asked, change, columns, active, chosen, selected, grid, open }
  return { ...own, ...found, ...shown, filterBy, more }
}

export type ListWork = ReturnType<typeof useListWork>

/** What of the page is open, and how large its rows are. */
function useShown() {
  const [isHelp, setHelp] = useState(false)
  const [isFiltering, setFiltering] = useState(false)
  const [begun, setBegun] = useState<Begun | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const isNarrow = useMediaQuery('(max-width: 640px)', window.innerWidth <= 640)
  const isCoarse = useMediaQuery('(pointer: coarse)', false)
  const filter = (): void => {
    // What is typed right behind the key belongs to the filter already.
    flushSync(() => setFiltering(true))
    input.current?.focus()
  }
  return { isHelp, setHelp, isFiltering, filter, begun, setBegun, input, isNarrow, isCoarse }
}
