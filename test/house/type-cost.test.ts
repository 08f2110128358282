/** The house rule of types: what a paper costs the type checker stays below a written ceiling. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { repository } from '#test/house/files.ts'

/**
 * Instantiations of types that sixty papers of thirty fields, with rows, needs, gathering and
 * posting, may cost together. They cost 31,000 when this was written; whoever needs more says why.
 */
const ceiling = 60_000

const papers = 60

test('sixty papers stay below the ceiling of instantiations', async () => {
  const [one, all] = [await instantiations(1), await instantiations(papers)]
  assert.ok(one > 1000, 'the checker tells how much it did')
  assert.ok(all - one > papers, 'the papers were checked')
  assert.ok(all - one <= ceiling, `${all - one} instantiations, ${ceiling} at most`)
})

/** How many types are instantiated in checking so many papers. */
async function instantiations(count: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'backstay-types-'))
  try {
    copyFileSync(join(repository, 'package.json'), join(folder, 'package.json'))
    copyFileSync(join(repository, 'tsconfig.json'), join(folder, 'tsconfig.json'))
    for (const name of ['src', 'node_modules']) {
      symlinkSync(join(repository, name), join(folder, name), 'junction')
    }
    const texts = Array.from({ length: count }, (_, at) => paper(at))
    writeFileSync(join(folder, 'papers.ts'), [opening, ...texts].join('\n'))
    const options = { extends: './tsconfig.json', include: ['papers.ts'] }
    writeFileSync(join(folder, 'papers.json'), JSON.stringify(options))
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        join(repository, 'node_modules/typescript/lib/tsc.js'),
        '-p',
        join(folder, 'papers.json'),
        '--extendedDiagnostics',
      ],
      { timeout: 120_000 },
    )
    return Number(/Instantiations:\s+(\d+)/.exec(stdout)?.[1])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const opening = `
import { fine } from '#base/problem.ts'
import { document } from '#kit/document.ts'
import { optional, rows, taken } from '#kit/field.ts'
import { day } from '#kit/fields/day.ts'
import { decimal } from '#kit/fields/decimal.ts'
import { link } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { register } from '#kit/register.ts'
export const party = register('party', { fields: { name: text() }, of: 'organization',
  read: 'staff', write: 'clerk' })
`

/** A paper of thirty fields and two lists of rows, linked to the one before it. */
function paper(at: number): string {
  const texts = Array.from({ length: 24 }, (_, n) => `  text${n}: optional(text()),`).join('\n')
  const before = at === 0 ? '' : `  before: link(paper${at - 1}, { standsOn: ['done'] }),`
  return `
const fields${at} = {
  party: link(party), postedOn: day(), pence: decimal({ scale: 2 }), total: taken(decimal()),
${before}
${texts}
  lines: rows({ item: text(), quantity: decimal(), price: decimal(), note: optional(text()) }),
  pieces: taken(rows({ item: text(), cost: decimal() })),
}
export const paper${at} = document('paper ${at}', {
  fields: fields${at},
  number: 'P${at}-{year}-{00000}',
  states: ['draft', 'done', 'undone'],
  transitions: {
    do: {
      from: 'draft', to: 'done', by: 'clerk',
      needs: { 'It has a line.': ({ lines }) => lines.length > 0 },
      gathers: async () => ({ pence, lines }) =>
        fine({ total: pence, pieces: lines.map(({ item, price }) => ({ item, cost: price })) }),
      posts: ({ postedOn, party, pieces, total }) => ({
        journal: 'general',
        postedOn,
        lines: pieces.map(({ item, cost }) => ({
          account: item, currency: 'GBP', amount: cost.units + (total?.units ?? 0n), party,
        })),
      }),
    },
    undo: { from: 'done', to: 'undone', by: 'lead', notWhoDid: 'do', posts: 'reversal' },
  },
  read: 'staff',
  write: 'clerk',
})
`
}
