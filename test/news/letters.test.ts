/** Letters with news: batched by each person's wish, never twice, never with what is withheld. */
import assert from 'node:assert/strict'
import { startNewsJob } from '#server/news/news-job.ts'
import type { Query } from '#base/query.ts'
import { invoices, newsOnEachServer } from '#test/news/desk.ts'
import type { NewsCase, NewsDesk } from '#test/news/desk.ts'
import type { TestHuman } from '#test/http.ts'

const clerk = ['billing clerk']
const cases: readonly NewsCase[] = [
  ['several news are one letter, and what was told is not told again', batched],
  ['what was read meanwhile, or withdrawn, needs no letter', readMeanwhile],
  ['who does not want a kind by mail gets none of it, also not later', optedOut],
  ['the letter of the day comes at seven where the person is', daily],
  ['a letter tells nothing that its reader may not read', withheld],
  ['a request is told to who decides, unless it was decided', requests],
  ['a job that dies writes nothing twice, and nothing of it is lost', dies],
  ['two servers write each letter once', twoServers],
  ['letters are in the language of who reads them, and the guest’s is the host’s', languages],
]

await newsOnEachServer('letters', cases)

interface Letter {
  readonly recipient: string
  readonly subject: string
  readonly body: string
}

/** The letters to somebody, in their order. */
async function lettersTo({ shop }: NewsDesk, { email }: { email: string }): Promise<Letter[]> {
  return await shop.database.transaction(shop.organization, (query) =>
    query<Letter>({
      text: `select recipient, subject, body from mail.message
        where organization = $1 and recipient = $2 order by id`,
      values: [shop.organization, email],
    }),
  )
}

/** Writes what is due so many minutes from now. */
async function write({ api }: NewsDesk, minutes: number): Promise<void> {
  const job = startNewsJob({
    services: api.services,
    now: () => Temporal.Now.instant().add({ minutes }),
    interval: 1_000_000,
    onProblem: (error) => {
      throw error
    },
  })
  await job.run()
  await job.stop()
}

async function wish({ api }: NewsDesk, { session }: TestHuman, body: object): Promise<void> {
  const set = await api.post(session, '/me/preferences', body)
  assert.equal(set.status, 200, set.text)
}

async function batched(desk: NewsDesk): Promise<void> {
  const { hire, draft, say } = desk
  const [ann, ben] = [await hire(clerk), await hire(clerk)]
  await wish(desk, ann, { mails: { comment: 'at once' } })
  const papers = [await draft(ann), await draft(ann)]
  await say(ben, papers[0] ?? '', 'The first word')
  await say(ben, papers[1] ?? '', 'The second word', [ann])
  await say(ben, papers[0] ?? '', 'The third word')
  // Whoever looks at the screen has a minute to read it there.
  await write(desk, 0)
  assert.deepEqual(await lettersTo(desk, ann), [])
  await write(desk, 2)
  const [letter, ...more] = await lettersTo(desk, ann)
  assert.deepEqual(more, [])
  assert.match(letter?.subject ?? '', /^3 news for you at /)
  const body = letter?.body ?? ''
  const order = ['The first word', 'The third word', 'The second word'].map((text) =>
    body.indexOf(`> ${text}`),
  )
  assert.deepEqual(
    order.toSorted((a, b) => a - b),
    order,
  )
  assert.ok((order[0] ?? -1) > 0, body)
  assert.match(body, /Ann Example named you:/)
  for (const paper of papers) {
    assert.ok(body.includes(`https://books.example/c/store/sales-invoices/${paper}?happened=`))
  }
  assert.match(body, /https:\/\/books\.example\/c\/store\/account\n/)
  // The amount of the invoice, 2.15, is nothing that a mail carries.
  assert.doesNotMatch(body, /2[.,]15|2[.,]58/)
  await write(desk, 3)
  assert.equal((await lettersTo(desk, ann)).length, 1)
  // What one did oneself is no news.
  assert.deepEqual(await lettersTo(desk, ben), [])
}

