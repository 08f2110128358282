/** Tests that a page of the guide says what a person wants to know, in the paper's own words. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guideOf } from '#kit/derive/guide.ts'
import { addressOf } from '#server/http/papers/counter.ts'
import { recordCatalogue } from '#test/record-kit.ts'

const pages = new Map(
  guideOf(recordCatalogue, addressOf).map(({ file, text }) => [file, text] as const),
)

function pageOf(file: string): string {
  return pages.get(file) ?? ''
}

/** The part of a page under a heading. */
function part(file: string, heading: string): string {
  const [, behind = ''] = pageOf(file).split(`\n${heading}\n\n`)
  return behind.split('\n#')[0]?.trim() ?? ''
}

test('there is a page for each description, and one that lists them', () => {
  const names = recordCatalogue.all.map(({ name }) => `${name.replaceAll(' ', '-')}.md`)
  assert.deepEqual([...pages.keys()].toSorted(), ['README.md', ...names].toSorted())
  for (const name of names) assert.match(pageOf('README.md'), new RegExp(`\\(${name}\\)`))
})

test('a page opens with what it is, whose, and how it is numbered', () => {
  const number =
    '`LOAN-2026-00042`, given when it is draft no more, without gaps; ' +
    'each year of “Lent on” begins at 1'
  assert.equal(
    pageOf('loan.md').split('\n## ')[0],
    `# Loan

A paper of a company, which begins as draft.

|  |  |
| --- | --- |
| Many are called | loans |
| Who reads | reader |
| Who writes | librarian |
| Whose | each company’s own |
| Number | ${number} |
| In the API | \`/api/v1/companies/{company}/loans\` |
`,
  )
  assert.match(pageOf('deposit.md'), /Number \| `D042`, [a-z ]*, without gaps \|/)
})

test('its fields say what they hold, who fills them in, and who may read them', () => {
  const fields = part('notice.md', '## Fields').split('\n')
  assert.equal(
    fields[2],
    '| About | `about` | link to a [helper](helper.md) | always | whoever reads it |  |',
  )
  assert.equal(
    fields[5],
    '| Secret | `secret` | text of at most 2000 characters | if need be | pay and bank |  |',
  )
  assert.match(
    part('spending.md', '### Pieces'),
    /^Rows, under `pieces`\. They are filled in by the program\.\n/,
  )
  assert.match(part('shelf.md', '## Fields'), /choice: hall, attic/)
})

test('its states are drawn, and each way says who goes it and what it needs', () => {
  assert.equal(
    part('deposit.md', '## States'),
    `\`\`\`mermaid
stateDiagram-v2
  draft
  taken
  state "given back" as given_back
  [*] --> draft
  draft --> taken: take (librarian)
  taken --> given_back: give back (librarian, not who did “take”)
\`\`\``,
  )
  assert.equal(
    part('loan.md', '### Lend'),
    `From draft to lent, by a librarian.

It needs:

- A loan has at least one book.
- What is lent comes back on or after the day it is lent.`,
  )
  assert.equal(
    part('deposit.md', '### Give back'),
    'From taken to given back, by a librarian. Not by who did “take”: four eyes. ' +
      'Every entry that the paper recorded is reversed.',
  )
})

test('it says what it stands on, what stands on it, and what fills it in', () => {
  assert.equal(
    part('renewal.md', '## What stands on what'),
    '- It stands on the loan under `loan`, which must be lent and stays so.',
  )
  assert.equal(
    part('loan.md', '## What stands on what'),
    '- While a renewal stands on it, it stays lent: undo that one first, or both together.',
  )
  assert.equal(part('renewal.md', '## What is filled in'), '- A loan proposes one.')
  assert.equal(
    part('spending.md', '## What is filled in'),
    '- `owner` proposes what the friend says, for fields that are left out.',
  )
})

test('what can be wrong is what can be wrong with it, and no more', () => {
  const rules = (file: string): string[] =>
    [...part(file, '## What can be wrong').matchAll(/^\| `([\w-]+)/gm)].map(
      ([, rule]) => rule ?? '',
    )
  assert.ok(rules('loan.md').includes('stood-upon'))
  assert.ok(!rules('loan.md').includes('stands-on-other'))
  assert.ok(rules('renewal.md').includes('stands-on-other'))
  assert.ok(!rules('renewal.md').includes('number-taken'))
  assert.ok(rules('late-rate.md').includes('day-form'))
  assert.ok(!rules('friend.md').includes('day-form'))
})

test('what stands in a table cannot break it', () => {
  for (const [file, text] of pages) {
    const tables = text.split('\n\n').filter((block) => block.startsWith('|'))
    for (const block of tables) {
      const widths = block
        .trim()
        .split('\n')
        .map((line) => line.replaceAll('\\|', '').split('|').length)
      assert.equal(new Set(widths).size, 1, `${file}: ${block}`)
    }
  }
})
