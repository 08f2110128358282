/** What a link may point at: found by code or name, those used last first. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import type { LinkPage } from '#kit/derive/page.ts'
import { get } from '#web/api.ts'
import { ledgerRows } from '#web/controls/ledger-rows.ts'
import type { LedgerRow } from '#web/controls/ledger-rows.ts'
import { apiPath, useScreens } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'

/** Something to link to. */
export interface Option {
  /** What the link holds: the code, the identifier. */
  readonly key: string
  /** What people call it: the code, the number. */
  readonly code: string
  readonly name: string | null
  readonly isRecent?: boolean
  /** Of what the ledger keeps by itself: all that it says of it. */
  readonly row?: Readonly<Record<string, unknown>>
}

/** So many are shown at once. */
const most = 12
/** So many are remembered for a kind. */
const remembered = 5

interface Found {
  readonly kinds: readonly {
    readonly found: readonly {
      readonly key: string
      readonly code: string | null
      readonly name: string | null
    }[]
  }[]
}

export interface Options {
  readonly options: readonly Option[]
  readonly of: Described | undefined
}

/** The options for what was typed; those used last where nothing was. */
export function useOptions(
  link: LinkPage,
  company: string,
  typed: string,
  isOpen: boolean,
  place: RecentPlace,
): Options {
  const { descriptions } = useScreens(company)
  const of = descriptions.find(({ name }) => name === link.to)
  const isLedgers = of?.isLedgers === true
  const kept = useQuery({ ...ledgersOwn(link, company), enabled: isLedgers && isOpen })
  const asked = useQuery({
    queryKey: ['options', company, link.to, typed],
    queryFn: ({ signal }) =>
      typed === '' ? listed(of, company, link) : searched(company, link, typed, signal),
    enabled: of !== undefined && !isLedgers && isOpen,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  })
  // Until it is found, what was found before and fits is all that can be meant.
  const before = asked.isPlaceholderData ? fitting(asked.data ?? [], typed) : (asked.data ?? [])
  const found = isLedgers ? fitting(postable(kept.data ?? []), typed) : before
  // Of what was found by what was typed, that which was used last stands first, too.
  const used = recentOf(place)
  const recent =
    typed === '' ? used : used.filter((one) => found.some(({ key }) => key === one.key))
  const fresh = found.filter(({ key }) => !recent.some((one) => one.key === key))
  return { options: [...recent, ...fresh].slice(0, most), of }
}

/** How something is called that a link of the ledger's own points at. */
export function useLedgersName(link: LinkPage, company: string, key: string): string | null {
  const { descriptions } = useScreens(company)
  const isLedgers = descriptions.some(({ name, isLedgers: own }) => own && name === link.to)
  const { data } = useQuery({ ...ledgersOwn(link, company), enabled: isLedgers && key !== '' })
  return data?.find((one) => one.key === key)?.name ?? null
}

/** Whether a link points at what the ledger keeps by itself: a chart is small, and asked whole. */
export function ledgersOwn(link: Pick<LinkPage, 'to' | 'ofCompany' | 'address'>, company: string) {
  return queryOptions({
    queryKey: ['ledgers own', company, link.to],
    queryFn: async (): Promise<readonly Option[]> =>
      (await ledgerRows(link, company)).map(optionOf),
    staleTime: 60_000,
    retry: false,
  })
}

function optionOf(row: LedgerRow): Option {
  const { code, name } = row
  return { key: code, code, name, row }
}

/** Headings of a chart take no lines. */
function postable(all: readonly Option[]): Option[] {
  return all.filter(({ row }) => row?.['postable'] !== false)
}

/** Of some options those whose code begins with what was typed, then those whose name has it. */
export function fitting(all: readonly Option[], typed: string): Option[] {
  const small = typed.trim().toLowerCase()
  const begins = all.filter(({ code }) => code.toLowerCase().startsWith(small))
  const named = all.filter(
    (one) => !begins.includes(one) && (one.name ?? '').toLowerCase().includes(small),
  )
  return [...begins, ...named]
}

async function listed(of: Described | undefined, company: string, { key }: LinkPage) {
  if (of === undefined) return []
  const { rows, papers } = await get<{
    rows?: readonly Readonly<Record<string, unknown>>[]
    papers?: readonly Readonly<Record<string, unknown>>[]
  }>(apiPath(of, company), { limit: most, ...(key === 'id' ? { sort: '-id' } : {}) })
  return distinct(
    (rows ?? papers ?? []).map((row) => ({
      key: textIn(row, key) ?? '',
      code: textIn(row, 'code') ?? textIn(row, 'number') ?? textIn(row, 'state') ?? '',
      name: textIn(row, 'name'),
    })),
  )
}

function textIn(row: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = row[name]
  return typeof value === 'string' ? value : null
}

async function searched(
  company: string,
  link: LinkPage,
  typed: string,
  signal?: AbortSignal,
): Promise<Option[]> {
  if (!/[\p{L}\p{N}]/u.test(typed)) return []
  const path = `/companies/${encodeURIComponent(company)}/search`
  const { kinds } = await get<Found>(path, { q: typed, kinds: link.address }, signal)
  return distinct(
    kinds.flatMap(({ found }) =>
      found.map(({ key, code, name }) => ({
        key: link.key === 'code' ? (code ?? key) : key,
        code: code ?? name ?? '',
        name,
      })),
    ),
  )
}

/** What was typed meant, where that is clear: its code, or the only one that is found by it. */
export async function meantBy(
  link: LinkPage,
  company: string,
  typed: string,
): Promise<Option | null> {
  try {
    const found = await searched(company, link, typed)
    const small = typed.toLowerCase()
    const same = found.find(({ code }) => code.toLowerCase() === small)
    return same ?? (found.length === 1 ? (found[0] ?? null) : null)
  } catch {
    return null
  }
}

/** Of a dated register the code stands once. */
function distinct(all: readonly Option[]): Option[] {
  return [...new Map(all.map((one) => [one.key, one])).values()]
}

/** Whose picker it is, and of which field: what was used last is each one's own. */
export interface RecentPlace {
  readonly person: string
  readonly company: string
  /** The kind of what is linked to, and the field that links: "party customer". */
  readonly field: string
}

function nameOf({ person, company, field }: RecentPlace): string {
  return `recent ${person} ${company} ${field}`
}

function recentOf(place: RecentPlace): Option[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(place)) ?? '[]')
    return Array.isArray(kept) ? kept.flatMap(optionIn) : []
  } catch {
    return []
  }
}

function optionIn(kept: unknown): Option[] {
  if (typeof kept !== 'object' || kept === null) return []
  const { key, code, name } = { key: null, code: null, name: null, ...kept }
  if (typeof key !== 'string' || typeof code !== 'string') return []
  return [{ key, code, name: typeof name === 'string' ? name : null, isRecent: true }]
}

/** Remembers what was linked to, for the next time. */
export function remember(place: RecentPlace, { key, code, name }: Option): void {
  const others = recentOf(place).filter((one) => one.key !== key)
  const kept = [{ key, code, name }, ...others].slice(0, remembered)
  try {
    localStorage.setItem(nameOf(place), JSON.stringify(kept))
  } catch {
    // Where nothing can be kept, nothing is remembered.
  }
}
