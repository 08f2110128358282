/** Tests of what lists are asked for beyond fields: own fields, days, cursors, and their plans. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { Query } from '#base/query.ts'
import type { Content } from '#kit/erased.ts'
import { compileList } from '#lists/list.ts'
import type { Question } from '#lists/list.ts'
import type { Filter } from '#lists/list-conditions.ts'
import { ownField } from '#kit/own-fields.ts'
import { countList, readPage } from '#lists/page.ts'
import { addRows, changeRows } from '#kit/registers.ts'
import { everywhere } from '#kit/role.ts'
import { allFields, sightOf } from '#kit/sight.ts'
import { create } from '#kit/write.ts'
import { libraryBooks, someone } from '#test/kit-books.ts'
import { rate, wish } from '#test/kit.ts'
import { all, openDesks, papers, whole } from '#test/wishes.ts'
import type { Desk } from '#test/wishes.ts'

/** What is asked of own fields, and how many wishes it finds, or by which rule it is refused. */
const ownCases: readonly (readonly [Filter, number | string])[] = [
  [{ name: 'colour', operator: 'is', written: 'red' }, 1],
  [{ name: 'colour', operator: 'startsWith', written: 'red' }, 2],
  [{ name: 'colour', operator: 'anyOf', written: ['red', 'blue'] }, 2],
  [{ name: 'seenOn', operator: 'from', written: '2026-11-06' }, 1],
  [{ name: 'the weight', operator: 'to', written: '10' }, 1],
  [{ name: 'the weight', operator: 'from', written: '9.500' }, 2],
  [{ name: 'the weight', operator: 'isEmpty', written: 'true' }, papers + 1],
  [{ name: 'fragile', operator: 'is', written: true }, 1],
  [{ name: 'seenOn', operator: 'startsWith', written: '2026' }, 'filter-unknown'],
  [{ name: 'seenOn', operator: 'is', written: 'soon' }, 'field-form'],
  [{ name: 'size', operator: 'is', written: '1' }, 'field-unknown'],
]

function is(name: string, written: unknown): Filter {
  return { name, operator: Array.isArray(written) ? 'anyOf' : 'is', written }
}

function by(name: string, descending = false): Question['sort'] {
  return [{ name, descending }]
}

const indexed: readonly Partial<Question>[] = [
  {},
  { filters: [is('state', 'open')] },
  { filters: [is('state', ['open', 'done'])], sort: by('wishedOn') },
  { filters: [is('reader', ['ANN', 'BEA'])], sort: by('wishedOn', true) },
  { filters: [is('madeBy', 'ann')], sort: by('wishedOn', true) },
  {
    filters: [is('state', 'open'), { name: 'wishedOn', operator: 'from', written: '2026-11-05' }],
    sort: by('wishedOn'),
  },
  { sort: by('neededBy') },
  { sort: by('neededBy', true) },
  { sort: by('number') },
]

for (const { server, desk } of await openDesks()) {
  after(() => desk.library.drop())
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(here('own fields are asked for as they are kept'), () => ownFieldsAreAsked(desk))
  test(here('of a dated register, the rows that are good on a day'), () => datedRows(desk))
  test(here('a cursor that is torn or of another list begins nowhere'), () => tornCursors(desk))
  test(here('indexes answer with generic plans, in tables that nobody analysed'), () =>
    plansAreIndexed(desk),
  )
}

async function ownFieldsAreAsked(desk: Desk): Promise<void> {
  const { organization } = desk.library
  const place = { organization, company: 'store' }
  await desk.inBooks(async (query) => {
    const books = libraryBooks(query, organization)
    const boss = someone('ann', 'administrator', 'reader')
    await fillOwnFields(desk, query)
    for (const [filter, wanted] of ownCases) {
      const count = await countList(query, wish, place, whole, { ...all, own: [filter] })
      assert.equal(count.ok ? count.value.count : count.problems[0]?.rule, wanted, filter.name)
    }
    // A field that held text before it held figures answers as if those were none.
    const values = { holds: 'figure' }
    await changeRows(books, ownField, [{ code: 'colour', values, actor: boss }])
    const red = [{ name: 'colour', operator: 'from', written: '0' } as const]
    const still = await countList(query, wish, place, whole, { ...all, own: red })
    assert.equal(still.ok && still.value.count, 0)
  })
}

async function fillOwnFields({ rows, library }: Desk, query: Query): Promise<void> {
  const books = libraryBooks(query, library.organization)
  const actor = someone('ann', 'administrator', 'reader')
  const holds = { colour: 'text', seenOn: 'day', 'the weight': 'figure', fragile: 'yes or no' }
  const fields = Object.entries(holds).map(([code, kind]) => ({
    code,
    values: { belongsTo: 'wish', label: code, holds: kind },
    actor,
  }))
  assert.ok((await addRows(books, ownField, fields)).every(({ ok }) => ok))
  const written = Object.entries(rows[0] ?? {}).filter(([name]) => Object.hasOwn(wish.fields, name))
  const extras = [
    { colour: 'red', seenOn: '2026-11-05', 'the weight': '9.5', fragile: true },
    { colour: 'reddish', seenOn: '2026-11-06', 'the weight': '10.25' },
    { colour: 'blue' },
  ]
  const sent = extras.map((extra) => ({ values: { ...Object.fromEntries(written), extra }, actor }))
  assert.ok((await create(books, wish, sent)).every(({ ok }) => ok))
}

