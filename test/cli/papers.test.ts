/** What the command line prints of papers and registers, letter for letter. */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { openLibraries } from '#test/kit-books.ts'
import { apiOf, libraryHouse } from '#test/library-api.ts'
import type { LibraryApi } from '#test/library-api.ts'
import { environmentOf, runHere, type Ended } from './command.ts'

const book = { title: 'Ledger', shelf: 'A 1', copies: 2, value: '12.5' }
const loan = { lentTo: 'ANN', lentOn: '2026-11-22', books: [book] }
const identifier = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

const masked = '00000000-0000-0000-0000-000000000000'

/** A library, and words that run over it with somebody's key. */
interface Place {
  readonly run: (words: readonly string[], input?: unknown, who?: string) => Promise<Ended>
  readonly house: () => LibraryApi
}

const libraries = await openLibraries()
for (const { server, library } of libraries) {
  suite(`papers on the command line over PostgreSQL ${server.version}`, () => {
    let house: LibraryApi
    const keys = new Map<string, string>()
    before(async () => {
      house = await apiOf(library)
      for (const name of ['tests', 'bob', 'reader']) keys.set(name, await house.key(name))
    })
    after(async () => {
      await house.api.close()
      await library.drop()
    })
    const run: Place['run'] = async (words, input, who = 'tests') => {
      const env = { ...environmentOf(library), BACKSTAY_KEY: keys.get(who) ?? '' }
      const around = { house: libraryHouse, input: JSON.stringify(input ?? {}) }
      const ended = await runHere(words, env, around)
      const out = ended.out.replaceAll(identifier, masked)
      return { ...ended, out }
    }
    const place = { run, house: () => house }
    test('papers are written, seen and brought on', () => writtenAndSeen(place))
    test('a preview shows what would be recorded', () => previewed(place))
    test('what is refused is told with its place in the set', () => refusals(place))
    test('registers are added to and changed', () => registers(place))
    test('a server may be asked instead of the books', () => overHttp(place))
    test('without a key, or with wrong words, a sentence says what to do', () => wrongWords(place))
  })
}

async function writtenAndSeen({ run }: Place): Promise<void> {
  const written = await run(['paper', 'loan', 'write', '-', '--do', 'lend'], [loan])
  assert.deepEqual([written.code, written.err], [0, ''])
  assert.equal(
    written.out,
    `number           id                                    state
───────────────  ────────────────────────────────────  ─────
LOAN-2026-00001  ${masked}  lent
`,
  )
  const listed = ['paper', 'loan', 'list', '--where', 'state=lent', '--sort', '-lentOn']
  assert.equal(
    (await run(listed)).out,
    `number           state  lent to  lent on
───────────────  ─────  ───────  ──────────
LOAN-2026-00001  lent   ANN      2026-11-22
`,
  )
  const shown = await run(['paper', 'loan', 'show', 'LOAN-2026-00001'])
  assert.equal(
    shown.out,
    `id       ${masked}
number   LOAN-2026-00001
state    lent
version  1
made by  ${masked}
lent to  ANN
lent on  2026-11-22

Books
title   shelf  copies  value
──────  ─────  ──────  ─────
Ledger  A 1         2   12.5

Next: close: You did “lend” with this loan, and another person must do “close”. Ask a colleague.
`,
  )
  // Who may not see what is confidential is not shown that there is such a column.
  const other = await run(['paper', 'loan', 'show', 'LOAN-2026-00001'], {}, 'reader')
  assert.match(other.out, /\ntitle {3}shelf {2}copies\n/)
  const past = await run(['paper', 'loan', 'timeline', 'LOAN-2026-00001'])
  assert.match(
    past.out,
    /^\d{4}-\S+ \S+ {2}lend, tests \(key [0-]+\) by command line\n {2}State: lent\n {2}Number: LO/,
  )
  const closed = await run(['paper', 'loan', 'close', 'LOAN-2026-00001'], {}, 'bob')
  assert.equal(closed.code, 0, closed.err)
  const json = await run(['paper', 'loan', 'count', '--json'])
  assert.deepEqual(JSON.parse(json.out), { count: 1, exact: true, text: '1' })
}

async function previewed({ run }: Place): Promise<void> {
  const fields = ['owner=ANN', 'takenOn=2026-11-22', 'pence=300']
  const words = ['paper', 'deposit', 'write', '--set', ...fields, '--do', 'take']
  const shown = await run([...words, '--preview'])
  assert.deepEqual([shown.code, shown.err], [0, ''])
  assert.match(
    shown.out,
    new RegExp(
      '^number .*\\n.*\\nD001 .* taken\\n\\nWould be recorded:\\nposted on .*\\n.*\\n' +
        '2026-11-22 {2}deposit D001: take {2}bank +3\\.00 {2}GBP\\n' +
        '2026-11-22 {2}deposit D001: take {2}customer credit +-3\\.00 {2}GBP\\n$',
    ),
  )
  assert.equal((await run(['paper', 'deposit', 'count'])).out, '0\n')
  for (let time = 0; time < 2; time += 1) {
    const done = await run([...words, '--once', 'the first deposit'])
    assert.match(done.out, /\nD001 /)
  }
  assert.equal((await run(['paper', 'deposit', 'count'])).out, '1\n')
  const plan = await run(['paper', 'deposit', 'take-back', 'D001', '--preview'], {}, 'bob')
  assert.equal(plan.code, 0, plan.err)
  assert.match(plan.out, /^kind +paper +state\n.*\ndeposit +D001 +given back\n\nWould be recorded:/)
  assert.equal((await run(['paper', 'deposit', 'take-back', 'D001'], {}, 'bob')).code, 0)
}

