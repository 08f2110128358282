/** Tests that papers and registers are written in sets: what is wrong is told, the rest is kept. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { Books } from '#kit/books.ts'
import { perform } from '#kit/perform.ts'
import { addRows, changeRows } from '#kit/registers.ts'
import type { Kept } from '#kit/registers.ts'
import { loadPapers } from '#kit/store.ts'
import { rowsGoodOn } from '#kit/lookup.ts'
import { change, create, discard, enter } from '#kit/write.ts'
import type { Made } from '#kit/write.ts'
import { libraryBooks, libraryToday, openLibraries, someone } from '#test/kit-books.ts'
import { friend, loan, rate, spending } from '#test/kit.ts'
import { ownField } from '#kit/own-fields.ts'

const ann = someone('ann')
const book = { title: 'Ledger', shelf: 'A 1', copies: 2 }
const whole = { lentTo: 'ANN', lentOn: '2026-11-22', books: [book] }

function rules(answer: Made | Kept | undefined): string[] {
  return answer?.ok === false ? answer.problems.map(({ rule, field }) => `${rule} ${field}`) : []
}

function sentences(answer: Made | Kept | undefined): string[] {
  return answer?.ok === false ? answer.problems.map(({ message }) => message) : []
}

for (const { server, library } of await openLibraries()) {
  after(() => library.drop())
  const { database, organization } = library
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`
  const inBooks = <Result>(work: (books: Books) => Promise<Result>): Promise<Result> =>
    database.transaction(organization, (query) => work(libraryBooks(query, organization)))
  const place = { organization, company: 'store' }
  const read = (id: string) =>
    inBooks(async ({ query }) => (await loadPapers(query, loan, place, [id]))[0])
  const written = async (values: unknown = whole): Promise<string> => {
    const [made] = await inBooks((books) => create(books, loan, [{ values, actor: ann }]))
    assert.ok(made?.ok === true, sentences(made).join(' '))
    return made.value.id
  }

  test(here('what is right is written, what is wrong is told with its field'), async () => {
    const set = [
      whole,
      { ...whole, lentTo: 'EVE', books: [book, { ...book, shelf: 'Z' }] },
      { ...whole, lentOn: 'yesterday', colour: 'red' },
      'rubbish',
    ]
    const made = await inBooks((books) =>
      create(
        books,
        loan,
        set.map((values) => ({ values, actor: ann })),
      ),
    )
    assert.deepEqual(made.map(rules), [
      [],
      ['link-unknown lentTo', 'link-unknown books[2].shelf'],
      ['field-form lentOn', 'field-unknown colour'],
      ['field-type '],
    ])
    assert.deepEqual(sentences(made[1]), [
      'There is no friend “EVE”. Take one from the list, or add a friend first.',
      'There is no shelf “Z”. Take one from the list, or add a shelf first.',
    ])
  })

  test(here('who lacks the role writes nothing'), async () => {
    const guest = someone('eve', 'reader')
    const [made] = await inBooks((books) => create(books, loan, [{ values: whole, actor: guest }]))
    assert.deepEqual(sentences(made), [
      'Only a librarian may write a loan. Mrs Hill can grant that role.',
    ])
  })

  test(here('a change names what is different, and keeps the rest'), async () => {
    const id = await written()
    const [changed] = await inBooks((books) =>
      change(books, loan, [{ id, version: 1, actor: ann, values: { note: 'Careful', books: [] } }]),
    )
    assert.deepEqual(
      [changed?.outcome, changed?.outcome === 'done' && changed.version],
      ['done', 2],
    )
    const paper = await read(id)
    assert.deepEqual([paper?.note, paper?.lentTo, paper?.books], ['Careful', 'ANN', []])
    const acts = await inBooks(({ query }) =>
      query({
        text: 'select verb, before, after from paper.act where paper = $1 order by version',
        values: [id],
      }),
    )
    const told = { ...whole, state: 'draft', note: 'Careful', books: [], backOn: null }
    assert.deepEqual(acts.slice(1), [
      {
        verb: 'change',
        before: { note: null, books: [{ ...book, value: null }] },
        after: { ...told, number: null },
      },
    ])
  })

  test(here('whoever changes what another changed meanwhile is told so'), async () => {
    const id = await written()
    const note = (text: string) =>
      inBooks((books) =>
        change(books, loan, [{ id, version: 1, actor: ann, values: { note: text } }]),
      )
    const answers = (await Promise.all([note('first'), note('second')])).flat()
    assert.deepEqual(answers.map(({ outcome }) => outcome).toSorted(), ['done', 'refused'])
    const refused = answers.find(({ outcome }) => outcome === 'refused')
    assert.match(
      refused?.outcome === 'refused' ? (refused.problems[0]?.message ?? '') : '',
      /changed meanwhile: it is at version 2, and you saw version 1/,
    )
  })

  test(here('what has left its first state is frozen, and cannot be thrown away'), async () => {
    const [id, draft] = [await written(), await written()]
    await inBooks((books) => perform(books, loan, 'lend', [{ id, actor: ann }]))
    const changes = [{ id, actor: ann, values: { note: 'x' } }]
    const [changed] = await inBooks((books) => change(books, loan, changes))
    assert.equal(changed?.outcome === 'refused' && changed.problems[0]?.rule, 'paper-frozen')
    const members = [id, draft, newId(Date.now())].map((one) => ({ id: one, actor: ann }))
    const gone = await inBooks((books) => discard(books, loan, members))
    assert.deepEqual(
      gone.map((one) => (one.outcome === 'done' ? 'done' : one.problems[0]?.rule)),
      ['paper-frozen', 'done', 'paper-unknown'],
    )
    assert.deepEqual([(await read(id))?.state, await read(draft)], ['lent', undefined])
  })

  test(here('a number that comes along is kept, if it is nobody else’s'), async () => {
    const sent = ['A 7', 'A 7', 'LOAN-2026-00001'].map((number) => ({
      values: whole,
      number,
      actor: ann,
    }))
    const made = await inBooks((books) => create(books, loan, sent))
    assert.deepEqual(made.map(rules), [[], ['number-taken number'], ['number-own number']])
    const id = made[0]?.ok === true ? made[0].value.id : ''
    const [lent] = await inBooks((books) => perform(books, loan, 'lend', [{ id, actor: ann }]))
    assert.equal(lent?.outcome === 'done' && lent.number, 'A 7')
  })

  test(here('written and brought on in one act, it has one line of history'), async () => {
    const [performed, refused] = await inBooks((books) =>
      enter(books, loan, 'lend', [
        { values: whole, actor: ann },
        { values: { ...whole, books: [] }, actor: ann },
        { values: {}, actor: ann },
      ]),
    )
    assert.deepEqual(
      refused?.outcome === 'refused' && refused.problems.map(({ message }) => message),
      ['A loan has at least one book.'],
    )
    const stored = await read(performed?.id ?? '')
    assert.deepEqual([stored?.state, stored?.version, stored?.books.length], ['lent', 1, 1])
    assert.equal(await read(refused?.id ?? ''), undefined, 'what may not go on is not written')
    assert.equal(performed?.outcome, 'done')
    const acts = await inBooks(({ query }) =>
      query({
        text: 'select verb, version, before from paper.act where paper = $1',
        values: [performed?.id],
      }),
    )
    assert.deepEqual(acts, [{ verb: 'lend', version: 1, before: null }])
  })

  test(here('what a link proposes fills what was left out, and not what was written'), async () => {
    await inBooks((books) =>
      addRows(books, friend, [
        { code: 'BEA', values: { name: 'Bea', trusted: true, remark: 'Pays late' }, actor: ann },
      ]),
    )
    const values = { owner: 'BEA', spentOn: '2026-11-22', pence: 1, deposits: [] }
    const made = await inBooks((books) =>
      create(books, spending, [
        { values, actor: ann },
        { values: { ...values, note: 'Mine' }, actor: ann },
        { values: { ...values, rest: 3 }, actor: ann },
      ]),
    )
    const notes = made.map((one) => (one.ok ? one.value['note'] : rules(one)))
    assert.deepEqual(notes, ['Pays late', 'Mine', ['field-unknown rest']])
  })

  test(here('registers are added to and changed, with their history'), async () => {
    const values = { name: 'Cleo', trusted: false }
    const added = await inBooks((books) =>
      addRows(books, friend, [
        { code: 'CLEO', values, actor: ann },
        { code: ' bad', values, actor: ann },
        { code: 'ANN', values, actor: ann },
        { code: 'DEE', values: { name: '' }, actor: ann },
      ]),
    )
    assert.deepEqual(added.map(rules), [
      [],
      ['code-form code'],
      ['code-taken code'],
      ['field-too-small name', 'field-missing trusted'],
    ])
    const changed = await inBooks((books) =>
      changeRows(books, friend, [
        { code: 'CLEO', version: 1, values: { trusted: true }, actor: ann },
        { code: 'NOBODY', values: { trusted: true }, actor: ann },
      ]),
    )
    assert.deepEqual(changed.map(rules), [[], ['row-unknown code']])
    const again = await inBooks((books) =>
      changeRows(books, friend, [{ code: 'CLEO', version: 1, values: {}, actor: ann }]),
    )
    assert.deepEqual(again.map(rules), [['version-other version']])
    const acts = await inBooks(({ query }) =>
      query({ text: "select verb, before from register.act where row = 'CLEO' order by version" }),
    )
    assert.deepEqual(acts, [
      { verb: 'add', before: null },
      { verb: 'change', before: { trusted: false } },
    ])
  })

  test(here('of a dated register the row is meant that is good on the day'), async () => {
    const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
    await inBooks((books) =>
      addRows(books, rate, [
        { code: 'LATE', goodFrom: '2020-01-01', values: { pence: 5 }, actor: ann },
        { code: 'LATE', goodFrom: '2026-01-01', values: { pence: 10 }, actor: ann },
      ]),
    )
    const on = ['2019-12-31', '2025-12-31', '2026-01-01', '2030-01-01'].map(day)
    const wanted = on.map((each) => ({ code: 'LATE', on: each }))
    const good = await inBooks((books) => rowsGoodOn(books, rate, wanted))
    assert.deepEqual(
      on.map((each) => good('LATE', each)?.pence),
      [undefined, 5, 10, 10],
    )
    const without = await inBooks((books) =>
      addRows(books, rate, [{ code: 'X', values: { pence: 5 }, actor: ann }]),
    )
    assert.deepEqual(without.map(rules), [['day-form goodFrom']])
  })

  test(here('an organization’s own fields are kept, and read by their kinds'), async () => {
    const administrator = someone('root', 'administrator')
    await inBooks((books) =>
      addRows(books, ownField, [
        {
          code: 'weight',
          values: { belongsTo: 'loan', label: 'Weight', holds: 'figure' },
          actor: administrator,
        },
      ]),
    )
    const made = await inBooks((books) =>
      create(books, loan, [
        { values: { ...whole, extra: { weight: '1.50' } }, actor: ann },
        { values: { ...whole, extra: { weight: 'heavy', height: '2' } }, actor: ann },
      ]),
    )
    assert.deepEqual(made.map(rules), [
      [],
      ['field-form extra.weight', 'field-unknown extra.height'],
    ])
    const paper = made[0]?.ok === true ? await read(made[0].value.id) : undefined
    assert.deepEqual(paper?.extra, { weight: '1.5' })
  })

  test(here('that a draft was written is noted'), async () => {
    const id = await written()
    const acts = await inBooks(({ query }) =>
      query({ text: 'select verb, actor, before from paper.act where paper = $1', values: [id] }),
    )
    assert.deepEqual(acts, [{ verb: 'write', actor: 'ann', before: null }])
    assert.equal(libraryToday.toString(), '2026-11-22')
  })
}
