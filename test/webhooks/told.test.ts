/** F22 webhooks: at least once, in the order of each paper, signed; whatever the receiver does. */
import assert from 'node:assert/strict'
import { publicOnly, readAllowance } from '#server/egress/allowance.ts'
import { openEgress } from '#server/egress/egress.ts'
import { signedHeaders } from '#server/webhooks/signature.ts'
import { answering } from '#test/server/receiver.ts'
import type { Came } from '#test/server/receiver.ts'
import { onEachServer } from '#test/webhooks/ground.ts'
import type { Case, Ground } from '#test/webhooks/ground.ts'

const cases: readonly Case[] = [
  ['a step is told once, signed, with nothing of the paper but how it is called', once],
  ['only what a webhook hears is put down, and nothing of an act that was refused', heard],
  ['each company’s papers go to its own webhooks, and to those of all', ofCompanies],
  ['a receiver that fails is asked again, later and later, under the same number', failing],
  ['a redirect is a failure and is not followed', redirected],
  ['a slow receiver is given up, and keeps no other waiting', slow],
  ['a name that leads inward now is not reached', rebound],
  ['after a day without its receiver all is told, of each paper in its order', dayAway],
  ['what fails waits, and what comes after it of the same paper waits behind it', inOrder],
  ['a server that dies while it sends has it sent again, under the same number', dies],
  ['two servers tell each thing once', twoServers],
  ['after three days it is paused, and who made it is told', paused],
  ['a receiver that is gone is asked no more', gone],
]

await onEachServer('webhooks', cases)

/** What the receiver took, as JSON. */
function bodies(came: readonly Came[]): Record<string, unknown>[] {
  return came.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
}

/** The papers of what came, each with its steps in their order. */
function stepsOf(came: readonly Came[]): Map<string, string[]> {
  const datas = bodies(came).map(({ data }) => data as { key: string; step: string })
  const byKey = Map.groupBy(datas, ({ key }) => key)
  return new Map([...byKey].map(([key, some]) => [key, some.map(({ step }) => step)]))
}

async function once(ground: Ground): Promise<void> {
  const { webhook, draft, issue, tell, receiver, deliveries, api, owner } = ground
  const { id, secret } = await webhook(['sales_invoice.issue'], { note: 'the shop' })
  const [paper = ''] = await draft()
  await issue([paper])
  assert.equal(receiver.came.length, 0)
  await tell()
  await tell()
  const [came, ...more] = receiver.came
  assert.ok(came !== undefined && more.length === 0)
  const [delivery] = await deliveries(id)
  const at = String(bodies([came])[0]?.['timestamp'])
  assert.ok(Math.abs(Temporal.Instant.from(at).epochMilliseconds - Date.now()) < 60_000)
  assert.deepEqual(bodies([came])[0], {
    type: 'sales_invoice.issue',
    timestamp: at,
    data: {
      company: 'store',
      kind: 'sales invoice',
      key: paper,
      step: 'issue',
      address: `https://books.example/api/v1/companies/store/sales-invoices/${paper}`,
    },
  })
  assert.match(delivery?.number ?? '', /^INV-2026-\d+$/)
  // The address is one of the API's.
  assert.equal(
    (await api.get(owner.session, `/companies/store/sales-invoices/${paper}`)).status,
    200,
  )
  const signed = {
    id: came.headers['webhook-id'] ?? '',
    timestamp: Number(came.headers['webhook-timestamp']),
    body: came.body,
  }
  assert.equal(signed.id, delivery?.id)
  const bytes = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  assert.equal(
    came.headers['webhook-signature'],
    signedHeaders(signed, [bytes])['webhook-signature'],
  )
  assert.deepEqual(
    delivery?.attempts.map(({ attempt, status }) => [attempt, status]),
    [[1, 204]],
  )
}

async function heard({
  webhook,
  draft,
  issue,
  tell,
  receiver,
  sql,
  api,
  ann,
}: Ground): Promise<void> {
  const [before = ''] = await draft()
  await webhook(['sales_invoice.issue', 'sales_invoice.throw_away'])
  const [one = '', two = ''] = await draft(2)
  await issue([before, one])
  // A second time it is refused, and a look at what would be leaves nothing.
  await api.post(ann.session, '/companies/store/sales-invoices/issue', {
    papers: [{ id: one, version: 2 }],
  })
  await api.post(ann.session, '/companies/store/sales-invoices/issue?preview=true', {
    papers: [{ id: two, version: 1 }],
  })
  const thrown = await api.post(ann.session, '/companies/store/sales-invoices/removals', {
    papers: [{ id: two, version: 1 }],
  })
  assert.equal(thrown.status, 200, thrown.text)
  const rows = await sql<{ key: string; step: string }>(
    'select key, step from webhook.message order by id',
  )
  assert.deepEqual(
    rows.map(({ key, step }) => [key, step]),
    [
      [before, 'issue'],
      [one, 'issue'],
      [two, 'throw away'],
    ],
  )
  await tell()
  assert.equal(receiver.came.length, 3)
}

