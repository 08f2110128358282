/** Tasks on papers: given to who may read them, done by those whom they concern, told like all. */
import assert from 'node:assert/strict'
import { startNewsJob } from '#server/news/news-job.ts'
import { invoices, newsOnEachServer } from '#test/news/desk.ts'
import type { NewsCase, NewsDesk } from '#test/news/desk.ts'
import type { Reply, TestHuman } from '#test/http.ts'

const clerk = ['billing clerk']
const cases: readonly NewsCase[] = [
  ['a task is given, told, listed and done', given],
  ['who may not read it is given none, and whom it does not concern turns none', refusals],
  ['a task on what may no longer be read is not told', lost],
  ['a task that is done needs no letter', letters],
  ['the database refuses what the code refuses', refusedBelow],
]

await newsOnEachServer('tasks', cases)

/** What became of each; where all are refused, the problems stand by themselves. */
function outcomes(reply: Reply): string[] {
  if (reply.status >= 400) return reply.json.problems.map(({ rule }) => `refused ${rule}`)
  const all = reply.json['tasks'] as { outcome: string; problems?: { rule: string }[] }[]
  return all.map(({ outcome, problems = [] }) =>
    [outcome, ...problems.map(({ rule }) => rule)].join(' '),
  )
}

async function give(
  { api }: NewsDesk,
  { session }: TestHuman,
  paper: string,
  ...tasks: object[]
): Promise<Reply> {
  return await api.post(session, `${invoices}/${paper}/tasks`, { tasks })
}

async function turn(
  { api }: NewsDesk,
  { session }: TestHuman,
  paper: string,
  task: object,
): Promise<Reply> {
  return await api.post(session, `${invoices}/${paper}/tasks/changes`, { tasks: [task] })
}

function taskOf(reply: Reply): string {
  return (reply.json['tasks'] as { task: string }[])[0]?.task ?? ''
}

async function mine({ api }: NewsDesk, { session }: TestHuman): Promise<Reply['json'][]> {
  const reply = await api.get(session, '/me/tasks')
  assert.equal(reply.status, 200, reply.text)
  return reply.json['tasks'] as Reply['json'][]
}

async function given(desk: NewsDesk): Promise<void> {
  const { api, hire, draft, news } = desk
  const [ann, ben] = [await hire(clerk), await hire(clerk)]
  const paper = await draft(ann)
  const [late, soon] = [
    { text: 'Ask for the order', assignee: ben.person },
    { text: 'Check the price', assignee: ben.person, dueOn: '2026-11-30' },
  ]
  const made = await give(desk, ann, paper, late, soon, { ...soon, assignee: ann.person })
  assert.equal(made.status, 201, made.text)
  assert.deepEqual(
    (await mine(desk, ben)).map(({ text, dueOn, by }) => [text, dueOn, by]),
    [
      ['Check the price', '2026-11-30', 'Ann Example'],
      ['Ask for the order', null, 'Ann Example'],
    ],
  )
  const told = (await news(ben)).news
  assert.deepEqual(
    told.map(({ what, text, state }) => [what, text, state]),
    [
      ['task', 'Check the price', 'open'],
      ['task', 'Ask for the order', 'open'],
    ],
  )
  // What one gives oneself is no news.
  assert.deepEqual((await news(ann)).news, [])
  assert.equal((await mine(desk, ann)).length, 1)
  const task = taskOf(made)
  const done = await turn(desk, ben, paper, { task, version: 1, isDone: true })
  assert.equal(done.status, 200, done.text)
  const again = await turn(desk, ann, paper, { task, version: 1, isDone: true })
  assert.deepEqual([again.status, outcomes(again)], [409, ['refused version-other']])
  assert.equal((await mine(desk, ben)).length, 1)
  const listed = await api.get(ann.session, `${invoices}/${paper}/tasks`)
  const all = listed.json['tasks'] as { text: string; isDone: boolean; version: number }[]
  assert.deepEqual(
    all.map(({ isDone, version }) => [isDone, version]),
    [
      [false, 1],
      [false, 1],
      [true, 2],
    ],
  )
  await happened(desk, ann, paper)
}

/** What the timeline tells of its tasks. */
async function happened({ api }: NewsDesk, ann: TestHuman, paper: string): Promise<void> {
  const timeline = await api.get(ann.session, `${invoices}/${paper}/timeline`)
  const told = timeline.json['happenings'] as { what: string; isDone?: boolean }[]
  assert.deepEqual(
    told.map(({ what, isDone }) => [what, isDone]),
    [
      ['task', true],
      ['task', false],
      ['task', false],
      ['task', false],
      ['act', undefined],
    ],
  )
}

