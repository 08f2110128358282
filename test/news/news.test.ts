/** News on a real database: who is told what, what of it they may read, and told it once. */
import assert from 'node:assert/strict'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { invoices, newsOnEachServer } from '#test/news/desk.ts'
import type { NewsCase, NewsDesk, Told } from '#test/news/desk.ts'
import type { TestHuman } from '#test/http.ts'

const clerk = ['billing clerk']
const cases: readonly NewsCase[] = [
  ['who wrote, who commented and who is named are told, each once', told],
  ['a mention grants nothing: neither the number nor the text is told', grantsNothing],
  ['a right that is lost takes the text with it', lostRight],
  ['who follows is told, and who no longer wants to is not', followers],
  ['a changed comment tells those alone whom it names anew', changed],
  ['read and unread is the person’s own, the same in each session', readings],
  ['what no person of the house wrote is commented on like all', byNobody],
  ['news comes page by page', pages],
  ['what waits, what is asked and what was decided is told to whom it concerns', approvals],
  ['preferences are kept, and what is no time zone is refused', preferences],
  ['the database refuses what the code refuses', refusedBelow],
]

await newsOnEachServer('news', cases)

/** What is told in short: "mention Look at this". */
function short(news: readonly Told[]): string[] {
  return news.map(({ what, text }) => `${what} ${text ?? '–'}`)
}

async function told({ hire, draft, say, news }: NewsDesk): Promise<void> {
  const [ann, ben, cat] = [await hire(clerk), await hire(clerk), await hire(clerk)]
  const paper = await draft(ann)
  await say(ben, paper, 'Is this the price of last year?')
  await say(ann, paper, 'It is.')
  // Whoever is named in a comment on what is theirs is told that they are named, and no more.
  await say(ben, paper, 'Then @Cat may see it', [cat, ann])
  const [first, second, ...none] = (await news(ann)).news
  assert.deepEqual(none, [])
  assert.deepEqual(short([...(second ? [second] : []), ...(first ? [first] : [])]), [
    'comment Is this the price of last year?',
    'mention Then @Cat may see it',
  ])
  assert.deepEqual(first?.paper, {
    company: 'store',
    kind: 'sales invoice',
    key: paper,
    number: null,
  })
  assert.deepEqual([first.isRead, first.by], [false, 'Ann Example'])
  assert.deepEqual(short((await news(ben)).news), ['comment It is.'])
  assert.deepEqual(short((await news(cat)).news), ['mention Then @Cat may see it'])
}

async function grantsNothing({ api, hire, draft, say, news }: NewsDesk): Promise<void> {
  const [ann, dan] = [await hire(clerk), await hire(['staff'], { own: true })]
  const paper = await draft(ann)
  assert.equal((await api.get(dan.session, `${invoices}/${paper}`)).status, 404)
  const comment = await say(ann, paper, 'The margin is 73913', [dan])
  const reply = await api.get(dan.session, '/me/news')
  const secrets = ['73913', paper, comment, 'sales invoice', 'store', 'number":"']
  for (const secret of secrets) assert.ok(!reply.text.includes(secret), reply.text)
  const { news: seen, unread } = await news(dan)
  assert.deepEqual(
    seen.map(({ what, paper: of, about, text }) => [what, of, about, text]),
    [['mention', null, null, null]],
  )
  assert.equal(unread, 1)
  // What is said later on is no news for who was named and sees nothing of it.
  await say(ann, paper, 'Another word')
  assert.equal((await news(dan)).news.length, 1)
  assert.equal((await api.get(dan.session, `${invoices}/${paper}/comments`)).status, 404)
}

async function lostRight({ hire, draft, say, news, give, take }: NewsDesk): Promise<void> {
  const [ann, eve] = [await hire(clerk), await hire(['staff'], { own: true })]
  await give(eve, 'billing clerk')
  const paper = await draft(ann)
  await say(eve, paper, 'I look after it')
  await say(ann, paper, 'Confidential', [eve])
  assert.deepEqual(short((await news(eve)).news), ['mention Confidential'])
  await take(eve, 'billing clerk')
  const [lost] = (await news(eve)).news
  assert.deepEqual([lost?.paper, lost?.text, lost?.about], [null, null, null])
  // Nor is she told of what is said from now on, though she commented once.
  await say(ann, paper, 'More of it')
  assert.equal((await news(eve)).news.length, 1)
  await give(eve, 'billing clerk')
  assert.deepEqual(short((await news(eve)).news), ['mention Confidential'])
}