async function datedRows({ inBooks, library: { organization } }: Desk): Promise<void> {
  const sight = sightOf({ person: 'ann' }, 'store', [everywhere], () => allFields(rate.fields))
  assert.ok(sight !== null)
  const place = { organization, company: 'store' }
  await inBooks(async (query) => {
    const books = libraryBooks(query, organization)
    const sent = [
      ['A', '2026-01-01', 1],
      ['A', '2026-06-01', 2],
      ['A', '2027-01-01', 3],
      ['B', '2026-06-01', 4],
      ['C', '2028-01-01', 5],
    ] as const
    await addRows(
      books,
      rate,
      sent.map(([code, goodFrom, pence]) => ({
        code,
        goodFrom,
        values: { pence },
        actor: someone('ann'),
      })),
    )
    const on = async (day?: string): Promise<unknown[]> => {
      const goodOn = day === undefined ? {} : { goodOn: Temporal.PlainDate.from(day) }
      const page = await readPage(query, rate, place, sight, { ...all, ...goodOn })
      return page.ok
        ? page.value.rows.map(({ json }) => (JSON.parse(json) as Content)['pence'])
        : []
    }
    assert.deepEqual(await on(), [1, 2, 3, 4, 5])
    assert.deepEqual(await on('2026-05-31'), [1])
    assert.deepEqual(await on('2026-06-01'), [2, 4])
    assert.deepEqual(await on('2030-01-01'), [3, 4, 5])
    assert.deepEqual(await on('2020-01-01'), [])
  })
}

async function tornCursors({ inBooks, library: { organization } }: Desk): Promise<void> {
  const place = { organization, company: 'store' }
  const ask = (question: Question) =>
    inBooks((query) => readPage(query, wish, place, whole, question))
  const sort = [{ name: 'wishedOn', descending: false }]
  const first = await ask({ ...all, sort, limit: 7 })
  const next = first.ok ? (first.value.next ?? '') : ''
  assert.equal((await ask({ ...all, sort, limit: 50, after: next })).ok, true, 'a page of any size')
  const torn = [
    '',
    'x',
    next.slice(1),
    next.slice(0, -4),
    next.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    Buffer.from('["abcdefghijkl","2026-11-01"]').toString('base64url'),
    `${next}${next}`,
    'x'.repeat(10_000),
  ]
  for (const one of torn) {
    const answer = await ask({ ...all, sort, after: one })
    assert.equal(answer.ok ? 'a page' : answer.problems[0]?.rule, 'cursor-other', one)
  }
  for (const other of [
    { ...all, after: next },
    { ...all, sort: [{ name: 'wishedOn', descending: true }], after: next },
    {
      ...all,
      sort,
      filters: [{ name: 'urgent', operator: 'is', written: 'true' } as const],
      after: next,
    },
  ]) {
    const answer = await ask(other)
    assert.equal(answer.ok ? 'a page' : answer.problems[0]?.rule, 'cursor-other')
  }
}

/** Each question that an index answers, its first page and a later one, planned for any values. */
async function plansAreIndexed({ inBooks, library: { organization } }: Desk): Promise<void> {
  const place = { organization, company: 'store' }
  for (const one of indexed) {
    let question: Question = { ...all, ...one, limit: 7 }
    for (let page = 0; page < 2; page += 1) {
      const list = compileList(wish, place, whole, new Map(), question)
      assert.ok(list.ok && list.value.isIndexed, JSON.stringify(list))
      for (const { text, values = [] } of [list.value.rows, list.value.count]) {
        const plan = await inBooks((query) => planOf(query, text, values))
        assert.doesNotMatch(plan, /Seq Scan on/, `${JSON.stringify(one)}\n${plan}`)
      }
      const read = await inBooks((query) => readPage(query, wish, place, whole, question))
      assert.ok(read.ok && read.value.next !== null)
      question = { ...question, after: read.value.next }
    }
  }
}

async function planOf(query: Query, text: string, values: readonly unknown[]): Promise<string> {
  const name = `plan_${newId(Date.now()).replaceAll('-', '')}`
  await query({ text: 'set local plan_cache_mode = force_generic_plan' })
  await query({ text: `prepare ${name} as ${text}` })
  const given = values.map((value) => `'${String(value).replaceAll("'", "''")}'`).join(', ')
  const plan = await query<{ 'QUERY PLAN': string }>({ text: `explain execute ${name}(${given})` })
  await query({ text: `deallocate ${name}` })
  return plan.map((row) => row['QUERY PLAN']).join('\n')
}
