/** How fast entries are posted: over HTTP, in sets, on one hot account, and as the books grow. */
import { GroupCommit } from '#server/group-commit.ts'
import { post, twoLines } from '../books.ts'
import { accountCodes, load, makeStore } from '../house.ts'
import type { House } from '../house.ts'
import { median, ratio, threeTimes } from '../measure.ts'
import type { Figure } from '../measure.ts'
import { tps } from '../pgbench.ts'
import type { Scale } from '../scale.ts'

const today = Temporal.PlainDate.from('2026-11-22')

interface Store {
  readonly organization: string
  readonly key: string
  readonly accounts: readonly string[]
}

/** A store with a hundred accounts, open in 2026. */
export async function newStore(house: House): Promise<Store> {
  const plan = { accounts: 100, firstYear: 2026, years: 1 }
  return { ...(await makeStore(house.database, plan)), accounts: accountCodes(100) }
}

/** The three figures of posting in their order, each run beside its own pgbench. */
export async function posting(house: House, scale: Scale): Promise<Figure[]> {
  const store = await newStore(house)
  return [
    ...(await overHttp(house, store, scale)),
    ...(await throughTheDoor(house, store, scale)),
    await onOneAccount(house, store, scale),
  ]
}

/** The first two again over books of growing size; the cost of the last beside the first. */
export async function growth(house: House, scale: Scale): Promise<Figure[]> {
  const store = await newStore(house)
  const stream = twoLines(store.accounts, today)
  const seen: { readonly lines: number; readonly http: number[]; readonly sets: number[] }[] = []
  let lines = 0
  for (const size of scale.growthLines) {
    const missing = Math.max(0, Math.ceil((size - lines) / 2))
    if (missing > 0) {
      const plan = { entries: missing, set: 1000, connections: 2 }
      await post(house.database, store.organization, stream, plan)
      lines += missing * 2
    }
    const runs = await threeTimes(async () => ({
      http: (await single(house, store, scale.growthSeconds)).rate,
      sets: await inSets(house, store, 10_000, 2),
    }))
    lines += runs.reduce((sum, { http }) => sum + 2 * http * scale.growthSeconds + 20_000, 0)
    seen.push({
      lines: size,
      http: runs.map(({ http }) => http),
      sets: runs.map(({ sets }) => sets),
    })
  }
  return (['http', 'sets'] as const).flatMap((way) => {
    const first = median(seen[0]?.[way] ?? [])
    const what = way === 'http' ? 'over HTTP' : 'in sets of 1,000'
    const rows: Figure[] = seen.map((at) => ({
      what: `${what} with ${at.lines.toLocaleString('en-GB')} lines in the books`,
      goal: '–',
      runs: at[way],
      unit: 'entries/s',
      reached: true,
    }))
    const cost = first / median(seen.at(-1)?.[way] ?? [])
    return [
      ...rows,
      {
        what: `${what}: cost of the last beside the first`,
        goal: '≤ 1.2 ×',
        runs: [cost],
        unit: '×',
        reached: cost <= 1.2,
      },
    ]
  })
}

async function overHttp(house: House, store: Store, scale: Scale): Promise<Figure[]> {
  const runs = await threeTimes(async () => ({
    beside: await tps(house.at, scale.pgbenchSeconds),
    ...(await single(house, store, scale.httpSeconds)),
  }))
  const slowest = runs.map(({ p99 }) => p99)
  return [
    besidePgbench(
      'two-line entries over HTTP, one a request, 64 connections',
      1,
      runs.map(({ rate }) => rate),
      runs.map(({ beside }) => beside),
    ),
    {
      what: '– their p99',
      goal: '< 250 ms',
      runs: slowest,
      unit: 'ms',
      reached: median(slowest) < 250,
    },
  ]
}

async function throughTheDoor(house: House, store: Store, scale: Scale): Promise<Figure[]> {
  const runs = await threeTimes(async () => ({
    beside: await tps(house.at, scale.pgbenchSeconds),
    one: await inSets(house, store, scale.setEntries, 1),
    two: await inSets(house, store, scale.setEntries, 2),
  }))
  const beside = runs.map((run) => run.beside)
  const what = 'the door alone, sets of 1,000,'
  const one = runs.map((run) => run.one)
  const two = runs.map((run) => run.two)
  return [
    besidePgbench(`${what} two connections`, 6, two, beside),
    besidePgbench(`${what} one connection`, 6, one, beside),
  ]
}

async function onOneAccount(house: House, store: Store, scale: Scale): Promise<Figure> {
  const runs = await threeTimes(async () => ({
    beside: await tps(house.at, scale.pgbenchSeconds),
    rate: await hotAccount(house, store, scale.hotSeconds),
  }))
  return besidePgbench(
    '64 writers on one hot account, one by one, by group commit',
    1,
    runs.map(({ rate }) => rate),
    runs.map(({ beside }) => beside),
  )
}

/** A figure whose goal is a multiple of what pgbench did beside each run. */
function besidePgbench(
  what: string,
  goal: number,
  runs: readonly number[],
  beside: readonly number[],
): Figure {
  return {
    what,
    goal: `≥ ${goal.toFixed(1)} ×`,
    runs,
    unit: 'entries/s',
    beside,
    reached: ratio(runs, beside) >= goal,
  }
}

async function single(
  house: House,
  store: Store,
  seconds: number,
): Promise<{ readonly rate: number; readonly p99: number }> {
  const answer = await load({
    port: house.port,
    key: store.key,
    company: 'store',
    connections: 64,
    seconds,
    postedOn: today.toString(),
    accounts: store.accounts,
  })
  if (answer.failed > 0) throw new Error(`${answer.failed} requests failed.`)
  return { rate: answer.answered / answer.seconds, p99: answer.p99 }
}

async function inSets(
  { database }: House,
  { organization, accounts }: Store,
  entries: number,
  connections: number,
): Promise<number> {
  const stream = twoLines(accounts, today)
  return await post(database, organization, stream, { entries, set: 1000, connections })
}

/** 64 writers, each waiting for its entry before the next, all debiting one account. */
async function hotAccount(house: House, store: Store, seconds: number): Promise<number> {
  const commits = new GroupCommit(house.database)
  const stream = twoLines(['bank'], today)
  const began = performance.now()
  const ends = began + seconds * 1000
  let recorded = 0
  const write = async (): Promise<void> => {
    while (performance.now() < ends) {
      const receipt = await commits.record(store.organization, stream(recorded))
      if (receipt.outcome !== 'recorded') throw new Error(JSON.stringify(receipt))
      recorded += 1
    }
  }
  await Promise.all(Array.from({ length: 64 }, write))
  return recorded / ((performance.now() - began) / 1000)
}