async function readMeanwhile(desk: NewsDesk): Promise<void> {
  const { api, hire, draft, say, news } = desk
  const [ann, ben] = [await hire(clerk), await hire(clerk)]
  const paper = await draft(ann)
  await say(ben, paper, 'Read on the screen', [ann])
  const [one] = (await news(ann)).news
  await api.post(ann.session, '/me/news/readings', { isRead: true, news: [one?.id] })
  const comment = await say(ben, paper, 'Not meant so', [ann])
  const gone = { comments: [{ comment, version: 1 }] }
  await api.post(ben.session, `${invoices}/${paper}/comments/withdrawals`, gone)
  await write(desk, 2)
  assert.deepEqual(await lettersTo(desk, ann), [])
  await say(ben, paper, 'This stands', [ann])
  await write(desk, 2)
  const [letter] = await lettersTo(desk, ann)
  assert.match(letter?.body ?? '', /This stands/)
  assert.doesNotMatch(letter?.body ?? '', /Read on the screen|Not meant so/)
}

async function optedOut(desk: NewsDesk): Promise<void> {
  const { hire, draft, say, news } = desk
  const [ann, ben] = [await hire(clerk), await hire(clerk)]
  await wish(desk, ann, { mails: { comment: 'never', mention: 'at once' } })
  const paper = await draft(ann)
  await say(ben, paper, 'Only on the screen')
  await write(desk, 3 * 24 * 60)
  assert.deepEqual(await lettersTo(desk, ann), [])
  assert.equal((await news(ann)).unread, 1)
  // Whoever wants it from now on is not sent what is long past.
  await wish(desk, ann, { mails: { comment: 'at once' } })
  await say(ben, paper, 'Also by mail')
  await write(desk, 2)
  const [letter] = await lettersTo(desk, ann)
  assert.match(letter?.body ?? '', /Also by mail/)
  assert.doesNotMatch(letter?.body ?? '', /Only on the screen/)
}

async function daily(desk: NewsDesk): Promise<void> {
  const { hire, draft, say } = desk
  const [ann, ben] = [await hire(clerk), await hire(clerk)]
  const zone = 'Pacific/Kiritimati'
  await wish(desk, ann, { timeZone: zone, mails: { comment: 'daily', mention: 'daily' } })
  const paper = await draft(ann)
  await say(ben, paper, 'In the evening')
  await say(ben, paper, 'Later', [ann])
  const now = Temporal.Now.zonedDateTimeISO(zone)
  const today = now.withPlainTime('07:00')
  const seven = Temporal.ZonedDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 })
  const minutes = Math.ceil(now.until(seven).total('minutes'))
  await write(desk, minutes - 2)
  assert.deepEqual(await lettersTo(desk, ann), [])
  await write(desk, minutes + 1)
  const [letter, ...more] = await lettersTo(desk, ann)
  assert.deepEqual(more, [])
  assert.match(letter?.body ?? '', /In the evening[^]*Later/)
}

async function withheld(desk: NewsDesk): Promise<void> {
  const { hire, draft, say, give, take } = desk
  const ann = await hire(clerk)
  const [dan, eve] = [await hire(['staff'], { own: true }), await hire(['staff'], { own: true })]
  await give(eve, 'billing clerk')
  await wish(desk, eve, { mails: { comment: 'at once' } })
  const paper = await draft(ann)
  await say(eve, paper, 'I look after it')
  await say(ann, paper, 'The margin is 73913', [dan])
  await take(eve, 'billing clerk')
  await write(desk, 2)
  const [letter] = await lettersTo(desk, dan)
  const body = letter?.body ?? ''
  assert.match(body, /Ann Example named you in something that you may not read/)
  for (const secret of ['73913', paper, 'nvoice']) assert.ok(!body.includes(secret), body)
  // Who may no longer read it hears nothing of what is said there.
  assert.deepEqual(await lettersTo(desk, eve), [])
}

