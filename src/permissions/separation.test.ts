/** Tests of the separation of duties: what is not held together, nor done one after the other. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { duties } from '#permissions/duty.ts'
import type { DutyName } from '#permissions/duty.ts'
import { dutyRules } from '#permissions/duty-rule.ts'
import type { DutyRule } from '#permissions/duty-rule.ts'
import { everywhere } from '#kit/role.ts'
import type { Grant, Scope } from '#kit/role.ts'
import { role, roleBook } from '#permissions/roles.ts'
import { conflictNote, conflictProblem, conflictsOf, separates } from '#permissions/separation.ts'
import type { Acting, Conflict } from '#permissions/separation.ts'

/** A book with a role for each duty, of the same name. */
const book = roleBook(duties.map(({ name, meaning }) => role(name, { meaning, duties: [name] })))

const grant = (duty: DutyName, scope: Partial<Scope> = {}): Grant => ({
  role: duty,
  scope: { ...everywhere, ...scope },
})

const found = (...grants: readonly Grant[]): string[] =>
  conflictsOf(book, dutyRules, grants).map(({ rule }) => rule.id)

function ruleOf(id: string): DutyRule {
  const one = dutyRules.find((known) => known.id === id)
  assert.ok(one !== undefined, id)
  return one
}

test('the rules are S1 to S18, each with a mode and a sentence', () => {
  const numbered = Array.from({ length: 18 }, (_, at) => `S${at + 1}`)
  assert.deepEqual(
    dutyRules.map(({ id }) => id).filter((id) => !id.includes(' ')),
    numbered,
  )
  for (const { id, sentence } of dutyRules) assert.match(sentence, /^[A-Z].+\.$/, id)
  const modes = Object.fromEntries(dutyRules.map(({ id, mode }) => [id, mode]))
  const blocks = 'S1 S2 S4 S8 S9 S10 S11 S12 S14 S15 S17 S18'.split(' ')
  assert.deepEqual(
    numbered.filter((id) => modes[id] === 'block'),
    blocks,
  )
  assert.deepEqual(
    numbered.filter((id) => modes[id] === 'second person'),
    ['S3', 'S5', 'S7', 'S16'],
  )
  assert.deepEqual([modes['S6'], modes['S4 in part'], modes['S13']], ['detect', 'detect', 'never'])
})

// Each line: duties that one person holds, and the rules that see it. Written by hand.
const pairs: readonly (readonly [readonly DutyName[], string])[] = [
  [['maintain suppliers', 'release payments'], 'S1'],
  [['enter supplier invoices', 'release payments'], 'S2'],
  [['order goods', 'approve orders'], 'S3'],
  [['order goods', 'receive goods'], 'S4 in part'],
  [['receive goods', 'match supplier invoices'], 'S4 in part'],
  [['order goods', 'receive goods', 'match supplier invoices'], 'S4, S4 in part'],
  [['order goods', 'receive goods', 'enter supplier invoices'], 'S4, S4 in part'],
  [['write journals', 'post journals'], 'S5'],
  [['post journals', 'reconcile the bank'], 'S6'],
  [['maintain the chart', 'post journals'], 'S7'],
  [['set credit limits', 'take orders'], 'S8'],
  [['set credit limits', 'approve credit notes'], 'S8'],
  [['record receipts', 'write off receivables'], 'S9'],
  [['record receipts', 'issue refunds'], 'S9'],
  [['count stock', 'approve stock variances'], 'S10'],
  [['count stock', 'keep stock'], 'S10'],
  [['maintain pay', 'run payroll'], 'S11'],
  [['run payroll', 'release payments'], 'S12'],
  [['grant roles', 'release payments'], 'S14'],
  [['grant roles', 'bill customers'], 'S14'],
  [['run the system', 'keep stock'], 'S15'],
  [['open and close periods', 'post in reopened periods'], 'S16'],
  [['place legal holds', 'dispose of records'], 'S17'],
  [['administer the audit', 'bill customers'], 'S18'],
  [['administer the audit', 'approve orders'], 'S18'],
  // What is allowed.
  [['bill customers', 'approve credit notes'], ''],
  [['keep stock', 'receive goods'], ''],
  [['grant roles', 'ask for pay, expenses or leave'], ''],
  [['run the system', 'ask for pay, expenses or leave'], ''],
  [['grant roles', 'set approval policies', 'acknowledge exceptions'], ''],
  [['administer the audit', 'maintain the chart'], ''],
  // Everybody may ask, and some may approve: that is a matter of the case, not of holding.
  [['ask for pay, expenses or leave', 'approve pay, expenses or leave'], ''],
]

test('each rule sees its pairs and no others', () => {
  for (const [held, expected] of pairs) {
    const ids = [...new Set(found(...held.map((duty) => grant(duty))))]
    assert.equal(ids.join(', '), expected, held.join(' + '))
  }
})

test('duties in places that have nothing in common are not combined', () => {
  const [enter, pay] = ['enter supplier invoices', 'release payments'] as const
  const at = (company: string | null, site: string | null = null) => ({ company, site })
  assert.deepEqual(found(grant(enter, at('store')), grant(pay, at('shop'))), [])
  assert.deepEqual(found(grant(enter, at('store')), grant(pay, at('store'))), ['S2'])
  assert.deepEqual(found(grant(enter, at('store')), grant(pay, at(null))), ['S2'])
  assert.deepEqual(found(grant(enter, at('store', 'york')), grant(pay, at('store', 'hull'))), [])
  assert.deepEqual(found(grant(enter, at('store', 'york')), grant(pay, at('store'))), ['S2'])
})

