/** The figures of a paper that can be asked why, each with what opens the answer around it. */
import { useCallback } from 'react'
import type { ReactNode } from 'react'
import type { Paper } from '#web/paper/paper-api.ts'
import { rowsIn } from '#web/paper/typed.ts'
import { WhyLink } from '#web/report/explained.tsx'
import { paperFigureText } from '#web/report/meant.ts'
import type { Described } from '#web/screens.ts'

/** A figure by its place, "reckoned[1].net", with its link around it where it has one. */
export type Linked = (place: string, shown: ReactNode) => ReactNode

/** Puts a link around a figure by its place, where the paper tells what is behind it. */
export function useFigureLinks(
  { address: list, explains, states }: Described,
  paper: Paper | null,
): Linked {
  return useCallback(
    (place, shown) => {
      const [path, row] = pathOf(place)
      if (paper === null || paper.state === states[0] || explains[path] === undefined) return shown
      if (row === null ? isEmpty(paper[path]) : isEmptyIn(paper, path, row)) return shown
      return <WhyLink why={paperFigureText({ list, id: paper.id, figure: place })}>{shown}</WhyLink>
    },
    [list, explains, states, paper],
  )
}

/** The same for figures that stand beside other rows: "reckoned.priced" in the grid of lines. */
export function besideLinked(
  linked: (place: string, shown: ReactNode) => ReactNode,
): (row: number, name: string, shown: ReactNode) => ReactNode {
  return (row, name, shown) => {
    const [list = '', inner] = name.split('.')
    return inner === undefined ? shown : linked(`${list}[${row + 1}].${inner}`, shown)
  }
}

function pathOf(place: string): [path: string, row: number | null] {
  const [, name = '', row, inner] = /^(\w+)\[(\d+)\]\.(\w+)$/.exec(place) ?? []
  return inner === undefined ? [place, null] : [`${name}.${inner}`, Number(row) - 1]
}

function isEmptyIn(paper: Paper, path: string, row: number): boolean {
  const [name = '', inner = ''] = path.split('.')
  return isEmpty(rowsIn(paper, name)[row]?.[inner])
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null
}
