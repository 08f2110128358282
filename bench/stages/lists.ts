/** How fast lists are read: pages of a million papers at any depth, counts, sorts without index. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { createKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import { openLibrary } from '#test/kit-books.ts'
import type { Library } from '#test/kit-books.ts'
import type { House } from '../house.ts'
import type { ListAnswer, ListOrder } from '../list-client.ts'
import { median, milliseconds, quantile } from '../measure.ts'
import type { Figure } from '../measure.ts'
import { rounds } from '../pgbench.ts'
import type { Scale } from '../scale.ts'

const here = join(import.meta.dirname, '..')
const list = '/companies/store/wishes'
const counts = '/companies/store/counts/wishes'

/** The server over the papers, and a key to it. */
interface Desk {
  readonly port: number
  readonly key: string
  readonly get: (path: string) => Promise<{ readonly next?: string }>
  stop(): Promise<void>
}

/** Lists of 50, counts and sorts, each round just after pgbench. */
export async function lists(house: House, scale: Scale): Promise<Figure[]> {
  const library = await openLibrary({ version: 18, ...house.at })
  await fill(library, scale.listPapers)
  const desk = await openDesk(library)
  try {
    const pages = await pathsOf(desk, scale.listPapers)
    const { results, beside } = await rounds(house, scale, async () => ({
      pages: await load({ ...desk, connections: 8, seconds: scale.listSeconds, paths: pages }),
      count: await timed(desk, counted),
      sort: await timed(desk, unsorted),
    }))
    return figuresOf(scale, results, beside)
  } finally {
    await desk.stop()
    await library.drop()
  }
}

interface Round {
  readonly pages: ListAnswer
  readonly count: number
  readonly sort: number
}

function figuresOf(
  { listPapers }: Scale,
  results: readonly Round[],
  beside: readonly number[],
): Figure[] {
  const papers = `${listPapers.toLocaleString('en-GB')} papers`
  const rate = results.map(({ pages }) => pages.answered / pages.seconds)
  const most = (what: string, goal: number, runs: number[]): Figure => {
    const reached = median(runs) < goal
    return { what, goal: `< ${goal} ms`, runs, unit: 'ms', beside, reached }
  }
  return [
    {
      what: `lists of 50 of ${papers}, at any depth, 8 connections`,
      goal: '≥ 1,000/s',
      runs: rate,
      unit: 'lists/s',
      beside,
      reached: median(rate) >= 1_000,
    },
    most(
      '– their p99',
      50,
      results.map(({ pages }) => pages.p99),
    ),
    most(
      'counts of them, p95',
      300,
      results.map(({ count }) => count),
    ),
    most(
      'the first page, sorted without an index, p95',
      500,
      results.map(({ sort }) => sort),
    ),
  ]
}

/** What is counted: by indexes, to the limit, and by looking at every paper. */
const counted = [
  `${counts}?state=open`,
  `${counts}?state.anyOf=draft,open`,
  `${counts}?reader=F17`,
  `${counts}?wishedOn.from=2026-11-01`,
  `${counts}?urgent=true`,
  `${counts}?note.isEmpty=false`,
  `${counts}?copies=1000&urgent=true`,
]

const unsorted = [
  `${list}?sort=copies`,
  `${list}?sort=-price,branch`,
  `${list}?state=done&sort=note`,
  `${list}?sort=team,-wishedOn`,
]

/** The slowest but one of twenty answers to each question. */
async function timed({ get }: Desk, paths: readonly string[]): Promise<number> {
  const times: number[] = []
  for (const path of paths) {
    for (let time = 0; time < 6; time += 1) times.push(await milliseconds(() => get(path)))
  }
  return quantile(times, 0.95)
}

/**
 * Pages by state, by customer and by day, both ways: the first ones, and those behind the cursors
 * that a reader comes to who goes through a fifth of all.
 */
async function pathsOf(desk: Desk, papers: number): Promise<string[]> {
  const questions = [
    'state=open&sort=wishedOn',
    'state=open',
    'state=done&sort=-wishedOn',
    'state.anyOf=draft,open&sort=wishedOn',
    'sort=neededBy',
    'sort=-neededBy',
    'wishedOn.from=2025-06-01&state=done&sort=wishedOn',
    'sort=number',
    '',
  ]
  const paths: string[] = []
  for (const question of questions) {
    paths.push(`${list}?${question}`)
    let behind: string | undefined
    for (let row = 0; row < papers / 5; row += 500) {
      const after = behind === undefined ? '' : `&after=${behind}`
      const page = await desk.get(`${list}?${question}&limit=500${after}`)
      if (page.next === undefined) break
      behind = page.next
      if (row % 10_000 === 0) paths.push(`${list}?${question}&after=${behind}`)
    }
    if (behind !== undefined) paths.push(`${list}?${question}&after=${behind}`)
  }
  for (let reader = 0; reader < 100; reader += 1) paths.push(`${list}?reader=F${reader * 37}`)
  return paths
}

/**
 * Writes the papers past their rules, as nobody but a superuser can: what is measured is reading.
 * Nine of ten are done, one in twelve is open.
 */
async function fill({ superuser, organization }: Library, papers: number): Promise<void> {
  const client = new pg.Client(superuser)
  await client.connect()
  await client.query(
    `insert into register.friend (organization, code, name, trusted, created_by, changed_by)
    select $1, 'F' || n, 'Friend ' || n, n % 2 = 0, 'bench', 'bench'
    from generate_series(0, 4999) n`,
    [organization],
  )
  for (let from = 0; from < papers; from += 100_000) {
    await client.query(
      `insert into paper.wish (organization, company, id, state, number, reader, branch, team,
          wished_on, needed_by, copies, price, urgent, format, note, created_by, changed_by)
      select $1, 'store', gen_random_uuid(),
        case when n % 60 < 54 then 'done' when n % 60 < 59 then 'open' else 'draft' end,
        case when n % 60 < 59 then 'W' || to_char(n, 'FM0000000') end,
        'F' || (n * 7919::bigint % 5000), case when n % 3 = 0 then 'north' else 'south' end,
        case when n % 4 = 0 then 'music' end, date '2024-01-01' + (n::bigint * 1050 / $4)::integer,
        case when n % 5 = 0 then date '2024-02-01' + (n % 1000) end, 1 + n % 1000,
        round((n % 10007) / 7.0, 2), n % 2 = 0, 'film', case when n % 11 = 0 then 'Note ' || n end,
        'person ' || n % 20, 'bench'
      from generate_series($2::integer, $3::integer) n`,
      [organization, from, Math.min(papers, from + 100_000) - 1, papers],
    )
  }
  await client.query('vacuum analyze paper.wish')
  await client.end()
}

async function openDesk({ database, address, organization }: Library): Promise<Desk> {
  const named = { name: 'tests', scopes: [...allScopes], createdBy: 'benchmark' }
  const made = await createKey(database, organization, named)
  if (!made.ok) throw new Error('No key.')
  const key = made.value.text
  const words = [join(here, 'list-server.ts'), JSON.stringify(address)]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const port = Number(line)
  return {
    port,
    key,
    get: async (path) => {
      const headers = { authorization: `Bearer ${key}` }
      const reply = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, { headers })
      if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`)
      return (await reply.json()) as { next?: string }
    },
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function load({ port, key, connections, seconds, paths }: ListOrder): Promise<ListAnswer> {
  const client = spawn(process.execPath, [join(here, 'list-client.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  client.stdin.end(JSON.stringify({ port, key, connections, seconds, paths }))
  return JSON.parse(await text(client.stdout)) as ListAnswer
}
