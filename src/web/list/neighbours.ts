/**
 * The order of the list that somebody came from, so that the next and the previous paper of it are
 * one key away. It is kept for the browser's tab, and survives a reload.
 */

/** The list that somebody came from. */
export interface Order {
  /** The list's part of an address. */
  readonly list: string
  /** The keys of its papers' pages, in their order. */
  readonly keys: readonly string[]
  /** What stood behind the question mark, to go back to it. */
  readonly search: Readonly<Record<string, string>>
}

export interface Neighbours {
  readonly before: string | null
  readonly after: string | null
  /** The place in the list, from 1, and how many were loaded of it. */
  readonly place: number
  readonly of: number
  readonly search: Readonly<Record<string, string>>
}

/** So many keys are kept around the one that was opened. */
const mostKept = 2000

const orders = new Map<string, Order>()

/** Keeps the order in which a list was shown when one of it was opened. */
export function keepOrder(company: string, order: Order, opened: string): void {
  const at = Math.max(0, order.keys.indexOf(opened) - mostKept / 2)
  const kept = { ...order, keys: order.keys.slice(at, at + mostKept) }
  orders.set(placeOf(company, order.list), kept)
  try {
    sessionStorage.setItem(placeOf(company, order.list), JSON.stringify(kept))
  } catch {
    // A full store of the browser costs no more than the keys after a reload.
  }
}

/** What stands before and behind a paper in the list that somebody came from; null: none. */
export function neighbours(company: string, list: string, key: string): Neighbours | null {
  const order = orders.get(placeOf(company, list)) ?? stored(placeOf(company, list))
  const at = order?.keys.indexOf(key) ?? -1
  if (order === null || at < 0) return null
  const { keys, search } = order
  return {
    before: keys[at - 1] ?? null,
    after: keys[at + 1] ?? null,
    place: at + 1,
    of: keys.length,
    search,
  }
}

function placeOf(company: string, list: string): string {
  return `order ${company} ${list}`
}

function stored(place: string): Order | null {
  const read: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null')
  return isOrder(read) ? read : null
}

function isOrder(read: unknown): read is Order {
  return typeof read === 'object' && read !== null && 'keys' in read && Array.isArray(read.keys)
}
