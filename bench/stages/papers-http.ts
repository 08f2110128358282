/** How fast manual journals are written by one person and posted by another, one a request. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import { peopleOf } from '#test/people.ts'
import { temporaryFolder } from '#test/postgres.ts'
import { load } from '../house.ts'
import type { House } from '../house.ts'
import type { GivenRequest, LoadAnswer } from '../load-client.ts'
import { ratio } from '../measure.ts'
import type { Figure } from '../measure.ts'
import { rounds } from '../pgbench.ts'
import type { Scale } from '../scale.ts'
import { newStore } from './posting.ts'

const journals = '/manual-journals'
const draftsAtOnce = 500

/** The keys of who writes and of who posts: four eyes are two persons. */
interface Office {
  readonly writer: string
  readonly poster: string
  readonly accounts: readonly string[]
}

/** Drafts are written one a request, then others are posted one a request, 64 connections each. */
export async function papersOverHttp(house: House, scale: Scale): Promise<Figure[]> {
  const office = await openOffice(house)
  const { results, beside } = await rounds(house, scale, async () => {
    const bodies = Array.from({ length: scale.httpJournals }, (_, at) => journal(office, at))
    const written = await send(
      house,
      office.writer,
      bodies.map((paper) => ({ path: journals, body: { papers: [paper] } })),
    )
    const drafts = await draftsOf(house, office, bodies)
    const posted = await send(
      house,
      office.poster,
      drafts.map((draft) => ({ path: `${journals}/post`, body: { papers: [draft] } })),
    )
    return { written, posted }
  })
  const rate = (what: string, goal: string, way: 'written' | 'posted'): Figure => {
    const runs = results.map((round) => round[way].answered / round[way].seconds)
    const reached = way === 'written' || ratio(runs, beside) >= 1
    return { what, goal, runs, unit: 'journals/s', beside, reached }
  }
  return [
    rate('manual journals over HTTP, posted one a request, 64 connections', '≥ 1.0 ×', 'posted'),
    {
      what: '– their p99',
      goal: '–',
      runs: results.map(({ posted }) => posted.p99),
      unit: 'ms',
      beside,
      reached: true,
    },
    rate('– and written as drafts, one a request', '–', 'written'),
  ]
}

async function openOffice(house: House): Promise<Office> {
  const { organization, accounts } = await newStore(house)
  const people = peopleOf(house.database, organization)
  const keyFor = async (person: string): Promise<string> => {
    const named = { name: 'benchmark', scopes: allScopes, createdBy: 'benchmark', person }
    const key = await createKey(house.database, organization, named)
    if (!key.ok) throw new Error(key.problems[0]?.message)
    return key.value.text
  }
  return {
    accounts,
    writer: await keyFor(await people.holder('Writer', 'bookkeeper')),
    poster: await keyFor(await people.holder('Poster', 'accountant')),
  }
}

function journal({ accounts }: Office, at: number): object {
  const amount = `${(at % 900) + 1}.${String(at % 100).padStart(2, '0')}`
  return {
    postedOn: '2026-11-22',
    reason: 'benchmark',
    lines: [
      { account: accounts[at % accounts.length], currency: 'GBP', debit: amount },
      { account: 'sales', currency: 'GBP', credit: amount },
    ],
  }
}

/** Writes drafts in sets, beside what is measured; answers what names them. */
async function draftsOf(
  { port }: House,
  { writer }: Office,
  papers: readonly object[],
): Promise<{ readonly id: string; readonly version: number }[]> {
  const made: { readonly id: string; readonly version: number }[] = []
  for (let from = 0; from < papers.length; from += draftsAtOnce) {
    const reply = await fetch(`http://127.0.0.1:${port}/api/v1/companies/store${journals}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${writer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ papers: papers.slice(from, from + draftsAtOnce) }),
    })
    const text = await reply.text()
    if (reply.status !== 201) throw new Error(text)
    const answer = JSON.parse(text) as { papers: { id: string; version: number }[] }
    made.push(...answer.papers.map(({ id, version }) => ({ id, version })))
  }
  return made
}

/** Sends requests over 64 connections until all are answered; all must be done. */
async function send(
  { port }: House,
  key: string,
  requests: readonly GivenRequest[],
): Promise<LoadAnswer> {
  const folder = temporaryFolder('backstay-requests-')
  const file = join(folder, 'requests.json')
  writeFileSync(file, JSON.stringify(requests))
  const order = { port, key, company: 'store', connections: 64, seconds: 300, what: { file } }
  const answer = await load(order)
  rmSync(folder, { recursive: true })
  if (answer.failed > 0) throw new Error(`${answer.failed} requests failed.`)
  return answer
}