async function refusals({ run }: Place): Promise<void> {
  const some = await run(['paper', 'loan', 'write', '-'], [loan, { ...loan, lentTo: 'EVE' }])
  assert.equal(some.code, 1)
  assert.match(some.out, /^id +state\n.*\n[0-]+ +draft\n$/)
  assert.equal(
    some.err,
    '[2].lentTo: There is no friend “EVE”. Take one from the list, or add a friend first. ' +
      '(link-unknown)\n',
  )
  const unknown = await run(['paper', 'loan', 'lend', 'LOAN-1', 'LOAN-2'])
  assert.deepEqual(
    [unknown.code, unknown.err],
    [
      1,
      ['LOAN-1', 'LOAN-2']
        .map((n) => `There is no loan ${n} here. Take one from the list. (paper-unknown)\n`)
        .join(''),
    ],
  )
  const guest = await run(['paper', 'loan', 'write', '-'], [loan], 'reader')
  assert.deepEqual(
    [guest.code, guest.err],
    [
      1,
      'papers[1]: Only a librarian may write a loan. Mrs Hill can grant that role in store. ' +
        '(role-missing)\n',
    ],
  )
}

async function timelines(run: Place['run']): Promise<void> {
  const told = await run(['register', 'late-rate', 'timeline', 'late', '2026-06-01'])
  assert.match(
    told.out,
    /^\d{4}-\S+ \S+ {2}add, tests \(key [0-]+\) by command line\n {2}.*Pence: 1/,
  )
  const common = ['register', 'friend', 'timeline', 'DEE', '--limit', '1']
  const [, next] = /\nMore: --after (\S+)\n$/.exec((await run(common)).out) ?? []
  const older = await run([...common, '--after', next ?? ''])
  assert.match(older.out, /^\d{4}-\S+ \S+ {2}add, tests/)
  assert.doesNotMatch(older.out, /More:/)
}

async function registers({ run }: Place): Promise<void> {
  const added = await run([
    'register',
    'friend',
    'add',
    '--set',
    'code=DEE',
    'name=Dee',
    'trusted=true',
  ])
  assert.deepEqual([added.code, added.out], [0, 'code\n────\nDEE\n'])
  const changed = ['register', 'friend', 'change', 'DEE', '--set', 'remark=Pays\u001b late']
  assert.equal((await run(changed)).code, 2, 'a remark that cannot be shown')
  assert.equal((await run([...changed.slice(0, -1), 'remark=Pays late'])).code, 0)
  assert.equal(
    (await run(['register', 'friend', 'list', '--columns', 'code,trusted,remark'])).out,
    `code  trusted  remark
────  ───────  ─────────
ANN   yes
DEE   yes      Pays late
`,
  )
  const rates = ['2026-01-01', '2026-06-01'].map((goodFrom, at) => ({
    code: 'late',
    goodFrom,
    pence: at,
  }))
  assert.equal((await run(['register', 'late-rate', 'add', '-'], rates)).code, 0)
  const good = await run([
    'register',
    'late-rate',
    'show',
    'late',
    '--good-on',
    '2026-05-01',
    '--json',
  ])
  const { rows } = JSON.parse(good.out) as { rows: { pence: number }[] }
  assert.deepEqual(
    rows.map(({ pence }) => pence),
    [0],
  )
  await timelines(run)
  const dated = ['register', 'late-rate', 'change', 'late', '--set', 'pence=7']
  assert.match((await run(dated)).err, /^--good-from: Say which row/)
  assert.equal((await run([...dated, '--good-from', '2026-06-01'])).code, 0)
}

async function overHttp({ run, house }: Place): Promise<void> {
  const server = ['--server', house().api.address]
  const there = await run(['paper', 'loan', 'list', ...server])
  assert.deepEqual([there.code, there.out], [0, (await run(['paper', 'loan', 'list'])).out])
  const away = await run(['paper', 'loan', 'list', '--server', 'http://127.0.0.1:9'])
  assert.equal(away.code, 3)
  assert.match(
    away.err,
    /^The server does not answer: .*Look whether it runs there\. \(server-away\)\n$/,
  )
}

async function wrongWords({ run }: Place): Promise<void> {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['paper', /^KIND: There is no paper “”\. Choose one of: loan, deposit, /],
    ['register weather list', /^KIND: There is no register “weather”\. Choose one of: friend, /],
    ['paper loan list --where lent', /^--where: Write each condition once, as --where state=draft/],
    ['paper loan list --where colour=red', /^colour: There is no field “colour” here/],
    ['paper loan list --sort weather', /^sort: .*It names at most four fields|^sort: /],
    ['paper loan list --limit 501', /^limit: /],
    ['paper loan list --company nowhere', /./],
    [
      'paper loan write',
      /^FILE: Name a file with JSON, or - for standard input, or use --set\.\n$/,
    ],
    ['paper loan lend', /^Missing required argument 'numbers'/],
    ['paper loan fly', /^Unknown command 'fly'/],
    ['paper loan write --set note', /^--set: Write each field as --set note=Careful/],
    ['paper loan list --key ?', /^--key: Give the key of the person who acts/],
    ['paper loan list --key bsk_x', /^No key, or none that is valid\./],
    ['paper loan list --server nowhere', /^--server: It is no address of a server\./],
  ]
  for (const [line, sentence] of cases) {
    const { code, out, err } = await run(line.split(' '))
    assert.ok([1, 2].includes(code), `${line}: ${code}`)
    assert.equal(out, '', line)
    assert.match(err, sentence, line)
  }
}