async function followers({ api, hire, draft, say, news }: NewsDesk): Promise<void> {
  const [ann, fay] = [await hire(clerk), await hire(clerk)]
  const paper = await draft(ann)
  const at = `${invoices}/${paper}/following`
  const follows = async ({ session }: TestHuman): Promise<unknown> =>
    (await api.get(session, at)).json['follows']
  assert.deepEqual([await follows(ann), await follows(fay)], [true, false])
  assert.equal((await api.post(fay.session, at, { follows: true })).status, 200)
  assert.equal((await api.post(ann.session, at, { follows: false })).status, 200)
  assert.deepEqual([await follows(ann), await follows(fay)], [false, true])
  const gus = await hire(clerk)
  await say(gus, paper, 'A word')
  assert.equal(await follows(gus), true)
  assert.deepEqual(short((await news(fay)).news), ['comment A word'])
  assert.deepEqual((await news(ann)).news, [])
  const stranger = await hire(['staff'], { own: true })
  assert.equal((await api.get(stranger.session, at)).status, 404)
  assert.equal((await api.post(stranger.session, at, { follows: true })).status, 404)
}

async function changed({ api, hire, draft, say, news }: NewsDesk): Promise<void> {
  const [ann, ben, cat] = [await hire(clerk), await hire(clerk), await hire(clerk)]
  const paper = await draft(ann)
  const comment = await say(ben, paper, 'See @Cat', [cat])
  const change = async (version: number, text: string, named: TestHuman[]): Promise<void> => {
    const mentions = named.map(({ person }) => person)
    const comments = [{ comment, version, text, mentions }]
    const done = await api.post(ben.session, `${invoices}/${paper}/comments/changes`, { comments })
    assert.equal(done.status, 200, done.text)
  }
  await change(1, 'See @Cat, @Ann', [cat, ann])
  await change(2, 'See @Cat, @Ann!', [cat, ann])
  assert.deepEqual(short((await news(cat)).news), ['mention See @Cat, @Ann!'])
  assert.deepEqual(short((await news(ann)).news), [
    'mention See @Cat, @Ann!',
    'comment See @Cat, @Ann!',
  ])
  const gone = { comments: [{ comment, version: 3 }] }
  const done = await api.post(ben.session, `${invoices}/${paper}/comments/withdrawals`, gone)
  assert.equal(done.status, 200, done.text)
  const [withdrawn] = (await news(cat)).news
  assert.deepEqual([withdrawn?.text, withdrawn?.state], [null, 'withdrawn'])
}

async function readings({ api, hire, draft, say, news }: NewsDesk): Promise<void> {
  const [ann, ben] = [await hire(clerk), await hire(clerk)]
  const paper = await draft(ann)
  for (const text of ['One', 'Two', 'Three']) await say(ben, paper, text)
  const [third, second, first] = (await news(ann)).news
  const mark = async (who: TestHuman, body: object): Promise<unknown> => {
    const reply = await api.post(who.session, '/me/news/readings', body)
    assert.equal(reply.status, 200, reply.text)
    return reply.json['unread']
  }
  assert.equal(await mark(ann, { isRead: true, upTo: second?.id }), 1)
  assert.deepEqual(
    (await news(ann)).news.map(({ isRead }) => isRead),
    [false, true, true],
  )
  assert.equal(await mark(ann, { isRead: false, news: [first?.id] }), 2)
  // Nobody marks another's.
  assert.equal(await mark(ben, { isRead: true, news: [third?.id], upTo: third?.id }), 0)
  assert.equal((await news(ann)).unread, 2)
}

async function byNobody({ shop, hire, say, news }: NewsDesk): Promise<void> {
  const [ann, ben] = [await hire(clerk), await hire(clerk)]
  const line = { item: 'mug', quantity: '1', unitPrice: '2.15', taxCode: 'GB-S' }
  const bill = { customer: 'ANN', issuedOn: '2026-11-22', dueOn: '2026-12-22', lines: [line] }
  // The stories' own people are in no list of persons.
  const [paper = ''] = await shop.write(salesInvoice, [bill])
  await say(ben, paper, 'Look, @Ann', [ann])
  assert.deepEqual(short((await news(ann)).news), ['mention Look, @Ann'])
}

async function pages({ api, hire, draft, say }: NewsDesk): Promise<void> {
  const [ann, ben] = [await hire(clerk), await hire(clerk)]
  const paper = await draft(ann)
  for (const text of ['One', 'Two', 'Three']) await say(ben, paper, text)
  const page = async (after: string): Promise<{ news: Told[]; next?: string; unread: number }> => {
    const reply = await api.get(ann.session, `/me/news?limit=2${after}`)
    assert.equal(reply.status, 200, reply.text)
    return reply.json as unknown as { news: Told[]; next?: string; unread: number }
  }
  const first = await page('')
  assert.deepEqual(short(first.news), ['comment Three', 'comment Two'])
  const last = await page(`&after=${first.next}`)
  assert.deepEqual([short(last.news), last.next, last.unread], [['comment One'], undefined, 3])
}

