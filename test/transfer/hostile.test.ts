/** Tests of files that are broken, hostile, large or odd: each is told, nothing is half there. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Outcome } from '#base/problem.ts'
import { mappingSchema } from '#kit/derive/mapping.ts'
import { listImports } from '#server/transfer/import.ts'
import { saveMapping } from '#server/transfer/saved-mapping.ts'
import { xlsxOf } from '#server/files/xlsx.ts'
import { openDesk } from '#test/transfer/ground.ts'
import type { ImportDesk } from '#test/transfer/ground.ts'
import { testServers } from '#test/postgres.ts'

const titles = 'Number,Owner,Taken on,Pence'
const good = `${titles}\nX1,ANN,2026-11-22,5`

/** Files that are refused as a whole, and the rule by which. */
const refusedWhole: readonly (readonly [string, string | Uint8Array, string])[] = [
  ['nothing', '', 'table-empty'],
  ['titles alone', titles, 'table-empty'],
  ['an open quote', `${titles}\n"X1,ANN,2026-11-22,5`, 'broken-quote'],
  ['a NUL', `${titles}\nX1,A\0NN,2026-11-22,5`, 'file-broken'],
  ['too many cells', `${titles}\nX1,ANN,2026-11-22,5,6`, 'row-width'],
  ['no number', `${titles}\n,ANN,2026-11-22,5`, 'key-missing'],
  ['cut-off gzip', gzipSync(good).subarray(0, 30), 'file-broken'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file-encoding'],
  ['other bytes', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x0a, 0x00]), 'file-encoding'],
]

for (const server of await testServers()) {
  const desks: ImportDesk[] = []
  after(() => Promise.all(desks.map((desk) => desk.close())))
  const open = async (): Promise<ImportDesk> => {
    const desk = await openDesk(server)
    desks.push(desk)
    return desk
  }
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(here('a broken file is told, and nothing of it is staged'), async () => {
    const desk = await open()
    for (const [what, file, rule] of refusedWhole) {
      const outcome = await desk.bring(file)
      assert.deepEqual([what, [...new Set(rules(outcome))]], [what, [rule]])
    }
    assert.deepEqual(await desk.read('select from transfer.staged where state <> $1', 'good'), [])
    assert.deepEqual(desk.faults, [])
  })

  test(here('what no text holds is told where a workbook hides it'), async () => {
    const desk = await open()
    const text = (title: string) => ({ title, format: { of: 'text' }, side: 'start' }) as const
    const columns = titles.split(',').map(text)
    const workbook = async (owner: string): Promise<Uint8Array> => {
      const parts: Uint8Array[] = []
      const rows = [['X1', owner, '2026-11-22', '5']]
      for await (const part of xlsxOf({ name: 'Deposits', columns, rows })) parts.push(part)
      return Buffer.concat(parts)
    }
    assert.ok((await desk.bring(await workbook('ANN'))).ok)
    for (const owner of ['A\0NN', 'A\uD800NN']) {
      const outcome = await desk.bring(await workbook(owner))
      assert.ok(!outcome.ok || (await drafts(desk, outcome.value)).includes('refused'), owner)
    }
  })

  test(here('odd values refuse their own paper and no other'), async () => {
    const desk = await open()
    const odd = [
      `${'9'.repeat(61)},ANN,2026-11-22,5`,
      `X2,${'A'.repeat(5000)},2026-11-22,5`,
      'X3,ANN,22/11/26,5',
      'X4,ANN,2026-11-22,999999999999999999999999',
      `X5,"'; drop table paper.deposit; --",2026-11-22,5`,
      'X6,ANN,2026-11-22,5',
      `"X\u00007\n",ANN,2026-11-22,5`.replace('\u0000', '\u0001'),
    ]
    const id = await desk.brought([titles, ...odd].join('\n'))
    assert.deepEqual(await drafts(desk, id), [
      ...Array.from({ length: 5 }, () => 'refused'),
      'good',
      'refused',
    ])
    assert.ok((await desk.work(id, 'post', { leaveRefused: true })).ok)
    assert.equal((await desk.counts(id)).posted, 1)
    assert.deepEqual(desk.faults, [])
  })

  test(here('what is asked of a file is refused where there is no such thing'), async () => {
    const desk = await open()
    assert.deepEqual(rules(await desk.bring(good, { kind: 'yacht' })), ['kind-unknown'])
    assert.deepEqual(rules(await desk.bring(good, { verb: 'giveBack' })), ['verb-unknown'])
    assert.deepEqual(rules(await desk.bring(good, { mapping: 'bank' })), ['mapping-unknown'])
    const fields = { owner: { column: 'Owner' }, colour: { column: 'Pence' } }
    const mapping = mappingSchema.parse({ key: 'Slip', fields })
    await desk.inBooks(({ query, organization }) =>
      saveMapping(query, organization, {
        kind: 'deposit',
        name: 'bank',
        mapping,
        changedBy: 'ann',
      }),
    )
    assert.deepEqual(rules(await desk.bring(good, { mapping: 'bank' })), [
      'mapping-field',
      'mapping-column',
    ])
    const page = { company: 'store', limit: 10 }
    const seen = await desk.inBooks(({ query, organization }) =>
      listImports(query, organization, page),
    )
    assert.deepEqual(
      seen.map(({ state, problems }) => [state, problems.map(({ rule }) => rule)]),
      [['refused', ['mapping-field', 'mapping-column']]],
    )
    assert.deepEqual(rules(await desk.work(seen[0]?.id ?? '', 'post')), ['import-state'])
    assert.deepEqual(rules(await desk.work('nonsense', 'post')), ['import-unknown'])
  })

  test(here('rows of papers that are scattered over a file come together again'), async () => {
    const desk = await open()
    const count = 1_500
    const row = (at: number, title: string) => `L${at},ANN,2026-11-22,${title},A 1,1`
    const papers = Array.from({ length: count }, (_, at) => at)
    const file = [
      'Loan,Lent to,Lent on,Title,Shelf,Copies',
      ...['Ledger', 'Journal', 'Diary'].flatMap((title) => papers.map((at) => row(at, title))),
      // One whose head says something else, thousands of lines later.
      'L7,ANN,2026-11-23,Atlas,A 1,1',
    ].join('\n')
    const id = await desk.brought(file, { kind: 'loan', verb: 'lend', name: 'scattered.csv' })
    const one = await desk.see(id)
    assert.deepEqual([one.rows, one.papers], [count * 3 + 1, count])
    const all = await desk.drafts(id)
    assert.deepEqual(
      all
        .filter(({ state }) => state !== 'good')
        .map(({ key, problems }) => [key, problems.map(({ message }) => message)]),
      [
        [
          'L7',
          [
            'Line 4502 says “2026-11-23” in the column Lent on, but a line above it says ' +
              '“2026-11-22” for the same paper. Say the same on all of its lines, or only once.',
          ],
        ],
      ],
    )
    const { values } = all.find(({ key }) => key === 'L999') ?? {}
    assert.deepEqual(values, {
      lentTo: 'ANN',
      lentOn: '2026-11-22',
      books: ['Ledger', 'Journal', 'Diary'].map((title) => ({ title, shelf: 'A 1', copies: 1 })),
    })
  })
}

async function drafts(desk: ImportDesk, id: string): Promise<string[]> {
  await desk.until(id, 'staged')
  return (await desk.drafts(id)).map(({ state }) => state)
}

function rules(outcome: Outcome<unknown>): string[] {
  return outcome.ok ? [] : outcome.problems.map(({ rule }) => rule)
}
