/** The end of an example organization: all of it in one act, which nothing takes back. */
import { setTimeout as pause } from 'node:timers/promises'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { isAlone } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'

/** What there is of an example before it is ended. */
export interface ExampleToEnd {
  readonly name: string
  readonly companies: number
  readonly entries: bigint
  readonly persons: number
}

/** Whether an organization is an example, by its own mark. */
export async function isExample(query: Query, organization: string): Promise<boolean> {
  const [found] = await query<{ isExample: boolean }>({
    name: 'access.is example',
    text: 'select is_example as "isExample" from ledger.organization where organization = $1',
    values: [organization],
  })
  return found?.isExample ?? false
}

/** What would be ended, for who must see it before; null where it is no example. */
export async function readExample(
  query: Query,
  organization: string,
): Promise<ExampleToEnd | null> {
  const [found] = await query<ExampleToEnd>({
    text: `select o.name,
        (select count(*)::integer from ledger.company c where c.organization = $1) as companies,
        (select count(*) from ledger.entry e where e.organization = $1) as entries,
        (select count(*)::integer from access.person h
         where h.organization = $1 and h.kind = 'human') as persons
      from ledger.organization o where o.organization = $1 and o.is_example`,
    values: [organization],
  })
  return found ?? null
}

/**
 * Ends an example: its papers, entries, seals, people and keys are removed for good, in one
 * transaction; that it was, and its last seal, is noted. Problems: `example-not`, `example-name`,
 * `example-last`, `example-at-work`.
 */
export async function endExample(
  database: Database,
  organization: string,
  name: string,
  actor: string,
  atOnce = rowsAtOnce,
): Promise<Outcome<null>> {
  const rule = await database.transaction(organization, (query) =>
    endIn(query, organization, name, actor, atOnce),
  )
  if (rule === null) return fine(null)
  const message = sentences[rule]
  if (message === undefined) throw new Error(`The database names the rule ${rule}.`)
  return refused({ rule, field: rule === 'example-name' ? 'name' : '', message })
}

/** So many rows are removed by one statement, which takes some seconds on a slow machine. */
const rowsAtOnce = 20_000

/** So often it is looked whether nobody else writes, with a pause in milliseconds between. */
const looks = { times: 20, pause: 100 } as const

async function endIn(
  query: Query,
  organization: string,
  name: string,
  actor: string,
  atOnce: number,
): Promise<string | null> {
  const [told] = await query<{ rule: string | null }>({
    text: 'select ledger.example_stays($1, $2) as rule',
    values: [organization, name],
  })
  if (told?.rule !== null) return told?.rule ?? 'example-not'
  if (!(await aloneSoon(query, organization))) return 'example-at-work'
  const [begun] = await query<{ rule: string | null }>({
    text: 'select ledger.begin_example_end($1, $2, $3) as rule',
    values: [organization, name, actor],
  })
  if (begun?.rule !== null) return begun?.rule ?? 'example-not'
  const tables = await query<{ rows: string }>({ text: tablesText })
  for (const { rows } of tables) await removeRows(query, organization, rows, atOnce)
  return null
}

/** Removes what a table holds, piece by piece, so that no statement takes longer than one may. */
async function removeRows(
  query: Query,
  organization: string,
  rows: string,
  most: number,
): Promise<void> {
  for (let removed = 1; removed > 0;) {
    const [found] = await query<{ removed: string }>({
      text: 'select ledger.remove_example_rows($1, $2::regclass, $3) as removed',
      values: [organization, rows, most],
    })
    removed = Number(found?.removed ?? 0)
  }
}

/** The tables that hold rows of organizations, those that stand on others first. */
const tablesText = `
  with recursive points as (
    select distinct conrelid as child, confrelid as parent from pg_constraint
    where contype = 'f' and conrelid <> confrelid
  ), depth (of, at) as (
    select c.oid, 0 from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and a.attname = 'organization' and not a.attisdropped
      and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
    union
    select p.child, d.at + 1 from points p join depth d on p.parent = d.of
  )
  select of::regclass::text as rows from depth where of <> 'ledger.ended_example'::regclass
  group by of order by max(at) desc, of`

/** Whether nobody else writes for the organization; from then on others wait until the end. */
async function aloneSoon(query: Query, organization: string): Promise<boolean> {
  for (let look = 0; look < looks.times; look += 1) {
    if (await isAlone(query, organization)) return true
    await pause(looks.pause)
  }
  return false
}

const sentences: Readonly<Record<string, string>> = {
  'example-not':
    'This organization is no example: its books are kept. What is posted is reversed, and never ' +
    'removed.',
  'example-name': 'This is not its name. Type the name of the organization as it stands here.',
  'example-last':
    'There is no organization besides it, and the way in leads through it. Start your own ' +
    'company first.',
  'example-at-work': 'A job of it is still under way. Wait until it is over, or cancel it.',
}