async function approvals(desk: NewsDesk): Promise<void> {
  const { api, shop, hire, draft, say, news } = desk
  const owner = await hire(['owner'])
  const [ann, lead, other] = [await hire(clerk), await hire(['billing lead']), await hire(clerk)]
  const band = { roles: ['billing lead'], persons: 1 }
  const plan = { kind: 'sales invoice', verb: 'issue', company: 'store', bands: [band] }
  assert.equal((await api.post(owner.session, '/approval-policies', plan)).status, 200)
  const paper = await draft(ann)
  const waiting = async (): Promise<{ person: string; is_read: boolean }[]> =>
    shop.database.transaction(shop.organization, (query) =>
      query({
        text: `select person, read_at is not null as is_read from access.news
          where organization = $1 and what = 'request' and key = $2 order by person`,
        values: [shop.organization, paper],
      }),
    )
  const papers = [{ id: paper, version: 1 }]
  const asking = { papers, verb: 'issue' }
  const asked = await api.post(ann.session, `${invoices}/approval-requests`, asking)
  const [{ request } = {}] = asked.json['papers'] as { request?: string }[]
  assert.deepEqual(await waiting(), [{ person: lead.person, is_read: false }])
  await say(lead, paper, 'Is this agreed?')
  await say(other, paper, 'I do not know')
  assert.deepEqual(short((await news(ann)).news), [
    'comment I do not know',
    'question Is this agreed?',
  ])
  // It waits in its own list, and is no news besides.
  assert.deepEqual(
    (await news(lead)).news.map(({ what }) => what),
    ['comment'],
  )
  const inbox = await api.get(lead.session, '/approval-requests')
  const [one] = inbox.json['requests'] as { id: string; contentHash: string }[]
  assert.equal(one?.id, request)
  const decision = {
    requests: [{ id: one?.id, contentHash: one?.contentHash }],
    comment: 'The price is wrong.',
  }
  const done = await api.post(lead.session, '/approval-requests/rejections', decision)
  assert.equal(done.status, 200, done.text)
  const [decided] = (await news(ann)).news
  assert.deepEqual(
    [decided?.what, decided?.state, decided?.text],
    ['decision', 'rejected', 'The price is wrong.'],
  )
  assert.deepEqual(await waiting(), [{ person: lead.person, is_read: true }])
}

async function preferences({ api, hire }: NewsDesk): Promise<void> {
  const [ann, ben] = [await hire(clerk), await hire(clerk)]
  const at = '/me/preferences'
  const usual = await api.get(ann.session, at)
  assert.deepEqual([usual.json['language'], usual.json['timeZone']], [null, null])
  const wish = { language: 'de', timeZone: 'Pacific/Auckland', mails: { comment: 'never' } }
  const set = await api.post(ann.session, at, wish)
  assert.equal(set.status, 200, set.text)
  const again = await api.post(ann.session, at, { mails: { mention: 'daily' } })
  assert.deepEqual(again.json, (await api.get(ann.session, at)).json)
  const mails = usual.json['mails'] as object
  assert.deepEqual(again.json, {
    ...wish,
    mails: { ...mails, comment: 'never', mention: 'daily' },
    changesSeen: 0,
  })
  const newest = await api.post(ann.session, at, { changesSeen: 3 })
  assert.equal(newest.json['changesSeen'], 3)
  // A device that knows an older version does not take it back.
  await api.post(ann.session, at, { changesSeen: 2 })
  assert.equal((await api.get(ann.session, at)).json['changesSeen'], 3)
  assert.deepEqual((await api.get(ben.session, at)).json, usual.json)
  for (const timeZone of ['Europe/Atlantis', '+01:00', "Europe/Berlin'"]) {
    const refused = await api.post(ann.session, at, { timeZone })
    assert.equal(refused.status, 422, refused.text)
    assert.equal(refused.json.problems[0]?.rule, 'time-zone-unknown')
  }
  assert.equal((await api.post(ann.session, at, { language: 'xx' })).status, 400)
  const empty = await api.post(ann.session, at, { language: null, timeZone: null })
  assert.deepEqual([empty.json['language'], empty.json['timeZone']], [null, null])
}

async function refusedBelow({ shop, hire, draft, say, news }: NewsDesk): Promise<void> {
  const [ann, ben] = [await hire(clerk), await hire(clerk)]
  const paper = await draft(ann)
  await say(ben, paper, 'Hm')
  assert.equal((await news(ann)).unread, 1)
  const run = (text: string) =>
    shop.database.transaction(shop.organization, (query) => query({ text, values: [] }))
  await assert.rejects(run('delete from access.news'), /permission denied/)
  await assert.rejects(run("update access.news set by_name = 'Somebody'"), /permission denied/)
  await assert.rejects(run('delete from access.preference'), /permission denied/)
  const stranger = await shop.another()
  const seen = await shop.database.transaction(stranger.organization, (query) =>
    query({ text: 'select from access.news', values: [] }),
  )
  assert.equal(seen.length, 0)
}