async function ofCompanies({ webhook, draft, tell, sql, receiver }: Ground): Promise<void> {
  const [own, all, other] = [
    await webhook(['sales_invoice.write'], { company: 'store' }),
    await webhook(['sales_invoice.write']),
    await webhook(['sales_invoice.write']),
  ]
  await sql("update webhook.heard set company = 'elsewhere' where webhook = $1", [other.id])
  await draft()
  const rows = await sql<{ webhook: string }>('select webhook from webhook.message')
  assert.deepEqual(rows.map((row) => row.webhook).toSorted(), [own.id, all.id].toSorted())
  await tell()
  // One act has one number, to whomever it is told.
  const ids = receiver.came.map(({ headers }) => headers['webhook-id'])
  assert.equal(ids.length, 2)
  assert.equal(new Set(ids).size, 1)
}

async function failing({ webhook, draft, tell, receiver, deliveries }: Ground): Promise<void> {
  const { id } = await webhook(['sales_invoice.write'])
  await draft()
  receiver.answers = answering(500)
  for (let attempt = 1; attempt <= 9; attempt += 1) {
    await tell()
    // Nothing is due before its time.
    await tell()
    assert.equal(receiver.came.length, attempt)
    const [waiting] = await deliveries(id)
    assert.equal(waiting?.deliveredAt, null)
    await tell(4.1)
  }
  receiver.answers = answering(200)
  await tell(4.1)
  const numbers = receiver.came.map(({ headers }) => headers['webhook-id'])
  assert.equal(new Set(numbers).size, 1)
  const [delivered] = await deliveries(id)
  assert.ok(delivered?.deliveredAt !== null)
  assert.equal(delivered?.attempts[0]?.status, 200)
  await tell(10)
  assert.equal(receiver.came.length, numbers.length)
}

async function redirected({
  webhook,
  draft,
  tell,
  receiver,
  deliveries,
  origin,
}: Ground): Promise<void> {
  const { id } = await webhook(['sales_invoice.write'])
  await draft()
  receiver.answers = answering(302, { location: `${origin}/elsewhere` })
  await tell()
  assert.deepEqual(
    receiver.came.map(({ path }) => path),
    ['/'],
  )
  const [waiting] = await deliveries(id)
  assert.deepEqual([waiting?.deliveredAt, waiting?.attempts[0]?.status], [null, 302])
}

async function slow({ webhook, draft, tell, receiver, deliveries, origin }: Ground): Promise<void> {
  const late = await webhook(['sales_invoice.write'], { address: `${origin}/late` })
  const swift = await webhook(['sales_invoice.write'], { address: `${origin}/swift` })
  receiver.answers = (came, answer) => {
    if (came.path === '/swift') answer.writeHead(204).end()
  }
  await draft(20)
  await tell()
  assert.ok((await deliveries(swift.id)).every(({ deliveredAt }) => deliveredAt !== null))
  const waiting = (await deliveries(late.id)).filter(({ attempts }) => attempts.length > 0)
  // After one round that came to nothing it is left alone for a while.
  assert.equal(waiting.length, 5)
  assert.ok(waiting.every(({ attempts }) => attempts[0]?.failure === 'time-over'))
}

async function rebound({ webhook, draft, receiver, deliveries, job }: Ground): Promise<void> {
  const { id } = await webhook(['sales_invoice.write'])
  await draft()
  const before = receiver.connections
  // When it was made its address was allowed; now it is one as any, and its name leads inward.
  const port = readAllowance(`:${receiver.port}`)
  assert.ok(port.ok)
  for (const allowance of [publicOnly, port.value]) {
    const own = job(
      openEgress({ allowance, resolve: async () => [{ address: '127.0.0.1', family: 4 }] }),
    )
    await own.run()
    await own.settled()
    await own.stop()
  }
  assert.equal(receiver.connections, before)
  const [waiting] = await deliveries(id)
  assert.equal(waiting?.attempts[0]?.failure, 'address-refused')
}

async function dayAway({ webhook, draft, issue, tell, receiver, clock }: Ground): Promise<void> {
  await webhook(['sales_invoice.write', 'sales_invoice.issue'])
  receiver.answers = answering(503)
  const papers: string[] = []
  for (let hour = 0; hour < 24; hour += 1) {
    const fresh = await draft(3)
    await issue(fresh.slice(0, 2))
    papers.push(...fresh)
    await tell(1)
  }
  // It was asked now and then, and not for each thing again and again.
  assert.ok(receiver.came.length >= 24 && receiver.came.length < 200, `${receiver.came.length}`)
  receiver.came.length = 0
  receiver.answers = answering(204)
  for (let hour = 0; hour < 10; hour += 1) await tell(0.5)
  const steps = stepsOf(receiver.came)
  assert.deepEqual([...steps.keys()].toSorted(), papers.toSorted())
  for (const [at, paper] of papers.entries()) {
    assert.deepEqual(steps.get(paper), at % 3 === 2 ? ['write'] : ['write', 'issue'])
  }
  assert.ok(clock.ahead.total('hours') < 40)
}

