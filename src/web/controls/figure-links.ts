/** What leads from the figures of a grid to what is behind them, where something does. */
import { createContext } from 'react'
import type { ReactNode } from 'react'

/** A value of a row, counted from 0, with its link around it where it has one. */
export type FigureLink = (row: number, name: string, shown: ReactNode) => ReactNode

export const FigureLinks = createContext<FigureLink | null>(null)
