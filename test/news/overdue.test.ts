/** Requests that wait too long: who could decide is reminded, once in each round, by mail, too. */
import assert from 'node:assert/strict'
import { roles } from '#departments/roles.ts'
import { startNewsJob } from '#server/news/news-job.ts'
import { tellOverdue } from '#server/news/overdue.ts'
import type { TestHuman } from '#test/http.ts'
import { invoices, newsOnEachServer } from '#test/news/desk.ts'
import type { NewsCase, NewsDesk } from '#test/news/desk.ts'

const today = Temporal.Now.plainDateISO('UTC')
const lead = ['billing lead']
const cases: readonly NewsCase[] = [
  ['who could decide is reminded once in each round, and nobody else', reminded],
  ['who stands in for somebody is reminded, too', standingIn],
  ['a reminder comes in the letter of the day, unless it was decided', byMail],
]

await newsOnEachServer('overdue requests', cases)

/** Looks at what is overdue so many days after it was asked. */
async function lookAfter({ shop }: NewsDesk, days: number): Promise<number> {
  const { database, organization } = shop
  const how = { today: today.add({ days }), every: 3 }
  const page = { after: null, most: 100 }
  const { count } = await database.transaction(organization, (query) =>
    tellOverdue(query, roles, organization, how, page),
  )
  return count
}

/** A request that is to be decided within two days. */
async function asked({ api, hire, draft }: NewsDesk): Promise<string> {
  const [owner, clerk] = [await hire(['owner']), await hire(['billing clerk'])]
  const plan = { kind: 'sales invoice', verb: 'issue', company: 'store' }
  const bands = [{ roles: lead, persons: 1, days: 2 }]
  const set = await api.post(owner.session, '/approval-policies', { ...plan, bands })
  assert.equal(set.status, 200, set.text)
  const paper = await draft(clerk)
  const asking = { papers: [{ id: paper, version: 1 }], verb: 'issue' }
  const reply = await api.post(clerk.session, `${invoices}/approval-requests`, asking)
  const [one] = reply.json['papers'] as { request: string; outcome: string }[]
  assert.equal(one?.outcome, 'asked', reply.text)
  return one.request
}

/** The reminders of a request, with how many are unread. */
async function reminders({ news }: NewsDesk, who: TestHuman, request: string): Promise<number[]> {
  const all = (await news(who)).news.filter(({ what, about }) => {
    return what === 'overdue' && about === request
  })
  return [all.length, all.filter(({ isRead }) => !isRead).length]
}

async function decide({ api }: NewsDesk, who: TestHuman, request: string): Promise<void> {
  const inbox = await api.get(who.session, '/approval-requests')
  const found = inbox.json['requests'] as { id: string; contentHash: string }[]
  const one = found.find(({ id }) => id === request)
  const decision = { requests: [{ id: request, contentHash: one?.contentHash }] }
  const done = await api.post(who.session, '/approval-requests/approvals', decision)
  assert.equal(done.status, 200, done.text)
}

async function reminded(desk: NewsDesk): Promise<void> {
  const { hire } = desk
  const [ann, ben, eve] = [await hire(lead), await hire(lead), await hire(['billing clerk'])]
  const request = await asked(desk)
  await lookAfter(desk, 2)
  assert.deepEqual(await reminders(desk, ann, request), [0, 0])
  // The third day is the first on which it is late; days four and five are of the same round.
  for (const days of [3, 4, 5, 5]) assert.equal(await lookAfter(desk, days), 1)
  for (const who of [ann, ben]) assert.deepEqual(await reminders(desk, who, request), [1, 1])
  assert.deepEqual(await reminders(desk, eve, request), [0, 0])
  // A reminder takes the place of the one before.
  await lookAfter(desk, 6)
  assert.deepEqual(await reminders(desk, ann, request), [2, 1])
  await decide(desk, ben, request)
  assert.deepEqual(await reminders(desk, ann, request), [2, 0])
  assert.equal(await lookAfter(desk, 9), 0)
}

async function standingIn(desk: NewsDesk): Promise<void> {
  const { api, hire } = desk
  const [ann, ben] = [await hire(lead), await hire(['staff'])]
  const made = await api.post(ann.session, '/delegations', {
    delegations: [
      {
        from: ann.person,
        to: ben.person,
        firstDay: today.toString(),
        lastDay: today.add({ days: 20 }).toString(),
        roles: lead,
        reason: 'On holiday',
      },
    ],
  })
  assert.ok(made.status < 300, made.text)
  const request = await asked(desk)
  await lookAfter(desk, 4)
  const seen = async (who: TestHuman): Promise<number> => {
    const rows = await desk.shop.database.transaction(desk.shop.organization, (query) =>
      query({
        text: `select from access.news where organization = $1 and person = $2 and about = $3
          and what = 'overdue'`,
        values: [desk.shop.organization, who.person, request],
      }),
    )
    return rows.length
  }
  assert.deepEqual([await seen(ann), await seen(ben)], [1, 1])
  await decide(desk, ann, request)
}

async function byMail(desk: NewsDesk): Promise<void> {
  const { api, hire, shop } = desk
  const [ann, ben] = [await hire(lead), await hire(lead)]
  await api.post(ben.session, '/me/preferences', { mails: { overdue: 'never' } })
  for (const who of [ann, ben]) {
    await api.post(who.session, '/me/preferences', { mails: { request: 'never' }, language: 'de' })
  }
  const request = await asked(desk)
  await lookAfter(desk, 4)
  const write = async (): Promise<void> => {
    const now = (): Temporal.Instant => Temporal.Now.instant().add({ hours: 25 })
    const job = startNewsJob({ services: api.services, now, interval: 1_000_000 })
    await job.run()
    await job.stop()
  }
  const letters = async (who: TestHuman): Promise<string[]> => {
    const found = await shop.database.transaction(shop.organization, (query) =>
      query<{ body: string }>({
        text: 'select body from mail.message where organization = $1 and recipient = $2',
        values: [shop.organization, who.email],
      }),
    )
    return found.map(({ body }) => body)
  }
  await write()
  const [letter, ...more] = await letters(ann)
  assert.match(letter ?? '', /länger als seine Richtlinie erlaubt/)
  assert.deepEqual([more, await letters(ben)], [[], []])
  await lookAfter(desk, 7)
  await decide(desk, ben, request)
  await write()
  assert.equal((await letters(ann)).length, 1)
}
