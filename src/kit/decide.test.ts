/** Tests of the decision about a paper: its state, who acts, what it needs, all told at once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide, verbsFrom } from '#kit/decide.ts'
import type { DoneBefore } from '#kit/decide.ts'
import type { Paper } from '#kit/document.ts'
import type { Actor } from '#kit/role.ts'
import { someone } from '#test/kit-books.ts'
import { loan } from '#test/kit.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

const draft = {
  id: '01900000-0000-7000-8000-000000000000',
  company: 'library',
  state: 'draft',
  number: null,
  version: 1,
  madeBy: 'ann',
  lentTo: 'ANN',
  lentOn: day('2026-11-22'),
  backOn: day('2026-12-22'),
  note: null,
  books: [{ title: 'Ledger', shelf: 'A 1', copies: 1, value: null }],
} as const

const [ann, bob] = [someone('ann'), someone('bob')]
const guest = someone('eve', 'guest')

type Loan = Paper<typeof loan.fields, 'draft' | 'lent' | 'closed'>

function messages(paper: Loan, verb: string, actor: Actor, done: DoneBefore = {}): string[] {
  const answer = decide(loan, paper, verb, actor, done)
  return answer.ok ? [] : answer.problems.map(({ rule, message }) => `${rule}: ${message}`)
}

test('who has the role brings a paper on', () => {
  const answer = decide(loan, draft, 'lend', ann, {})
  assert.equal(answer.ok && answer.value.to, 'lent')
  assert.deepEqual(verbsFrom(loan, 'lent'), ['close'])
})

test('all that hinders is told at once, as sentences', () => {
  assert.deepEqual(messages({ ...draft, books: [], backOn: day('2026-11-01') }, 'lend', guest), [
    'role-missing: Only a librarian may lend a loan. Mrs Hill can grant that role.',
    'need: A loan has at least one book.',
    'need: What is lent comes back on or after the day it is lent.',
  ])
})

test('a paper in another state says what can be done with it', () => {
  const lent = { ...draft, state: 'lent', number: 'LOAN-2026-00001' } as const
  assert.deepEqual(messages(lent, 'lend', ann), [
    'state-other: The loan LOAN-2026-00001 is lent, and only one that is draft can lend. ' +
      'Now it can: close.',
  ])
  assert.deepEqual(messages({ ...lent, state: 'closed' }, 'close', ann), [
    'state-other: The loan LOAN-2026-00001 is closed, and only one that is lent can close. ' +
      'Nothing more can be done with it.',
  ])
})

test('four eyes are two persons', () => {
  const lent = { ...draft, state: 'lent', number: 'LOAN-2026-00001' } as const
  const done = { lend: ['ann'] }
  assert.deepEqual(messages(lent, 'close', ann, done), [
    'four-eyes: You did “lend” with this loan, and another person must do “close”. ' +
      'Ask a colleague.',
  ])
  assert.deepEqual(messages(lent, 'close', bob, done), [])
})

test('a verb that is none of its own is named', () => {
  assert.deepEqual(messages(draft, 'toString', ann), [
    'transition-unknown: There is no “toString” for a loan. There is: lend, close.',
  ])
})
