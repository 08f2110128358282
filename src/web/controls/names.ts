/**
 * How what a link points at is called: a register's row by its name, a paper by its number. Names
 * that are shown together are asked for together, and each once.
 */
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { LinkPage } from '#kit/derive/page.ts'
import { get } from '#web/api.ts'
import { anyOfText } from '#web/controls/any-of.ts'
import { ledgerRows } from '#web/controls/ledger-rows.ts'
import { apiPath, isRows, useScreens } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'

/** A person's name as it is read: the books say with it who that was, for good. */
export function personName(actor: string): string {
  return actor.replace(/ \(person [0-9a-f-]{36}\)/, '')
}

/** The company of the address. */
export function useCompany(): string {
  const { company = '' } = useParams({ strict: false })
  return company
}

/** The name of what a link points at; null while it is not known, and where there is none. */
export function useNameOf(link: LinkPage | null, key: string | null): string | null {
  const company = useCompany()
  const { descriptions } = useScreens(company)
  const of = descriptions.find(({ name }) => name === link?.to)
  const called = of === undefined ? null : nameField(of)
  const { data } = useQuery({
    queryKey: ['name', company, link?.to, key],
    queryFn: async () => {
      if (of === undefined || called === null || key === null) return null
      if (of.isLedgers) return await nameInLedger(of, company, key)
      return await nameSoon({ path: apiPath(of, company), key: link?.key ?? 'code', called }, key)
    },
    enabled: called !== null && key !== null && key !== '',
    staleTime: 300_000,
    // A name that once could not be asked for is not missed for minutes.
    retry: 1,
  })
  return data ?? null
}

/** The ledger's own registers come whole; the name of a currency says no more than its code. */
async function nameInLedger(of: Described, company: string, key: string): Promise<string | null> {
  if (!of.ofCompany) return null
  const row = (await ledgerRows(of, company)).find(({ code }) => code === key)
  return typeof row?.['name'] === 'string' ? row['name'] : null
}

/** The field that people know a thing by; null where it has none. */
export function nameField(of: Described): string | null {
  if (of.noun === 'document') return of.numbered ? 'number' : null
  return of.fields.some((one) => one.name === 'name' && !isRows(one)) ? 'name' : null
}

interface Wanted {
  readonly path: string
  readonly key: 'code' | 'id'
  readonly called: string
}

interface Batch {
  readonly wanted: Wanted
  readonly keys: Set<string>
  readonly names: Promise<ReadonlyMap<string, string>>
}

const batches = new Map<string, Batch>()
/** So many values may be named in one question. */
const most = 100

/** The name of a key, asked for with all others that are wanted in the same moment. */
async function nameSoon(wanted: Wanted, key: string): Promise<string | null> {
  const open = batches.get(wanted.path)
  const batch = open === undefined || open.keys.size >= most ? begin(wanted) : open
  batch.keys.add(key)
  return (await batch.names).get(key) ?? null
}

function begin(wanted: Wanted): Batch {
  const keys = new Set<string>()
  const names = new Promise((begun) => setTimeout(begun, 5)).then(() => {
    if (batches.get(wanted.path) === batch) batches.delete(wanted.path)
    return namesOf(wanted, [...keys])
  })
  const batch: Batch = { wanted, keys, names }
  batches.set(wanted.path, batch)
  return batch
}

interface Page {
  readonly papers?: readonly Readonly<Record<string, unknown>>[]
  readonly rows?: readonly Readonly<Record<string, unknown>>[]
}

async function namesOf({ path, key, called }: Wanted, keys: readonly string[]) {
  const page = await get<Page>(path, { [`${key}.anyOf`]: anyOfText(keys), limit: 500 })
  const rows = page.papers ?? page.rows ?? []
  // Of a dated register the last row's name is told.
  return new Map(
    rows.flatMap(({ [key]: of, [called]: name }) =>
      typeof of === 'string' && typeof name === 'string' ? [[of, name] as const] : [],
    ),
  )
}
