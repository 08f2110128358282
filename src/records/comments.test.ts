/** Tests that comments are said, changed and withdrawn by who may, and that nothing is lost. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { Outcome } from '#base/problem.ts'
import { addComments, changeComments, listComments, withdrawComments } from '#records/comments.ts'
import type { NotedComment } from '#records/comments.ts'
import type { Books } from '#kit/books.ts'
import { create } from '#kit/write.ts'
import { addRows } from '#kit/registers.ts'
import { keptTexts, refusedTexts } from '#test/hostile-texts.ts'
import { libraryBooks, openLibraries, someone } from '#test/kit-books.ts'
import { friend, loan, rate } from '#test/kit.ts'
import { readerOf } from '#test/record-kit.ts'

const [ann, bob] = [someone('ann'), someone('bob')]
const book = { title: 'Ledger', shelf: 'A 1', copies: 2 }
const whole = { lentTo: 'ANN', lentOn: '2026-11-22', books: [book] }

function rules(answers: readonly Outcome<NotedComment>[]): string[] {
  return answers.map((one) =>
    one.ok ? `version ${one.value.version}` : one.problems.map(({ rule }) => rule).join(' '),
  )
}

function fineOf(answers: readonly Outcome<NotedComment>[]): NotedComment {
  const [one] = answers
  assert.ok(one?.ok === true, JSON.stringify(answers))
  return one.value
}

for (const { server, library } of await openLibraries()) {
  after(() => library.drop())
  const { database, organization } = library
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`
  const inBooks = <Result>(work: (books: Books) => Promise<Result>): Promise<Result> =>
    database.transaction(organization, (query) => work(libraryBooks(query, organization)))
  const written = async (): Promise<string> => {
    const [made] = await inBooks((books) => create(books, loan, [{ values: whole, actor: ann }]))
    assert.ok(made?.ok === true)
    return made.value.id
  }
  const [byAnn, byBob] = [readerOf(loan, ann), readerOf(loan, bob)]
  const list = (key: string, reader = byAnn) =>
    inBooks((books) => listComments(books, loan, reader, key))

  test(here('who reads a paper says something about it, and may say it better'), async () => {
    const key = await written()
    const first = fineOf(
      await inBooks((books) => addComments(books, loan, byAnn, [{ key, text: 'Dog-eared.' }])),
    )
    const [second, stranger] = await inBooks((books) =>
      addComments(books, loan, byBob, [
        { key, text: 'And torn.' },
        { key: newId(Date.now()), text: 'Where?' },
      ]),
    )
    assert.deepEqual(rules([second, stranger].flatMap((one) => one ?? [])), [
      'version 1',
      'paper-unknown',
    ])
    const changed = { key, ...first, text: 'Dog-eared on page 7.' }
    assert.deepEqual(
      rules(await inBooks((books) => changeComments(books, loan, byAnn, [changed]))),
      ['version 2'],
    )
    const told = await list(key)
    assert.deepEqual(
      told?.map(({ person, text, version, changedAt }) => [
        person,
        text,
        version,
        changedAt !== null,
      ]),
      [
        ['ann', 'Dog-eared on page 7.', 2, true],
        ['bob', 'And torn.', 1, false],
      ],
    )
    assert.ok(
      told?.[0] !== undefined &&
        Temporal.Instant.compare(told[0].at, told[0].changedAt ?? told[0].at) < 0,
    )
  })

  test(
    here('nobody changes what another said, nor what is withdrawn, nor an older version'),
    async () => {
      const key = await written()
      const said = fineOf(
        await inBooks((books) => addComments(books, loan, byAnn, [{ key, text: 'One.' }])),
      )
      const better = { key, ...said, text: 'Two.' }
      assert.deepEqual(
        rules(await inBooks((books) => changeComments(books, loan, byBob, [better]))),
        ['comment-other'],
      )
      assert.deepEqual(
        rules(await inBooks((books) => withdrawComments(books, loan, byBob, [{ key, ...said }]))),
        ['comment-other'],
      )
      const twice = [better, { ...better, text: 'Three.' }, { ...better, comment: newId(1) }]
      assert.deepEqual(rules(await inBooks((books) => changeComments(books, loan, byAnn, twice))), [
        'version 2',
        'version-other',
        'comment-unknown',
      ])
      assert.deepEqual(
        rules(
          await inBooks((books) =>
            withdrawComments(books, loan, byAnn, [{ key, ...said, version: 2 }]),
          ),
        ),
        ['version 3'],
      )
      const again = { ...better, version: 3 }
      assert.deepEqual(
        rules(await inBooks((books) => changeComments(books, loan, byAnn, [again]))),
        ['comment-withdrawn'],
      )
      assert.deepEqual(
        (await list(key))?.map(({ text, version }) => [text, version]),
        [[null, 3]],
      )
      const { rows } = await inBooks(async ({ query }) => ({
        rows: await query<{ text: string | null }>({
          text: `select text from paper.comment where organization = $1 and comment = $2
            order by version`,
          values: [organization, said.comment],
        }),
      }))
      assert.deepEqual(
        rows.map(({ text }) => text),
        ['One.', 'Two.', null],
      )
    },
  )

  test(here('two who change a comment at once do not both succeed'), async () => {
    const key = await written()
    const said = fineOf(
      await inBooks((books) => addComments(books, loan, byAnn, [{ key, text: 'One.' }])),
    )
    const answers = await Promise.all(
      ['Two.', 'Three.', 'Four.'].map((text) =>
        inBooks((books) => changeComments(books, loan, byAnn, [{ key, ...said, text }])),
      ),
    )
    assert.deepEqual(answers.flatMap(rules).toSorted(), [
      'version 2',
      'version-other',
      'version-other',
    ])
  })

  test(here('whatever a text holds is kept to the letter, or refused'), async () => {
    const key = await written()
    const answers = await inBooks((books) =>
      addComments(
        books,
        loan,
        byAnn,
        [...keptTexts, ...refusedTexts].map((text) => ({ key, text })),
      ),
    )
    assert.deepEqual(
      answers.map(({ ok }) => ok),
      [...keptTexts.map(() => true), ...refusedTexts.map(() => false)],
    )
    for (const one of answers) {
      if (one.ok) continue
      for (const { field, message } of one.problems) {
        assert.equal(field, 'text')
        assert.match(message, /\.$/)
      }
    }
    assert.deepEqual(
      (await list(key))?.map(({ text }) => text),
      [...keptTexts],
    )
  })

  test(here('who is named is here, and that names no right'), async () => {
    const key = await written()
    const person = newId(Date.now())
    await database.transaction(organization, (query) =>
      query({
        text: `insert into access.person (organization, id, kind, name, created_by)
          values ($1, $2, 'program', 'Carol', 'test')`,
        values: [organization, person],
      }),
    )
    const say = (mentions: readonly string[]) =>
      inBooks((books) => addComments(books, loan, byAnn, [{ key, text: 'See this.', mentions }]))
    assert.deepEqual(rules(await say([person, person])), ['version 1'])
    assert.deepEqual(rules(await say([newId(Date.now())])), ['mention-unknown'])
    assert.deepEqual(rules(await say(['carol'])), ['mention-unknown'])
    const many = Array.from({ length: 51 }, () => newId(Date.now()))
    assert.deepEqual(rules(await say(many)), ['mentions-many'])
    assert.deepEqual(
      (await list(key))?.map(({ mentions }) => mentions),
      [[person]],
    )
  })

  test(here('rows of registers are talked about, too, dated ones by their day'), async () => {
    const sent = { code: 'LATE', goodFrom: '2026-01-01', values: { pence: 10 }, actor: ann }
    await inBooks((books) => addRows(books, rate, [sent]))
    const add = (of: typeof rate | typeof friend, key: string) =>
      inBooks((books) => addComments(books, of, readerOf(of, ann), [{ key, text: 'So much?' }]))
    assert.deepEqual(rules(await add(rate, 'LATE 2026-01-01')), ['version 1'])
    assert.deepEqual(rules(await add(rate, 'LATE 2026-01-02')), ['paper-unknown'])
    assert.deepEqual(rules(await add(rate, 'LATE')), ['paper-unknown'])
    assert.deepEqual(rules(await add(friend, 'ANN')), ['version 1'])
    assert.deepEqual(rules(await add(friend, 'EVE')), ['paper-unknown'])
  })

  test(here('what a reader does not see is not there'), async () => {
    const key = await written()
    const said = fineOf(
      await inBooks((books) => addComments(books, loan, byAnn, [{ key, text: 'Mine.' }])),
    )
    const own = { company: null, site: null, department: null, own: true }
    const blind = readerOf(loan, bob, { scopes: [own] })
    assert.equal(await list(key, blind), null)
    const tries = [
      await inBooks((books) => addComments(books, loan, blind, [{ key, text: 'Hers.' }])),
      await inBooks((books) => withdrawComments(books, loan, blind, [{ key, ...said }])),
    ]
    for (const answer of tries) assert.deepEqual(rules(answer), ['paper-unknown'])
    assert.equal((await list(key))?.length, 1)
  })

  test(here('the server’s login adds rows, and can neither change nor delete one'), async () => {
    const key = await written()
    const said = fineOf(
      await inBooks((books) => addComments(books, loan, byAnn, [{ key, text: 'One.' }])),
    )
    const sql = (text: string, of = organization) =>
      database.transaction(of, (query) => query<{ count: bigint }>({ text }))
    await assert.rejects(sql(`update paper.comment set text = 'x'`), { code: '42501' })
    await assert.rejects(sql('delete from paper.comment'), { code: '42501' })
    await assert.rejects(sql('truncate paper.comment'), { code: '42501' })
    const row = (person: string, version: number, replaces: string, of = organization): string =>
      `insert into paper.comment (organization, company, kind, key, comment, version, replaces,
        person, name, text) values ('${of}', 'store', 'loan', '${key}', '${said.comment}',
        ${version}, ${replaces}, '${person}', 'x', 'x')`
    // Of another person, without the version before, and of another organization.
    await assert.rejects(sql(row('bob', 2, '1')), { code: '23503' })
    await assert.rejects(sql(row('ann', 3, '2')), { code: '23503' })
    await assert.rejects(sql(row('ann', 2, 'null')), { code: '23514' })
    await assert.rejects(sql(row('ann', 1, 'null')), { code: '23505' })
    await assert.rejects(sql(row('ann', 2, '1', library.other)), { code: '42501' })
    const [seen] = await sql('select count(*) from paper.comment', library.other)
    assert.equal(seen?.count, 0n)
  })
}
