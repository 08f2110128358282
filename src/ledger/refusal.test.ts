/** Each rule of the door has a sentence, and the sentences carry their figures. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { explainedRules, refusalProblem, refusalProblems } from '#ledger/refusal.ts'

const scales = new Map([
  ['GBP', 2],
  ['JPY', 0],
  ['mug', 0],
  ['tea', 3],
])
const here = { companyCurrency: 'GBP', scaleOf: (code: string) => scales.get(code) }

function sentence(rule: string, facts: Record<string, unknown>, field = 'lines'): string {
  return refusalProblem({ rule, field, facts }, here).message
}

/** The rules that the door's SQL can answer: what its cases yield, and what it writes out. */
function rulesOfTheDoor(): Set<string> {
  const sql = ['0004-door.sql', '0005-record.sql']
    .map((name) =>
      readFileSync(new URL(`../../migrations/${name}`, import.meta.url), 'utf8').replaceAll(
        /--.*$/gm,
        '',
      ),
    )
    .join('\n')
  const yielded = [...sql.matchAll(/\b(?:then|else)\s+'([a-z]+(?:-[a-z]+)*)'/g)]
  const written = [...sql.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)]
  const fields = ['company', 'key', 'reason', 'journal', 'actor', 'kind', 'source', 'batch']
  const notRules = new Set([...fields, 'none', 'lines'])
  const words = [...yielded, ...written].map(([, word]) => word as string)
  // The door builds these of a word and an ending.
  assert.match(sql, /part \|\| '-malformed'/)
  words.push('subject-malformed', 'unit-malformed')
  // A sum that PostgreSQL's numbers can't hold is told by an error, which the server renames.
  words.push('sum-too-large')
  return new Set(words.filter((word) => !notRules.has(word)))
}

test('every rule of the door has a sentence, and no sentence is without a rule', () => {
  assert.deepEqual([...rulesOfTheDoor()].sort(), [...explainedRules()].sort())
})

test('every sentence begins large, ends with a full stop and says what to do', () => {
  for (const rule of explainedRules()) {
    const text = sentence(rule, {})
    assert.match(text, /^[A-Z].*\.$/, rule)
    assert.ok(text.length < 240, `${rule} is too long to be read aloud`)
  }
})

test('figures stand in sentences as decimals with their commodity', () => {
  assert.equal(
    sentence('unbalanced-currency', { layer: 'actual', currency: 'GBP', sum: '50' }),
    'In GBP the debits are 0.50 GBP more than the credits. ' +
      'Correct the lines so that both are equal.',
  )
  assert.equal(
    sentence('unbalanced-worth', { layer: 'pending', sum: '-123456' }),
    'In worth in the layer pending the credits are 1234.56 GBP more than the debits. ' +
      'Correct the base of the lines so that both are equal.',
  )
  assert.equal(
    sentence('on-hand', { place: 'shelf', lot: '', item: 'mug', before: 3, change: -5 }),
    'There are 3 mug in “shelf”, and 5 mug are to leave. Take no more than are there.',
  )
  assert.equal(
    sentence('reserved', { place: 'bin', lot: 'L1', item: 'tea', before: 3000, reserved: 2500 }),
    'Of 3.000 tea in lot L1 in “bin”, 2.500 tea are reserved and 0.500 tea are free. ' +
      'Take no more than are free.',
  )
  const credit = { subject: 'open item 7', account: 'credit', currency: 'GBP', before: -500 }
  assert.equal(
    sentence('credit-limit', { ...credit, change: 700, highest: 0 }),
    'The open item 7 on “credit” would stand at 2.00 GBP, and its limit is 0.00 GBP. ' +
      'Take a smaller amount.',
  )
})

test('a rule that is new to the program still names itself', () => {
  assert.equal(sentence('brand-new', {}), 'The books refuse this by the rule “brand-new”.')
})

test('worth that is out of balance with the own currency, by the same sum, is told once', () => {
  const facts = { layer: 'actual', sum: '50' }
  const currency = { rule: 'unbalanced-currency', field: 'lines' }
  const worth = { rule: 'unbalanced-worth', field: 'lines', facts }
  const rules = (...of: string[]) =>
    refusalProblems(
      [...of.map((code) => ({ ...currency, facts: { ...facts, currency: code } })), worth],
      here,
    ).map(({ rule }) => rule)
  assert.deepEqual(rules('GBP'), ['unbalanced-currency'])
  assert.deepEqual(rules('JPY'), ['unbalanced-currency', 'unbalanced-worth'])
  assert.deepEqual(rules(), ['unbalanced-worth'])
})
