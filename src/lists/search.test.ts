/** Tests that papers and rows are found by their words, and by who sees them alone. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import type { Query } from '#base/query.ts'
import type { Books } from '#kit/books.ts'
import type { Document } from '#kit/document.ts'
import { perform } from '#kit/perform.ts'
import { preview } from '#kit/preview.ts'
import { addRows, changeRows } from '#kit/registers.ts'
import type { Scope } from '#kit/role.ts'
import { everywhere } from '#kit/role.ts'
import { search } from '#lists/search.ts'
import type { Among } from '#lists/search.ts'
import { fillWords } from '#lists/word-filling.ts'
import { change, create, discard, enter } from '#kit/write.ts'
import { keptTexts } from '#test/hostile-texts.ts'
import { libraryBooks, openLibraries, someone } from '#test/kit-books.ts'
import { friend, loan, rate, renewal, shelf } from '#test/kit.ts'
import { canary, helper, notice, readerOf, recordCatalogue } from '#test/record-kit.ts'

const [ann, bob] = [someone('ann'), someone('bob')]
/** Names of what is linked to are read by everybody here, unless a test says otherwise. */
const reads = () => true
const book = { title: 'Ledger', shelf: 'A 1', copies: 2 }
const whole = { lentTo: 'ANN', lentOn: '2026-11-22', books: [book] }

