/** What the keys of a list do. */
import { useNavigate } from '@tanstack/react-router'
import type { RefObject } from 'react'
import type { GridHandle } from '#web/list/grid-props.ts'
import type { Row } from '#web/list/list-fields.ts'
import type { ListActions } from '#web/list/list-keys.tsx'
import type { useActive } from '#web/list/use-list.ts'
import type { useSelection } from '#web/list/use-selection.ts'
import type { Described } from '#web/screens.ts'

export interface Acting {
  readonly of: Described
  readonly company: string
  readonly rows: readonly Row[]
  readonly active: ReturnType<typeof useActive>
  readonly chosen: ReturnType<typeof useSelection>
  readonly grid: RefObject<GridHandle | null>
  readonly open: (row: Row) => void
  readonly filter: () => void
  readonly clearFilters: () => void
  readonly showKeys: () => void
}

export function useActions(acting: Acting): ListActions {
  const { of, company, rows, active, chosen, grid } = acting
  const navigate = useNavigate()
  const lookAt = (at: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, at))]
    if (row === undefined) return
    grid.current?.focus()
    active.look(row)
  }
  const current = rows[active.at]
  return {
    move: (step, extend) => {
      const to = Math.max(0, Math.min(rows.length - 1, active.at + step))
      if (extend && active.at >= 0) chosen.extend(active.at, to)
      lookAt(to)
    },
    moveTo: (end) => lookAt(end === 'first' ? 0 : rows.length - 1),
    page: (pages) => lookAt(active.at + pages * (grid.current?.seen() ?? 1)),
    open: () => {
      if (current !== undefined) acting.open(current)
    },
    select: () => {
      if (current !== undefined) chosen.toggle(current, false)
    },
    selectPage: chosen.togglePage,
    leave: chosen.clear,
    fresh: () => {
      if (!of.mayWrite) return
      const params = { company, list: of.address, key: 'new' }
      void navigate({ to: '/c/$company/$list/$key', params })
    },
    filter: acting.filter,
    clear: acting.clearFilters,
    keys: acting.showKeys,
  }
}
