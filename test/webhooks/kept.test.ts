/** Webhooks as administrators keep them: made, renewed, changed, paused, removed; who may not. */
import assert from 'node:assert/strict'
import { newId } from '#base/id.ts'
import { signedHeaders } from '#server/webhooks/signature.ts'
import { answering } from '#test/server/receiver.ts'
import { onEachServer } from '#test/webhooks/ground.ts'
import type { Case, Ground } from '#test/webhooks/ground.ts'

const cases: readonly Case[] = [
  ['what can be heard comes from the descriptions', steps],
  ['its secret is told once, and stands nowhere in clear', secrets],
  ['a new secret and the old one sign for a day, then the new one alone', renewed],
  ['while it is paused what happens waits, and goes on in its order', pausedByWish],
  ['what waits goes to the address to which it was changed, signed as before', changed],
  ['a removed one is told nothing more, and its secrets are forgotten', removed],
  ['a message is sent again, and a test is sent, at once', again],
  ['an address that leads inward, a step that is none, a strange company are refused', refused],
  ['whoever makes no keys makes no webhooks, and nobody sees another organization’s', fenced],
  ['without its key file nothing is sent, and all is when it is back', withoutKey],
]

await onEachServer('webhooks as they are kept', cases)

type Answer = Readonly<Record<string, unknown>>

async function listed({ api, owner }: Ground): Promise<readonly Answer[]> {
  const reply = await api.get(owner.session, '/webhooks')
  assert.equal(reply.status, 200, reply.text)
  return reply.json['webhooks'] as readonly Answer[]
}

/** Whether a message bears the signature of a secret. */
function bears(came: Ground['receiver']['came'][number] | undefined, secret: string): boolean {
  assert.ok(came !== undefined)
  const signed = {
    id: came.headers['webhook-id'] ?? '',
    timestamp: Number(came.headers['webhook-timestamp']),
    body: came.body,
  }
  const bytes = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const own = signedHeaders(signed, [bytes])['webhook-signature'] ?? ''
  return (came.headers['webhook-signature'] ?? '').split(' ').includes(own)
}

async function steps({ api, owner }: Ground): Promise<void> {
  const reply = await api.get(owner.session, '/webhook-steps')
  const found = reply.json['steps'] as { type: string; kind: string; step: string }[]
  const types = found.map(({ type }) => type)
  assert.equal(new Set(types).size, types.length)
  assert.ok(types.every((type) => /^[a-z0-9_]+\.[a-z0-9_]+$/.test(type)))
  for (const { name } of api.services.catalogue.all.filter(({ noun }) => noun === 'document')) {
    const own = found.filter(({ kind }) => kind === name).map(({ step }) => step)
    const transitions = Object.keys(api.services.catalogue.document(name)?.transitions ?? {})
    assert.deepEqual(new Set(own), new Set(['write', 'change', 'throw away', ...transitions]))
  }
}