async function requests(desk: NewsDesk): Promise<void> {
  const { api, hire, draft } = desk
  const owner = await hire(['owner'])
  const [ann, lead, second] = [
    await hire(clerk),
    await hire(['billing lead']),
    await hire(['billing lead']),
  ]
  const plan = { kind: 'sales invoice', verb: 'issue', company: 'store' }
  const bands = [{ roles: ['billing lead'], persons: 1 }]
  await api.post(owner.session, '/approval-policies', { ...plan, bands })
  const asked = async (): Promise<string> => {
    const paper = await draft(ann)
    const asking = { papers: [{ id: paper, version: 1 }], verb: 'issue' }
    await api.post(ann.session, `${invoices}/approval-requests`, asking)
    return paper
  }
  const decided = await asked()
  const inbox = await api.get(lead.session, '/approval-requests')
  const [one] = inbox.json['requests'] as { id: string; contentHash: string }[]
  const decision = { requests: [{ id: one?.id, contentHash: one?.contentHash }] }
  const done = await api.post(lead.session, '/approval-requests/approvals', decision)
  assert.equal(done.status, 200, done.text)
  const open = await asked()
  await write(desk, 61)
  for (const to of [lead, second]) {
    const [letter, ...more] = await lettersTo(desk, to)
    assert.deepEqual(more, [])
    assert.match(letter?.body ?? '', /asks for your approval/)
    assert.ok(letter?.body.includes(open) && !letter.body.includes(decided))
  }
  const [answer] = await lettersTo(desk, ann)
  assert.match(answer?.body ?? '', /Ann Example approved it\./)
  await api.post(owner.session, '/approval-policies', { ...plan, bands: [] })
}

async function dies(desk: NewsDesk): Promise<void> {
  const { api, hire, draft, say } = desk
  const [ann, ben] = [await hire(clerk), await hire(clerk)]
  const paper = await draft(ann)
  await say(ben, paper, 'Once', [ann])
  const { database } = api.services
  // It dies when the letter is in the outbox, before it is noted that it is.
  const dying = {
    ...database,
    bare: database.bare.bind(database),
    transaction: <Result>(organization: string, work: (query: Query) => Promise<Result>) =>
      database.transaction(organization, (query) =>
        work((statement) => {
          if (statement.name === 'news.settle') throw new Error('The power is out.')
          return query(statement)
        }),
      ),
  }
  const problems: string[] = []
  const job = startNewsJob({
    services: { ...api.services, database: dying },
    now: () => Temporal.Now.instant().add({ minutes: 2 }),
    interval: 1_000_000,
    onProblem: (error) => void problems.push(String(error)),
  })
  await job.run()
  await job.stop()
  assert.deepEqual([...new Set(problems)], ['Error: The power is out.'])
  assert.deepEqual(await lettersTo(desk, ann), [])
  await write(desk, 2)
  await write(desk, 2)
  assert.equal((await lettersTo(desk, ann)).length, 1)
}

async function twoServers(desk: NewsDesk): Promise<void> {
  const { hire, draft, say } = desk
  const [ann, ben] = [await hire(clerk), await hire(clerk)]
  const paper = await draft(ann)
  await say(ben, paper, 'Once', [ann])
  await Promise.all([write(desk, 2), write(desk, 2), write(desk, 2)])
  assert.equal((await lettersTo(desk, ann)).length, 1)
}

async function languages(desk: NewsDesk): Promise<void> {
  const { api, hire, draft, say } = desk
  const [ann, ben] = [await hire(clerk), await hire(clerk)]
  await wish(desk, ann, { language: 'de' })
  await say(ben, await draft(ann), 'Please look', [ann])
  await write(desk, 2)
  const [letter] = await lettersTo(desk, ann)
  assert.match(letter?.subject ?? '', /^Neues für Sie bei /)
  assert.match(
    letter?.body ?? '',
    /\nRechnung\n {2}Ann Example hat Sie genannt:\n {2}> Please look/,
  )
  const host = await hire(['owner'])
  await wish(desk, host, { language: 'de' })
  const guest = { name: 'Gast', email: 'gast@example.com' }
  const invited = await api.post(host.session, '/persons', guest)
  assert.equal(invited.status, 201, invited.text)
  const [invitation] = await lettersTo(desk, guest)
  assert.match(invitation?.body ?? '', /^Guten Tag, Gast,\n\nSie haben Zugang/)
}
