/** A shop whose papers are told to a receiver of the test's, with a clock of the test's own. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import pg from 'pg'
import { readAllowance } from '#server/egress/allowance.ts'
import { openEgress } from '#server/egress/egress.ts'
import type { Egress, Found } from '#server/egress/egress.ts'
import { startDeliveryJob } from '#server/webhooks/delivery-job.ts'
import type { DeliveryJob } from '#server/webhooks/delivery-job.ts'
import { testApi } from '#test/http.ts'
import type { TestApi, TestHuman } from '#test/http.ts'
import { testServers } from '#test/postgres.ts'
import { answering, startReceiver } from '#test/server/receiver.ts'
import type { Receiver } from '#test/server/receiver.ts'
import { openShop } from '#test/stories/shop.ts'
import type { Shop } from '#test/stories/shop.ts'

export const invoices = '/companies/store/sales-invoices'

/** A message as the API tells it. */
export interface ToldDelivery {
  readonly id: string
  readonly type: string
  readonly number: string | null
  readonly key: string | null
  readonly deliveredAt: string | null
  readonly nextAt: string | null
  readonly attempts: readonly {
    readonly attempt: number
    readonly status: number | null
    readonly failure: string | null
  }[]
}

export interface Ground {
  readonly shop: Shop
  readonly api: TestApi
  readonly receiver: Receiver
  readonly ann: TestHuman
  /** Who makes webhooks. */
  readonly owner: TestHuman
  /** The receiver's address; its name leads where the directory says. */
  readonly origin: string
  readonly directory: { of: () => readonly Found[] }
  /** How far the clock of the jobs is ahead. */
  readonly clock: { ahead: Temporal.Duration }
  readonly faults: unknown[]
  /** Makes a webhook that hears these steps. */
  readonly webhook: (
    hears: readonly string[],
    more?: Readonly<Record<string, string>>,
  ) => Promise<{ readonly id: string; readonly secret: string }>
  /** Writes invoices. */
  readonly draft: (count?: number) => Promise<string[]>
  readonly issue: (papers: readonly string[]) => Promise<void>
  /** A job of a server's, which looks only when it is told to. */
  readonly job: (egress?: Egress) => DeliveryJob
  /** Has a job send all that is due; so many hours later, where said. */
  readonly tell: (hours?: number) => Promise<void>
  readonly deliveries: (webhook: string) => Promise<readonly ToldDelivery[]>
  readonly sql: <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>
}

export type Case = readonly [string, (ground: Ground) => Promise<void>]

/** Runs the cases on each server; each begins with no webhook, and the receiver takes all. */
export async function onEachServer(what: string, cases: readonly Case[]): Promise<void> {
  for (const server of await testServers()) {
    describe(`${what} on PostgreSQL ${server.version}`, () => {
      let ground: Ground
      before(async () => {
        ground = await groundOf(await openShop(server))
      })
      after(async () => {
        await ground.receiver.close()
        await ground.api.close()
        await ground.shop.drop()
        assert.deepEqual([ground.api.faults, ground.faults], [[], []])
      })
      beforeEach(() => renewed(ground))
      for (const [name, check] of cases) test(name, () => check(ground))
    })
  }
}

async function renewed({ receiver, clock, directory, sql }: Ground): Promise<void> {
  receiver.answers = answering(204)
  receiver.came.length = 0
  clock.ahead = new Temporal.Duration()
  directory.of = home
  for (const table of ['heard', 'attempt', 'message', 'webhook']) {
    await sql(`delete from webhook.${table}`)
  }
  await sql('delete from mail.message')
}

const home = (): readonly Found[] => [{ address: '127.0.0.1', family: 4 }]

async function groundOf(shop: Shop): Promise<Ground> {
  const receiver = await startReceiver('127.0.0.1')
  const origin = `http://hooks.lan:${receiver.port}`
  const directory = { of: home }
  const allowance = readAllowance(origin)
  assert.ok(allowance.ok)
  const resolve = async (): Promise<readonly Found[]> => directory.of()
  const egress = openEgress({ allowance: allowance.value, resolve, patience: 2_000 })
  const api = await testApi(shop.database, { egress })
  const owner = await api.human(shop.organization, 'owner@example.com', ['owner'])
  const ann = await api.human(shop.organization, 'ann@example.com', ['billing clerk'])
  const clock = { ahead: new Temporal.Duration() }
  const faults: unknown[] = []
  const job = (way = egress): DeliveryJob =>
    startDeliveryJob({
      services: { ...api.services, egress: way },
      now: () => Temporal.Now.instant().add(clock.ahead),
      chance: () => 0.5,
      interval: 1_000_000,
      onProblem: (error) => void faults.push(error),
    })
  return {
    shop,
    api,
    receiver,
    ann,
    owner,
    origin,
    directory,
    clock,
    faults,
    job,
    webhook: (hears, more = {}) => makeWebhook(api, owner, { address: origin, hears, ...more }),
    draft: (count = 1) => draftsOf(api, ann, count),
    issue: (papers) => issueAll(api, ann, papers),
    tell: async (hours = 0) => {
      clock.ahead = clock.ahead.add({ minutes: Math.round(hours * 60) })
      const own = job()
      await own.run()
      await own.settled()
      await own.stop()
    },
    deliveries: async (webhook) => {
      const reply = await api.get(owner.session, `/webhooks/${webhook}/deliveries`)
      assert.equal(reply.status, 200, reply.text)
      return reply.json['deliveries'] as readonly ToldDelivery[]
    },
    sql: (text, values) => asSuperuser(shop, text, values),
  }
}

async function makeWebhook(
  api: TestApi,
  { session }: TestHuman,
  body: object,
): Promise<{ readonly id: string; readonly secret: string }> {
  const made = await api.post(session, '/webhooks', body)
  assert.equal(made.status, 201, made.text)
  return { id: made.json.id, secret: String(made.json['secret']) }
}

async function draftsOf(api: TestApi, { session }: TestHuman, count: number): Promise<string[]> {
  const line = { item: 'mug', quantity: '1', unitPrice: '2.15', taxCode: 'GB-S' }
  const places = { leaves: 'suppliers', arrives: 'customers', revenue: '4000' }
  const paper = {
    customer: 'ANN',
    receivable: '1100',
    issuedOn: '2026-11-22',
    dueOn: '2026-12-22',
    currency: 'GBP',
    lines: [{ ...line, ...places }],
  }
  const papers = Array.from({ length: count }, () => paper)
  const wrote = await api.post(session, invoices, { papers })
  assert.equal(wrote.status, 201, wrote.text)
  return (wrote.json['papers'] as { id: string }[]).map(({ id }) => id)
}

async function issueAll(
  api: TestApi,
  { session }: TestHuman,
  papers: readonly string[],
): Promise<void> {
  const body = { papers: papers.map((id) => ({ id, version: 1 })) }
  const issued = await api.post(session, `${invoices}/issue`, body)
  assert.equal(issued.status, 200, issued.text)
}

async function asSuperuser<Row extends object>(
  { superuser }: Shop,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(superuser)
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}
