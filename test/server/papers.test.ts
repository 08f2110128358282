/** Papers through the API: written, brought on, previewed and undone, by people of all roles. */
import assert from 'node:assert/strict'
import { newId } from '#base/id.ts'
import { count, members, none, rulesOf, seen, tellStories } from '#test/library-api.ts'
import type { Story } from '#test/library-api.ts'

const here = '/companies/store'
const book = { title: 'Ledger', shelf: 'A 1', copies: 2, value: '12.5' }
const loan = { lentTo: 'ANN', lentOn: '2026-11-22', books: [book] }
const deposit = { owner: 'ANN', takenOn: '2026-11-22', pence: 300 }

interface Happening {
  readonly verb: string
  readonly name: string
  readonly changes: readonly object[]
}

const stories: readonly Story[] = [
  [
    'a paper is written, and seen whole with what comes next',
    async ({ post, get, keys }) => {
      const written = await post(keys.all, `${here}/loans`, { papers: [loan] })
      assert.equal(written.status, 201, written.text)
      const [{ id, version, state } = none] = members(written)
      assert.deepEqual([state, version], ['draft', 1])
      assert.equal(written.headers.get('location'), `/api/v1${here}/loans/${id}`)
      const read = await get(keys.all, `${here}/loans/${id}`)
      assert.equal(read.status, 200)
      const { nextSteps, madeBy, ...rest } = read.json
      assert.deepEqual(rest, {
        id,
        number: null,
        state: 'draft',
        version: 1,
        ...loan,
        backOn: null,
        note: null,
        extra: {},
      })
      assert.equal(typeof madeBy, 'string')
      assert.deepEqual(nextSteps, [{ verb: 'lend', to: 'lent', by: 'librarian', problems: [] }])
      const other = await get(keys.reader, `${here}/loans/${id}`)
      const [step] = other.json['nextSteps'] as { problems: { rule: string }[] }[]
      assert.deepEqual(
        step?.problems.map(({ rule }) => rule),
        ['role-missing'],
      )
    },
  ],
  [
    'a set: all done, some refused each by itself, or the problems of the only one',
    async ({ post, keys }) => {
      const address = `${here}/loans`
      const some = await post(keys.all, address, {
        papers: [loan, { ...loan, lentTo: 'EVE' }, { ...loan, number: 'A 7' }],
      })
      assert.equal(some.status, 207, some.text)
      assert.deepEqual(
        members(some).map(({ outcome, problems }) => [outcome, problems?.[0]?.rule]),
        [
          ['done', undefined],
          ['refused', 'link-unknown'],
          ['done', undefined],
        ],
      )
      const one = await post(keys.all, address, { papers: [{ ...loan, lentTo: 'EVE' }] })
      assert.deepEqual([one.status, one.json.problems[0]?.field], [422, 'papers[1].lentTo'])
      const formless = await post(keys.all, address, { papers: [loan, { ...loan, lentOn: 'x' }] })
      assert.deepEqual(
        [formless.status, formless.json.problems[0]?.field],
        [400, 'papers[2].lentOn'],
      )
      const state = await post(keys.all, address, { papers: [{ ...loan, state: 'lent' }] })
      assert.deepEqual([state.status, rulesOf(state)], [400, ['field-unknown']])
      const taken = await post(keys.all, address, { papers: [{ ...loan, number: 'A 7' }] })
      assert.deepEqual([taken.status, rulesOf(taken)], [409, ['number-taken']])
    },
  ],
  [
    'a change names the version that was seen; what is frozen is not changed',
    async ({ post, get, keys }) => {
      const [draft] = seen(await post(keys.all, `${here}/loans`, { papers: [loan] }))
      const address = `${here}/loans/changes`
      const first = await post(keys.all, address, { papers: [{ ...draft, note: 'Careful' }] })
      assert.deepEqual([first.status, members(first)[0]?.version], [200, 2])
      const stale = await post(keys.all, address, { papers: [{ ...draft, note: 'Late' }] })
      assert.deepEqual([stale.status, rulesOf(stale)], [409, ['version-other']])
      const papers = [{ ...draft, version: 2 }]
      const lent = await post(keys.all, `${here}/loans/lend`, { papers })
      assert.equal(lent.status, 200, lent.text)
      assert.match(members(lent)[0]?.number ?? '', /^LOAN-2026-\d{5}$/)
      const late = [{ ...draft, version: 3, note: 'x' }]
      assert.deepEqual(rulesOf(await post(keys.all, address, { papers: late })), ['paper-frozen'])
      const timeline = await get(keys.reader, `${here}/loans/${draft?.id}/timeline`)
      const acts = timeline.json['happenings'] as Happening[]
      assert.deepEqual(
        acts.map(({ verb }) => verb),
        ['lend', 'change', 'write'],
      )
      assert.match(acts[0]?.name ?? '', /^tests \(key /)
      const change = { field: 'note', label: 'Note', from: null, to: 'Careful' }
      assert.deepEqual(acts[1]?.changes, [change])
    },
  ],
  [
    'drafts are thrown away, and are gone',
    async ({ post, get, keys }) => {
      const [draft] = seen(await post(keys.all, `${here}/loans`, { papers: [loan] }))
      const gone = await post(keys.all, `${here}/loans/removals`, { papers: [draft] })
      assert.equal(gone.status, 200)
      assert.equal((await get(keys.all, `${here}/loans/${draft?.id}`)).status, 404)
      const again = await post(keys.all, `${here}/loans/removals`, { papers: [draft] })
      assert.deepEqual([again.status, rulesOf(again)], [404, ['paper-unknown']])
    },
  ],
  [
    'written and brought on in one act: who may not go on is not written',
    async ({ post, get, keys }) => {
      const body = { papers: [deposit, { ...deposit, takenOn: '2099-01-01' }], verb: 'take' }
      const before = await count(get, keys.all, 'deposits')
      const done = await post(keys.all, `${here}/deposits`, body)
      assert.equal(done.status, 207)
      const [first, second] = members(done)
      assert.deepEqual([first?.state, first?.entries.length], ['taken', 1])
      assert.deepEqual(
        second?.problems?.map(({ rule }) => rule),
        ['period-missing'],
      )
      assert.equal(await count(get, keys.all, 'deposits'), before + 1)
      const entry = await get(keys.all, `${here}/entries/${first?.entries[0]}`)
      assert.deepEqual(entry.json['source'], { paper: 'deposit', number: first?.number })
      const wrong = await post(keys.all, `${here}/deposits`, { ...body, verb: 'giveBack' })
      assert.equal(wrong.status, 400)
    },
  ],
  [
    'a preview shows the entries that are then recorded, and leaves nothing',
    async ({ post, get, key, keys }) => {
      const before = await count(get, keys.all, 'deposits')
      const body = { papers: [deposit], verb: 'take' }
      const shown = await post(keys.all, `${here}/deposits?preview=true`, body)
      assert.equal(shown.status, 200, shown.text)
      const [entry] = shown.json.entries
      assert.equal(await count(get, keys.all, 'deposits'), before)
      const done = await post(keys.all, `${here}/deposits`, body)
      const posted = await get(keys.all, `${here}/entries/${members(done)[0]?.entries[0]}`)
      assert.deepEqual(
        entry?.lines.map(({ account, amount, base }) => [account, amount, base]),
        posted.json.lines.map(({ account, amount, base }) => [account, amount, base]),
      )
      assert.deepEqual(
        [entry?.['journal'], entry?.['postedOn'], entry?.['reason']],
        [posted.json['journal'], posted.json['postedOn'], posted.json['reason']],
      )
      const blind = await key('tests', 'papers:write')
      const hidden = await post(blind, `${here}/deposits?preview=true`, body)
      assert.deepEqual([hidden.status, hidden.json.entries], [200, undefined])
    },
  ],
  [
    'four eyes: another person undoes, and only once',
    async ({ post, get, keys }) => {
      const taken = await post(keys.all, `${here}/deposits`, { papers: [deposit], verb: 'take' })
      const papers = seen(taken)
      const own = await post(keys.all, `${here}/deposits/give-back`, { papers })
      assert.deepEqual([own.status, rulesOf(own)], [422, ['four-eyes']])
      const other = await post(keys.bob, `${here}/deposits/give-back`, { papers })
      assert.equal(other.status, 200, other.text)
      const [entry] = members(other)[0]?.entries ?? []
      assert.equal((await get(keys.bob, `${here}/entries/${entry}`)).json['kind'], 'reversal')
      const twice = await post(keys.bob, `${here}/deposits/give-back`, { papers })
      assert.deepEqual([twice.status, rulesOf(twice)], [409, ['version-other']])
    },
  ],
  [
    'what stands on a paper is undone with it, after it was shown',
    async ({ post, keys }) => {
      const [lent] = seen(await post(keys.all, `${here}/loans`, { papers: [loan], verb: 'lend' }))
      const renewal = { loan: lent?.id, until: '2026-12-24' }
      const made = await post(keys.all, `${here}/renewals`, { papers: [renewal], verb: 'grant' })
      const papers = seen(made)
      const plan = await post(keys.bob, `${here}/renewals/undoing?preview=true`, { papers })
      assert.equal(plan.status, 200, plan.text)
      assert.deepEqual(plan.json['steps'], [
        {
          kind: 'renewal',
          verb: 'withdraw',
          papers: [{ ...papers[0], version: 2, number: null, state: 'withdrawn', entries: [] }],
        },
      ])
      const stuck = await post(keys.bob, `${here}/loans/undoing?preview=true`, { papers: [lent] })
      assert.deepEqual(
        stuck.json.problems.map(({ rule }) => rule),
        ['no-way-back'],
      )
      const stale = await post(keys.bob, `${here}/renewals/undoing`, {
        papers: [{ ...papers[0], version: 7 }],
      })
      assert.deepEqual([stale.status, rulesOf(stale)], [409, ['version-other']])
      const undone = await post(keys.bob, `${here}/renewals/undoing`, { papers })
      assert.equal(undone.status, 200, undone.text)
    },
  ],
  [
    'earlier papers draft later ones',
    async ({ post, get, keys }) => {
      const papers = [{ ...loan, backOn: '2026-12-01' }, loan]
      const lent = seen(await post(keys.all, `${here}/loans`, { papers, verb: 'lend' }))
      const ids = lent.map(({ id }) => id)
      const drafts = await get(keys.all, `${here}/renewals/drafts?from=loan&ids=${ids.join(',')}`)
      assert.equal(drafts.status, 200, drafts.text)
      const found = drafts.json['drafts'] as { from: string; values: object | null }[]
      assert.deepEqual(found, [
        { from: ids[0], values: { loan: ids[0], until: '2026-12-15' } },
        { from: ids[1], values: null },
      ])
      const sent = { papers: [found[0]?.values] }
      assert.equal((await post(keys.all, `${here}/renewals`, sent)).status, 201)
      const nobody = `${here}/renewals/drafts?from=loan&ids=${newId(Date.now())}`
      assert.equal((await get(keys.all, nobody)).status, 404)
    },
  ],
]

await tellStories(stories)