async function inOrder({ webhook, draft, issue, tell, receiver }: Ground): Promise<void> {
  await webhook(['sales_invoice.write', 'sales_invoice.issue'])
  const [stuck = '', free = ''] = await draft(2)
  await issue([stuck, free])
  receiver.answers = (came, answer) => {
    answer.writeHead(came.body.includes(stuck) ? 500 : 204).end()
  }
  await tell()
  await tell(0.1)
  assert.deepEqual(stepsOf(receiver.came).get(free), ['write', 'issue'])
  assert.ok(
    stepsOf(receiver.came)
      .get(stuck)
      ?.every((step) => step === 'write'),
  )
  receiver.came.length = 0
  receiver.answers = answering(204)
  await tell(1)
  assert.deepEqual(stepsOf(receiver.came).get(stuck), ['write', 'issue'])
}

async function dies({
  webhook,
  draft,
  issue,
  tell,
  receiver,
  job,
  faults,
  api,
  deliveries,
}: Ground): Promise<void> {
  const { id } = await webhook(['sales_invoice.write', 'sales_invoice.issue'])
  const [paper = ''] = await draft()
  await issue([paper])
  // It dies between the answer and the note: its egress throws after it has sent.
  const dying = job({
    ...api.services.egress,
    post: async (target, message) => {
      await api.services.egress.post(target, message)
      throw new Error('the power went')
    },
  })
  await dying.run()
  await dying.settled()
  await dying.stop()
  assert.equal(faults.splice(0).length, 1)
  assert.equal(receiver.came.length, 1)
  // Until its hold has lapsed nobody takes it, nor what comes after it.
  await tell()
  assert.equal(receiver.came.length, 1)
  await tell(0.05)
  assert.deepEqual(stepsOf(receiver.came).get(paper), ['write', 'write', 'issue'])
  const numbers = receiver.came.map(({ headers }) => headers['webhook-id'])
  assert.equal(numbers[0], numbers[1])
  const told = await deliveries(id)
  assert.ok(told.every(({ deliveredAt }) => deliveredAt !== null))
}

async function twoServers({ webhook, draft, issue, receiver, job }: Ground): Promise<void> {
  await webhook(['sales_invoice.write', 'sales_invoice.issue'])
  const papers = await draft(30)
  await issue(papers)
  receiver.answers = (_, answer) => void setTimeout(() => answer.writeHead(204).end(), 5)
  const servers = [job(), job(), job()]
  for (let look = 0; look < 3; look += 1) {
    await Promise.all(servers.map((server) => server.run()))
    await Promise.all(servers.map((server) => server.settled()))
  }
  await Promise.all(servers.map((server) => server.stop()))
  const steps = stepsOf(receiver.came)
  for (const paper of papers) assert.deepEqual(steps.get(paper), ['write', 'issue'])
}

async function paused(ground: Ground): Promise<void> {
  const { webhook, draft, tell, receiver, api, owner, sql } = ground
  const { id } = await webhook(['sales_invoice.write'])
  await draft()
  receiver.answers = answering(500)
  for (let hours = 0; hours < 72; hours += 4) await tell(4)
  const listed = async (): Promise<Record<string, unknown> | undefined> => {
    const reply = await api.get(owner.session, '/webhooks')
    return (reply.json['webhooks'] as Record<string, unknown>[]).find((one) => one['id'] === id)
  }
  assert.equal((await listed())?.['pause'], null)
  await tell(4)
  await tell(4)
  assert.deepEqual([(await listed())?.['pause'], (await listed())?.['pausedBy']], ['failing', null])
  const before = receiver.came.length
  await draft()
  await tell(10)
  assert.equal(receiver.came.length, before)
  const letters = await sql<{ recipient: string; body: string }>(
    'select recipient, body from mail.message',
  )
  assert.deepEqual(
    letters.map(({ recipient }) => recipient),
    [owner.email],
  )
  assert.match(letters[0]?.body ?? '', /hooks\.lan:\d+ has not taken what your webhook sends/)
  const events = await api.get(owner.session, '/access-events?limit=1')
  assert.match(events.text, /"webhook-paused"/)
  // Taken up again it goes on with all that waited.
  receiver.answers = answering(204)
  receiver.came.length = 0
  const resumed = await api.post(owner.session, `/webhooks/${id}/resumptions`, {})
  assert.equal(resumed.status, 200, resumed.text)
  await tell()
  assert.equal(receiver.came.length, 2)
}

async function gone({ webhook, draft, tell, receiver, api, owner, sql }: Ground): Promise<void> {
  const { id } = await webhook(['sales_invoice.write'])
  await draft()
  receiver.answers = answering(410)
  await tell()
  await tell(100)
  assert.equal(receiver.came.length, 1)
  const reply = await api.get(owner.session, '/webhooks')
  assert.match(reply.text, new RegExp(`"${id}".*"pause":"gone"`))
  const letters = await sql<{ body: string }>('select body from mail.message')
  assert.match(letters[0]?.body ?? '', /there no longer \(410\)/)
}