test('what one role combines by itself is not told again with a second', () => {
  const wide = roleBook([
    role('bookkeeper', { meaning: 'Keeps books.', duties: ['write journals'] }),
    role('accountant', {
      meaning: 'Posts.',
      contains: ['bookkeeper'],
      duties: ['post journals'],
    }),
    role('poster', { meaning: 'Posts.', duties: ['post journals'] }),
  ])
  const roles = (...names: string[]): string[] =>
    conflictsOf(
      wide,
      dutyRules,
      names.map((name) => ({ role: name, scope: everywhere })),
    ).map(({ held }) => held.map((one) => one.role).join(' + '))
  assert.deepEqual(roles('bookkeeper', 'accountant'), ['accountant + accountant'])
  assert.deepEqual(roles('bookkeeper', 'poster'), ['bookkeeper + poster'])
})

test('a conflict is told with its duties, its roles and its reason', () => {
  const words = roleBook([
    role('bookkeeper', { meaning: 'Keeps books.', duties: ['enter supplier invoices'] }),
    role('treasurer', { meaning: 'Pays.', duties: ['release payments'] }),
  ])
  const grants = ['bookkeeper', 'treasurer'].map((name) => ({ role: name, scope: everywhere }))
  const [conflict] = conflictsOf(words, dutyRules, grants)
  assert.ok(conflict !== undefined)
  assert.equal(
    conflictProblem(conflict, 'Ben Ray').message,
    'Ben Ray may not combine “enter supplier invoices” (as bookkeeper) and “release payments” ' +
      '(as treasurer). Whoever enters a bill could invent one and pay it. Grant the role to ' +
      'somebody else, or have an owner acknowledge an exception to S2 first.',
  )
  const noted = (id: string): string => {
    const held: Conflict['held'] = conflict.held
    return conflictNote({ rule: ruleOf(id), held }, 'Ben Ray').message
  }
  assert.match(noted('S2'), /An exception to S2 allows it for now\.$/)
  assert.match(noted('S5'), /Another person is asked for with each paper\.$/)
  assert.match(noted('S6'), /It stands in the report of conflicts\.$/)
})

const acting = (duty: DutyName, rest: Partial<Acting> = {}): Acting => ({
  person: 'ben',
  duty,
  holds: new Set([duty]),
  before: [],
  concerns: [],
  excepted: new Set(),
  ...rest,
})
const told = (of: Acting): string[] => separates(dutyRules, of).map(({ rule: word }) => word)
const journal = { person: 'ben', duty: 'write journals', what: 'journal entry J-7' } as const

test('another person does the second with the same paper, whatever key or delegation', () => {
  const [problem] = separates(dutyRules, acting('post journals', { before: [journal] }))
  assert.equal(
    problem?.message,
    'You did “write journals” with the journal entry J-7, and another person must post journals. ' +
      'An entry by hand is posted by somebody who did not write it. Ask a colleague.',
  )
  assert.deepEqual(told(acting('post journals', { before: [{ ...journal, person: 'ann' }] })), [])
  const inHisName = { ...journal, person: 'ann', onBehalfOf: 'ben' }
  assert.deepEqual(told(acting('post journals', { before: [inHisName] })), ['duties-combined'])
  // The other way round it is the same.
  const posted = { ...journal, duty: 'post journals' } as const
  assert.deepEqual(told(acting('write journals', { before: [posted] })), ['duties-combined'])
  assert.deepEqual(told(acting('write journals', { before: [journal] })), [])
})

test('to hold both is enough where a rule blocks, unless an exception stands', () => {
  const holds = new Set<DutyName>(['enter supplier invoices', 'release payments'])
  assert.deepEqual(told(acting('release payments', { holds })), ['duties-held'])
  assert.deepEqual(told(acting('release payments', { holds, excepted: new Set(['S2']) })), [])
  assert.deepEqual(told(acting('release payments', { holds, excepted: new Set(['S1']) })), [
    'duties-held',
  ])
  // Other duties of the same person are not touched by it.
  assert.deepEqual(told(acting('bill customers', { holds })), [])
  const both = new Set<DutyName>(['write journals', 'post journals'])
  assert.deepEqual(told(acting('post journals', { holds: both })), [])
  assert.deepEqual(
    told(acting('post journals', { holds: both, before: [journal], excepted: new Set(['S5']) })),
    [],
  )
})

test('where a rule names three, two are not blocked', () => {
  const did = (duty: DutyName) => ({ person: 'ben', duty, what: 'purchase order P-1' })
  assert.deepEqual(told(acting('match supplier invoices', { before: [did('order goods')] })), [])
  const both = [did('order goods'), did('receive goods')]
  const [problem, ...rest] = separates(
    dutyRules,
    acting('match supplier invoices', { before: both }),
  )
  assert.match(
    problem?.message ?? '',
    /^You did “order goods” with the purchase order P-1 and “receive goods” with the purchase/,
  )
  assert.deepEqual(rest, [])
})

test('nobody decides in a matter of their own, and no exception helps', () => {
  const approving = (rest: Partial<Acting>) => acting('approve pay, expenses or leave', rest)
  const excepted = new Set(dutyRules.map(({ id }) => id))
  assert.deepEqual(told(approving({ concerns: ['ben'], excepted })), ['duties-own'])
  assert.deepEqual(told(approving({ concerns: ['ann'] })), [])
  const raise = { person: 'ben', duty: 'maintain pay', what: 'pay of Ann' } as const
  assert.deepEqual(told(approving({ before: [raise], excepted })), ['duties-combined'])
  assert.deepEqual(told(acting('ask for pay, expenses or leave', { concerns: ['ben'] })), [])
})