for (const { server, library } of await openLibraries(recordCatalogue)) {
  after(() => library.drop())
  const { database, organization } = library
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`
  const inBooks = <Result>(work: (books: Books) => Promise<Result>): Promise<Result> =>
    database.transaction(organization, (query) =>
      work(libraryBooks(query, organization, recordCatalogue)),
    )
  const kinds = [friend, shelf, rate, helper, loan, renewal, notice]
  const among = (scopes: readonly Scope[] = [everywhere], actor = ann): Among[] =>
    kinds.map((of) => ({ of, sight: readerOf(of, actor, { scopes }).sight }))
  const write = async (of: Document, ...set: readonly unknown[]): Promise<string[]> => {
    const made = await inBooks((books) =>
      create(
        books,
        of,
        set.map((values) => ({ values, actor: ann })),
      ),
    )
    return made.map((one) => {
      assert.ok(one.ok, one.ok ? '' : one.problems.map(({ message }) => message).join(' '))
      return one.value.id
    })
  }
  const add = (of: typeof friend | typeof shelf | typeof helper, code: string, values: unknown) =>
    inBooks((books) => addRows(books, of, [{ code, values, actor: ann }]))
  const ask = async (text: string, kindsAsked = among()): Promise<string[]> => {
    const answer = await inBooks((books) => search(books, text, kindsAsked, reads))
    if (!answer.ok) return answer.problems.map(({ rule }) => rule)
    return answer.value.flatMap(({ of, found }) =>
      found.map(({ code, name, state }) =>
        [of.name, code, name, state].filter((part) => part !== null).join(' · '),
      ),
    )
  }

  test(
    here('a paper is found by its texts, its links and their names, all words together'),
    async () => {
      await add(friend, 'MOE', { name: 'Moira Quill', trusted: true, remark: null })
      const books = [{ title: 'Seafarer’s Almanac', shelf: 'A 1', copies: 1 }]
      await write(loan, { ...whole, lentTo: 'MOE', note: 'For the Größe exhibition', books })
      const found = ['loan · Moira Quill · draft']
      for (const text of ['grosse exh', 'SEAFARER', 'quill alm', 'moe exhibition', 'a 1 almanac']) {
        assert.deepEqual(await ask(text), found, text)
      }
      assert.deepEqual(await ask('moira'), ['friend · MOE · Moira Quill', ...found])
      for (const text of ['exh grosse', 'quills', 'moira nobody']) {
        assert.deepEqual(await ask(text), [], text)
      }
      assert.deepEqual(await ask(' – '), ['search-empty'])
      assert.deepEqual(await ask('a b c d e f g h i j k'), ['search-long'])
    },
  )

  test(here('a number is found whole, from its beginning, and in its parts'), async () => {
    const [id = ''] = await write(loan, { ...whole, note: 'numbered' })
    assert.deepEqual(await ask('LOAN-2026-00001'), [])
    await inBooks((books) => perform(books, loan, 'lend', [{ id, actor: ann }]))
    const found = ['loan · LOAN-2026-00001 · Ann · lent']
    for (const text of ['LOAN-2026-00001', 'loan-2026-0', '00001', 'numbered 2026', '2026-00001']) {
      assert.deepEqual(await ask(text), found, text)
    }
    // What stands on it is found by its number, too.
    await write(renewal, { loan: id, until: '2026-12-24' })
    assert.deepEqual(await ask('loan-2026-00001'), [...found, 'renewal · asked'])
  })

  test(
    here('what is called exactly so comes first, then whole words, then the newest'),
    async () => {
      for (let n = 0; n < 30; n += 1) {
        await add(friend, `HUNDRED-${String(n).padStart(2, '0')}`, {
          name: `Centurion ${n} of cent`,
          trusted: true,
        })
      }
      await add(friend, 'CENT', { name: 'The penny', trusted: true })
      const found = await ask('cent')
      assert.equal(found.length, 20)
      assert.equal(found[0], 'friend · CENT · The penny')
      const set = Array.from({ length: 30 }, (_, n) => ({ ...whole, note: `orderly ${n}` }))
      const ids = await write(loan, ...set)
      const answer = await inBooks((books) => search(books, 'orderly', among(), reads))
      assert.ok(answer.ok)
      const [papers] = answer.value
      assert.deepEqual(
        papers?.found.map(({ key }) => key),
        ids.toReversed().slice(0, 20),
      )
      assert.equal(papers?.isMore, true)
      const few = await inBooks((books) => search(books, 'orderly 29', among(), reads))
      assert.ok(few.ok)
      assert.deepEqual([few.value[0]?.found.length, few.value[0]?.isMore], [1, false])
    },
  )

  test(here('words follow what is there: changed, renamed, thrown away, taken back'), async () => {
    const [id = '', other = ''] = await write(
      loan,
      { ...whole, note: 'mutable first' },
      { ...whole, note: 'mutable second' },
    )
    await inBooks((books) =>
      change(books, loan, [{ id, values: { note: 'changeable first' }, actor: ann }]),
    )
    assert.equal((await ask('mutable')).length, 1)
    assert.equal((await ask('changeable first')).length, 1)
    await inBooks((books) => discard(books, loan, [{ id: other, actor: ann }]))
    assert.deepEqual(await ask('mutable'), [])
    await add(friend, 'REN', { name: 'Rena Oldname', trusted: true })
    await write(loan, { ...whole, lentTo: 'REN' })
    await inBooks((books) =>
      changeRows(books, friend, [{ code: 'REN', values: { name: 'Rena Newname' }, actor: ann }]),
    )
    assert.deepEqual(await ask('oldname'), ['loan · Rena Newname · draft'])
    assert.deepEqual(await ask('newname'), ['friend · REN · Rena Newname'])
    // Until its words are noted anew a paper is found by what its links were called.
    await inBooks((books) => fillWords(books, loan))
    assert.deepEqual(await ask('oldname'), [])
    assert.deepEqual(await ask('newname'), [
      'friend · REN · Rena Newname',
      'loan · Rena Newname · draft',
    ])
    await inBooks((books) =>
      preview(books, (tried) =>
        create(tried, loan, [{ values: { ...whole, note: 'ephemeral' }, actor: ann }]),
      ),
    )
    assert.deepEqual(await ask('ephemeral'), [])
  })

  test(here('written and brought on in one act, a paper is found by its number'), async () => {
    const [done] = await inBooks((books) =>
      enter(books, loan, 'lend', [{ values: { ...whole, note: 'immediate' }, actor: ann }]),
    )
    assert.ok(done?.outcome === 'done')
    assert.deepEqual(await ask(`immediate ${done.number}`), [`loan · ${done.number} · Ann · lent`])
  })

  test(here('what is not for all is no word, and a name that is not, no title'), async () => {
    const values = { name: 'Secretname', nickname: 'Evie', pay: canary }
    await add(helper, 'EVE', values)
    const steps = [{ what: 'talk', cost: canary, hours: 1 }]
    await write(notice, { about: 'EVE', title: 'Raise', branch: 'east', secret: canary, steps })
    for (const text of [canary, '73913', '37', 'secretname', 'secretn']) {
      assert.deepEqual(await ask(text), [], text)
    }
    assert.deepEqual(await ask('evie'), ['helper · EVE'])
    assert.deepEqual(await ask('raise eve'), ['notice · draft'])
    const rows = await inBooks(({ query }) =>
      query<{ word: string }>({
        text: `select word from paper.word where organization = $1 and word ~ '73913|secretname'`,
        values: [organization],
      }),
    )
    assert.deepEqual(rows, [])
  })

  test(here('who sees a part is told of that part alone'), async () => {
    const of = (branch: string) => ({
      about: 'EVE',
      title: `Partition ${branch}`,
      branch,
      steps: [],
    })
    await write(notice, of('east'), of('west'), of('west'))
    const west = among([{ company: 'store', site: 'west', department: null, own: false }])
    assert.equal((await ask('partition')).length, 3)
    assert.deepEqual(await ask('partition', west), ['notice · draft', 'notice · draft'])
    assert.deepEqual(await ask('partition east', west), [])
    const own = among([{ company: null, site: null, department: null, own: true }], bob)
    assert.deepEqual(await ask('partition', own), [])
    assert.deepEqual(await ask('cent', own), [])
    assert.deepEqual(await ask('late', own), [])
    const mine = among([{ company: null, site: null, department: null, own: true }])
    assert.equal((await ask('partition', mine)).length, 3)
    assert.equal((await ask('cent', mine)).length, 20)
    const [row = ''] = await ask('late', mine)
    assert.equal(row, '')
    const sent = { code: 'LATE-7', goodFrom: '2026-01-01', values: { pence: 10 }, actor: ann }
    await inBooks((books) => addRows(books, rate, [sent, { ...sent, goodFrom: '2026-02-01' }]))
    for (const seen of [mine, among()]) {
      assert.deepEqual(await ask('late-7', seen), ['late rate · LATE-7', 'late rate · LATE-7'])
    }
    assert.deepEqual(await ask('late-7', own), [])
    // A kind that is not asked for is not looked at.
    assert.deepEqual(
      await ask(
        'partition',
        among().filter((one) => one.of !== notice),
      ),
      [],
    )
  })

  test(here('another organization finds nothing, and writes nothing here'), async () => {
    const found = await database.transaction(library.other, (query) =>
      search(libraryBooks(query, library.other, recordCatalogue), 'cent', among(), reads),
    )
    assert.deepEqual(found, { ok: true, value: [] })
    const sql = (text: string) => database.transaction(library.other, (query) => query({ text }))
    await assert.rejects(
      sql(`insert into paper.word (organization, list, key, word)
        values ('${organization}', 'store loan', 'x', 'x')`),
      { code: '42501' },
    )
    await assert.rejects(sql(`update paper.word set word = 'x'`), { code: '42501' })
    assert.deepEqual(await sql('delete from paper.word returning 1'), [])
  })

  test(here('hostile texts are found by what they say, and sought without harm'), async () => {
    const notes = keptTexts.map((text) => Array.from(text).slice(0, 1900).join(''))
    await write(loan, ...notes.map((note) => ({ ...whole, note: `corpus ${note}` })))
    for (const text of [...notes, '\0', '\ud800', `a\u0000b'`, '%', '_', '\\']) {
      const answer = await inBooks((books) =>
        search(books, `corpus ${text}`.slice(0, 200), among(), reads),
      )
      if (answer.ok) continue
      assert.deepEqual(
        answer.problems.map(({ rule }) => rule),
        ['search-long'],
        text,
      )
    }
    assert.equal((await ask('corpus drop table comment')).length, 1)
    assert.equal((await ask('corpus 169.254.169.254')).length, 1)
    assert.equal((await ask('corpus __proto__')).length, 1)
  })

  test(here('papers that were written without words get theirs, by the thousand'), async () => {
    const count = async (): Promise<bigint> => {
      const [found] = await inBooks(({ query }) =>
        query<{ count: bigint }>({
          text: 'select count(*) from paper.word where organization = $1',
          values: [organization],
        }),
      )
      return found?.count ?? 0n
    }
    const set = Array.from({ length: 1200 }, (_, n) => ({ ...whole, note: `bulk ${n}` }))
    await write(loan, ...set)
    // The first friend was written without words.
    await inBooks((books) => fillWords(books, friend))
    const before = await count()
    await inBooks(({ query }) =>
      query({
        text: `delete from paper.word where organization = $1 and list like '% loan'`,
        values: [organization],
      }),
    )
    assert.deepEqual(await ask('bulk 1100'), [])
    const fill = async (): Promise<number> => {
      let rounds = 0
      for (let past: readonly string[] | null = null; ; rounds += 1) {
        past = await inBooks((books) => fillWords(books, loan, past))
        if (past === null) return rounds
      }
    }
    assert.equal(await fill(), 1)
    assert.equal((await ask('bulk 1100')).length, 1)
    assert.equal(await count(), before)
    await fill()
    assert.equal(await count(), before)
    for (const kind of [friend, rate]) await inBooks((books) => fillWords(books, kind))
    assert.equal(await count(), before)
  })

  test(
    here('the database answers from its indexes, with the rights of the server’s login'),
    async () => {
      const owner = new pg.Client(library.superuser)
      await owner.connect()
      await owner.query(
        `insert into paper.word (organization, list, key, word)
       select $1, 'store loan', (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000'), w
       from generate_series(1, 20000) n, unnest(array['often', 'seldom' || n % 500, 'n' || n]) w`,
        [organization],
      )
      await owner.query('analyze')
      await owner.end()
      const plans: string[] = []
      await inBooks(async (books) => {
        const watched: Query = async (statement) => {
          if (statement.name === 'paper.search') {
            const { text, values = [] } = statement
            const plan = await books.query<{ 'QUERY PLAN': string }>({
              text: `explain (analyze, costs off, timing off, summary off) ${text}`,
              values,
            })
            plans.push(plan.map((row) => row['QUERY PLAN']).join('\n'))
          }
          return await books.query(statement)
        }
        await search({ ...books, query: watched }, 'often seldom7', among(), reads)
      })
      const [plan = ''] = plans
      assert.doesNotMatch(plan, /Seq Scan on word/)
      assert.match(plan, /using word_in_list on word/)
      assert.match(plan, /using word_pkey on word/)
      const conditions = plan.match(/Index Cond: .*/g) ?? []
      assert.ok(
        conditions.some((one) => /word >= .*word <= /.test(one)),
        plan,
      )
    },
  )
}
