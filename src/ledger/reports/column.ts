/** The columns of reports: what a figure is, how it is written, and whether it is added up. */
import { addDecimals, formatDecimal, parseDecimal, rescale, trimmed } from '#base/decimal.ts'

/** What the database answers for one cell; days are PlainDate, exact decimals are text. */
export type Cell = string | number | bigint | Temporal.PlainDate | null

export type Row = Readonly<Record<string, Cell>>

/** What figures are written in: the company's own currency, and each commodity's scale. */
export interface Units {
  readonly currency: string
  /** Commodity → digits behind the point. */
  readonly scales: ReadonlyMap<string, number>
}

/** What stands in a column; each type answers for itself how its cells are written and added. */
export interface ColumnType {
  readonly name: 'date' | 'text' | 'integer' | 'money' | 'quantity' | 'decimal'
  /** Figures stand right-aligned and are never touched by the guard against formulas. */
  readonly isFigure: boolean
  /** Money of the company's own currency, whatever the currency of the row. */
  readonly isOwn: boolean
  /** The commodity that the cell of a row is counted in; "" where there is none. */
  readonly unitOf: (row: Row, units: Units) => string
  /** The text of a cell; "" where there is none. Money and quantities by their unit's scale. */
  readonly write: (cell: Cell, row: Row, units: Units) => string
  /** The cell for JSON: figures with decimals are text, so that no reader rounds them. */
  readonly json: (cell: Cell, row: Row, units: Units) => string | number | null
  /** The exact sum of two cells of one unit; null stands for nothing to add. */
  readonly add: (a: Cell, b: Cell) => Cell
}

export interface Column {
  readonly name: string
  readonly meaning: string
  readonly type: ColumnType
  /** Added up below the rows, for each unit apart. */
  readonly summed?: boolean
  /** In plain text: set in by two spaces for each unit of this integer column. */
  readonly indentedBy?: string
  /** For people: left out where every cell is empty. */
  readonly whereFilled?: boolean
  /** On paper: left out, since only programs have a use for it. */
  readonly isForPrograms?: boolean
  /** On paper: left out where every cell is the same as that of this column. */
  readonly worthOf?: string
}

export const text: ColumnType = {
  name: 'text',
  isFigure: false,
  isOwn: false,
  unitOf: () => '',
  write: written,
  json: (cell) => (cell === null ? null : written(cell)),
  add: () => null,
}

export const date: ColumnType = { ...text, name: 'date' }

export const integer: ColumnType = {
  name: 'integer',
  isFigure: true,
  isOwn: false,
  unitOf: () => '',
  write: written,
  json: (cell) => (cell === null ? null : Number(cell)),
  add: (a, b) => {
    if (a === null || b === null) return a ?? b
    return BigInt(written(a)) + BigInt(written(b))
  },
}

/**
 * Minor units of the currency that another column names, or of the company's own; written as a
 * decimal with the currency's digits.
 */
export function money(currencyColumn?: string): ColumnType {
  const unitOf = (row: Row, units: Units): string =>
    currencyColumn === undefined ? units.currency : written(row[currencyColumn] ?? null)
  return { ...counted('money', unitOf), isOwn: currencyColumn === undefined }
}

/** Smallest units of the item that another column names. */
export function quantity(itemColumn: string): ColumnType {
  return counted('quantity', (row) => written(row[itemColumn] ?? null))
}

function counted(name: 'money' | 'quantity', unitOf: ColumnType['unitOf']): ColumnType {
  const write: ColumnType['write'] = (cell, row, units) =>
    scaled(cell, units.scales.get(unitOf(row, units)))
  return {
    ...integer,
    name,
    unitOf,
    write,
    json: (cell, row, units) => (cell === null ? null : write(cell, row, units)),
  }
}

/** An exact decimal, written with at least so many digits and never fewer than it has. */
export function decimal(digits: number): ColumnType {
  return {
    name: 'decimal',
    isFigure: true,
    isOwn: false,
    unitOf: () => '',
    write: (cell) => exact(cell, digits),
    json: (cell) => (cell === null ? null : exact(cell, digits)),
    add: (a, b) => {
      if (a === null || b === null) return a ?? b
      const [one, other] = [parseDecimal(written(a)), parseDecimal(written(b))]
      if (one === null || other === null) throw new RangeError('A decimal column holds no decimal.')
      return formatDecimal(addDecimals(one, other))
    },
  }
}

/** The text of a cell as it is, with no unit. */
export function written(cell: Cell): string {
  return cell === null ? '' : cell.toString()
}

function scaled(cell: Cell, scale: number | undefined): string {
  if (cell === null) return ''
  // A figure whose unit is unknown would be read as something that it is not.
  if (scale === undefined) throw new RangeError('A figure has no unit.')
  return formatDecimal({ units: BigInt(written(cell)), scale })
}

function exact(cell: Cell, digits: number): string {
  if (cell === null) return ''
  const value = parseDecimal(written(cell))
  if (value === null) throw new RangeError('A decimal column holds no decimal.')
  const bare = trimmed(value)
  return formatDecimal(bare.scale < digits ? rescale(bare, digits, 'down') : bare)
}