async function refusals(desk: NewsDesk): Promise<void> {
  const { api, hire, draft } = desk
  const [ann, ben, cat] = [await hire(clerk), await hire(clerk), await hire(clerk)]
  const dan = await hire(['staff'], { own: true })
  const paper = await draft(ann)
  const task = { text: 'Check the price', assignee: dan.person }
  const nobody = '00000000-0000-7000-8000-000000000000'
  const some = await give(
    desk,
    ann,
    paper,
    task,
    { ...task, assignee: nobody },
    { ...task, assignee: ben.person, text: '' },
    { ...task, assignee: ben.person },
  )
  assert.equal(some.status, 207, some.text)
  assert.deepEqual(outcomes(some), [
    'refused assignee-unread',
    'refused assignee-unread',
    'refused field-too-small',
    'done',
  ])
  assert.match(some.text, /may not read this sales invoice, or is not here/)
  assert.deepEqual(await mine(desk, dan), [])
  const [, , , last] = some.json['tasks'] as { task?: string }[]
  const turned = { task: last?.task, version: 1, isDone: true }
  const other = await turn(desk, cat, paper, turned)
  assert.deepEqual(outcomes(other), ['refused task-other'])
  const strange = await turn(desk, ann, paper, { ...turned, task: nobody })
  assert.deepEqual(outcomes(strange), ['refused task-unknown'])
  assert.equal((await api.get(dan.session, `${invoices}/${paper}/tasks`)).status, 404)
  const unseen = await turn(desk, dan, paper, turned)
  assert.ok(unseen.status === 404 || outcomes(unseen)[0] === 'refused paper-unknown', unseen.text)
}

async function lost(desk: NewsDesk): Promise<void> {
  const { hire, draft, news, give: grant, take } = desk
  const [ann, eve] = [await hire(clerk), await hire(['staff'], { own: true })]
  await grant(eve, 'billing clerk')
  const paper = await draft(ann)
  await give(desk, ann, paper, { text: 'Look at 73913', assignee: eve.person })
  assert.equal((await mine(desk, eve)).length, 1)
  await take(eve, 'billing clerk')
  assert.deepEqual(await mine(desk, eve), [])
  const [told] = (await news(eve)).news
  assert.deepEqual([told?.paper, told?.text, told?.state], [null, null, null])
}

async function letters(desk: NewsDesk): Promise<void> {
  const { api, shop, hire, draft } = desk
  const [ann, ben] = [await hire(clerk), await hire(clerk)]
  const paper = await draft(ann)
  const done = { text: 'Done by now', assignee: ben.person }
  const open = { text: 'Still to do', assignee: ben.person }
  const made = await give(desk, ann, paper, done, open)
  await turn(desk, ben, paper, { task: taskOf(made), version: 1, isDone: true })
  const job = startNewsJob({
    services: api.services,
    now: () => Temporal.Now.instant().add({ minutes: 2 }),
    interval: 1_000_000,
  })
  await job.run()
  await job.stop()
  const mails = await shop.database.transaction(shop.organization, (query) =>
    query<{ body: string }>({
      text: 'select body from mail.message where organization = $1 and recipient = $2',
      values: [shop.organization, ben.email],
    }),
  )
  assert.equal(mails.length, 1)
  assert.match(mails[0]?.body ?? '', /gave you a task:\n {2}> Still to do/)
  assert.doesNotMatch(mails[0]?.body ?? '', /Done by now/)
}

async function refusedBelow({ shop, hire }: NewsDesk): Promise<void> {
  const ann = await hire(clerk)
  const insert = (version: number, replaces: number | null, isDone: boolean) =>
    shop.database.transaction(shop.organization, (query) =>
      query({
        text: `insert into paper.task (organization, company, kind, key, task, version, replaces,
            person, name, text, assignee, is_done)
          values ($1, 'store', 'sales invoice', 'x', $2, $3, $4, 'p', 'n', 't', $2, $5)`,
        values: [shop.organization, ann.person, version, replaces, isDone],
      }),
    )
  await assert.rejects(insert(1, null, true), /check constraint/)
  await assert.rejects(insert(2, 1, true), /foreign key/)
  await insert(1, null, false)
  await insert(2, 1, true)
  await assert.rejects(insert(2, 1, false), /duplicate key/)
  const run = (text: string) =>
    shop.database.transaction(shop.organization, (query) => query({ text, values: [] }))
  await assert.rejects(run('update paper.task set is_done = false'), /permission denied/)
  await assert.rejects(run('delete from paper.task'), /permission denied/)
}