async function secrets(ground: Ground): Promise<void> {
  const { webhook, sql, origin } = ground
  const made = await webhook(['sales_invoice.issue'], { company: 'store', note: ' the till ' })
  assert.match(made.secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  const [kept] = await sql<{ all: string }>('select w::text as all from webhook.webhook w')
  const bytes = Buffer.from(made.secret.slice(6), 'base64')
  for (const form of [made.secret.slice(6), bytes.toString('hex')]) {
    assert.ok(!(kept?.all ?? '').includes(form))
  }
  const [one] = await listed(ground)
  assert.deepEqual(
    [one?.['id'], one?.['company'], one?.['address'], one?.['note'], one?.['hears']],
    [made.id, 'store', `${origin}/`, 'the till', ['sales_invoice.issue']],
  )
  assert.doesNotMatch(JSON.stringify(one), /whsec|secret"/)
  const [event] = await sql<{ kind: string; about: Answer }>(
    "select kind, about from access.event where kind like 'webhook%' order by id desc limit 1",
  )
  assert.deepEqual([event?.kind, event?.about['webhook']], ['webhook-made', made.id])
}

async function renewed(ground: Ground): Promise<void> {
  const { webhook, draft, tell, receiver, api, owner } = ground
  const old = await webhook(['sales_invoice.write'])
  const path = `/webhooks/${old.id}/secrets`
  const reply = await api.post(owner.session, path, {})
  assert.equal(reply.status, 200, reply.text)
  const fresh = String(reply.json['secret'])
  assert.notEqual(fresh, old.secret)
  await draft()
  await tell(23.9)
  assert.deepEqual(
    [bears(receiver.came[0], fresh), bears(receiver.came[0], old.secret)],
    [true, true],
  )
  await draft()
  await tell(0.2)
  assert.deepEqual(
    [bears(receiver.came[1], fresh), bears(receiver.came[1], old.secret)],
    [true, false],
  )
  assert.equal((await api.post(owner.session, `/webhooks/${newId(0)}/secrets`, {})).status, 404)
}

async function pausedByWish(ground: Ground): Promise<void> {
  const { webhook, draft, issue, tell, receiver, api, owner } = ground
  const { id } = await webhook(['sales_invoice.write', 'sales_invoice.issue'])
  const paused = await api.post(owner.session, `/webhooks/${id}/pauses`, {})
  assert.equal(paused.json['pause'], 'wished', paused.text)
  assert.ok(String(paused.json['pausedBy']).length > 0)
  const papers = await draft(2)
  await issue(papers)
  await tell(24)
  assert.equal(receiver.came.length, 0)
  assert.equal((await listed(ground))[0]?.['waiting'], 4)
  const test = await api.post(owner.session, `/webhooks/${id}/tests`, {})
  assert.equal(test.json.problems[0]?.rule, 'webhook-paused')
  const resumed = await api.post(owner.session, `/webhooks/${id}/resumptions`, {})
  assert.deepEqual([resumed.json['pause'], resumed.json['pausedAt']], [null, null])
  await tell()
  const told = receiver.came.map(({ body }) => (JSON.parse(body) as { data: Answer }).data)
  for (const paper of papers) {
    const own = told.filter(({ key }) => key === paper).map(({ step }) => step)
    assert.deepEqual(own, ['write', 'issue'])
  }
}

async function changed(ground: Ground): Promise<void> {
  const { webhook, draft, issue, tell, receiver, api, owner, origin, sql } = ground
  const { id, secret } = await webhook(['sales_invoice.write'], { note: 'the till' })
  const change = (body: object) => api.post(owner.session, `/webhooks/${id}/changes`, body)
  receiver.answers = answering(500)
  const papers = await draft()
  await tell()
  assert.equal((await listed(ground))[0]?.['waiting'], 1)
  const reply = await change({ address: `${origin}/new`, hears: ['sales_invoice.issue'] })
  assert.equal(reply.status, 200, reply.text)
  const { address, hears, note, restsUntil } = reply.json
  assert.deepEqual(
    [address, hears, note, restsUntil],
    [`${origin}/new`, ['sales_invoice.issue'], 'the till', null],
  )
  receiver.answers = answering(204)
  receiver.came.length = 0
  await issue(papers)
  await draft()
  await tell()
  const told = receiver.came.map(({ path, body }) => {
    return `${path} ${(JSON.parse(body) as { data: { step: string } }).data.step}`
  })
  assert.deepEqual(told, ['/new write', '/new issue'])
  assert.ok(bears(receiver.came[0], secret))
  const [event] = await sql<{ kind: string; about: Answer }>(
    "select kind, about from access.event where kind like 'webhook%' order by id desc limit 1",
  )
  assert.equal(event?.kind, 'webhook-changed')
  for (const [body, field] of [
    [{ address: 'https://10.0.0.1/' }, 'address'],
    [{ hears: ['sales_invoice.fly'] }, 'hears'],
  ] as const) {
    const refusal = await change(body)
    assert.deepEqual([refusal.status, refusal.json.problems[0]?.field], [422, field])
  }
  assert.equal((await change({ hears: [] })).status, 400)
  assert.equal((await listed(ground))[0]?.['address'], `${origin}/new`)
  const unknown = await api.post(owner.session, `/webhooks/${newId(0)}/changes`, { note: '' })
  assert.equal(unknown.status, 404)
}

async function removed(ground: Ground): Promise<void> {
  const { webhook, draft, tell, receiver, api, owner, sql } = ground
  const { id } = await webhook(['sales_invoice.write'])
  await draft()
  const gone = await api.post(owner.session, `/webhooks/${id}/removal`, {})
  assert.equal(gone.status, 200, gone.text)
  await draft()
  await tell(1)
  assert.equal(receiver.came.length, 0)
  assert.deepEqual(await listed(ground), [])
  const [kept] = await sql<{ secret: null; messages: number }>(
    `select secret, (select count(*)::integer from webhook.message) as messages
      from webhook.webhook where id = $1`,
    [id],
  )
  assert.deepEqual(kept, { secret: null, messages: 1 })
  for (const act of ['pauses', 'resumptions', 'tests', 'secrets', 'removal']) {
    assert.equal((await api.post(owner.session, `/webhooks/${id}/${act}`, {})).status, 404, act)
  }
}

async function again(ground: Ground): Promise<void> {
  const { webhook, draft, tell, receiver, deliveries, api, owner } = ground
  const { id } = await webhook(['sales_invoice.write'], { company: 'store' })
  await draft()
  await tell()
  const [first] = await deliveries(id)
  const resend = `/webhooks/${id}/deliveries/${first?.id}/resendings`
  assert.equal((await api.post(owner.session, resend, {})).status, 200)
  receiver.answers = answering(500)
  await tell()
  // It waits for its turn, unless somebody wants it now.
  receiver.answers = answering(204)
  assert.equal((await api.post(owner.session, resend, {})).status, 200)
  await tell()
  const [sent] = await deliveries(id)
  assert.deepEqual(
    sent?.attempts.map(({ status }) => status),
    [204, 500, 204],
  )
  assert.equal(new Set(receiver.came.map(({ headers }) => headers['webhook-id'])).size, 1)
  const test = await api.post(owner.session, `/webhooks/${id}/tests`, {})
  assert.equal(test.status, 200, test.text)
  await tell()
  const came = JSON.parse(receiver.came.at(-1)?.body ?? '') as Answer
  assert.deepEqual([came['type'], came['data']], ['webhook.test', { company: 'store' }])
  const unknown = `/webhooks/${id}/deliveries/${newId(0)}/resendings`
  assert.equal((await api.post(owner.session, unknown, {})).status, 404)
  const page = await api.get(owner.session, `/webhooks/${id}/deliveries?limit=1`)
  assert.equal(page.json.next, test.json.id)
  const older = await api.get(
    owner.session,
    `/webhooks/${id}/deliveries?limit=1&before=${page.json.next}`,
  )
  assert.deepEqual(
    (older.json['deliveries'] as Answer[]).map((one) => one['id']),
    [first?.id],
  )
}

async function refused({ api, owner, origin }: Ground): Promise<void> {
  const hears = ['sales_invoice.issue']
  for (const [body, rule] of [
    [{ address: 'https://10.0.0.1/', hears }, 'target-private'],
    [{ address: 'https://0x7f000001/', hears }, 'target-private'],
    [{ address: 'https://ann:secret@example.com/', hears }, 'target-login'],
    [{ address: 'http://example.com/', hears }, 'target-https'],
    [{ address: 'https://example.com:22/', hears }, 'target-port'],
    [{ address: 'mailto:ann@example.com', hears }, 'target-form'],
    [{ address: origin, hears: ['sales_invoice.fly'] }, 'step-unknown'],
    [{ address: origin, hears, company: 'nowhere' }, 'company-unknown'],
    [{ address: origin, hears: [] }, 'field-missing'],
  ] as const) {
    const reply = await api.post(owner.session, '/webhooks', body)
    assert.ok(reply.status >= 400 && reply.status < 500)
    const [problem] = reply.json.problems
    if (rule !== 'field-missing') assert.equal(problem?.rule, rule, reply.text)
  }
  const none = await api.get(owner.session, '/webhooks')
  assert.deepEqual(none.json['webhooks'], [])
}

async function fenced({ api, ann, shop, webhook, draft }: Ground): Promise<void> {
  const { id } = await webhook(['sales_invoice.write'])
  await draft()
  for (const path of ['/webhooks', '/webhook-steps', `/webhooks/${id}/deliveries`]) {
    assert.equal((await api.get(ann.session, path)).status, 403, path)
  }
  for (const act of ['changes', 'pauses', 'resumptions', 'tests', 'secrets', 'removal']) {
    assert.equal((await api.post(ann.session, `/webhooks/${id}/${act}`, {})).status, 403, act)
  }
  const other = newId(Date.now())
  const seen = await shop.database.transaction(other, async (query) => [
    ...(await query({ text: 'select id from webhook.webhook' })),
    ...(await query({ text: 'select kind from webhook.heard' })),
    ...(await query({ text: 'select id from webhook.message' })),
    ...(await query({ text: 'select attempt from webhook.attempt' })),
  ])
  assert.deepEqual(seen, [])
  for (const text of [
    "update webhook.webhook set company = ''",
    "update webhook.message set key = 'x'",
    'update webhook.attempt set status = 200',
    'delete from webhook.message',
    'delete from webhook.webhook',
  ]) {
    const done = shop.database.transaction(shop.organization, (query) => query({ text }))
    await assert.rejects(done, /permission denied/)
  }
}

async function withoutKey(ground: Ground): Promise<void> {
  const { webhook, draft, tell, receiver, sql, api } = ground
  await webhook(['sales_invoice.write'])
  await draft()
  const kept = await sql<{ secret: object }>('select secret from webhook.webhook')
  await sql(`update webhook.webhook set secret = '{"key": "other", "text": ""}'`)
  await tell()
  assert.equal(receiver.came.length, 0)
  assert.match(api.faults.splice(0).join(), /is not the one with which second factors/)
  await sql('update webhook.webhook set secret = $1', [JSON.stringify(kept[0]?.secret)])
  await tell(0.1)
  assert.equal(receiver.came.length, 1)
}
