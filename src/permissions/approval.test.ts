/** Tests of approvals: what is needed, who counts, and how a request stands. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { needed, standing, unfilled } from '#permissions/approval.ts'
import type { Approval, ApprovalPolicy, Delegation, Judged } from '#permissions/approval.ts'
import { approvalProblem, stepWords } from '#permissions/approval-problem.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const today = day('2026-11-22')

const policy = (id: string, rest: Partial<ApprovalPolicy> = {}): ApprovalPolicy => ({
  id,
  company: null,
  kind: 'purchase order',
  verb: 'send',
  from: 0n,
  below: null,
  roles: ['lead'],
  persons: 1,
  ...rest,
})
const matter = { company: 'store', kind: 'purchase order', verb: 'send', amount: 1_000_000n }

// From 10,000.00 on a lead, from 50,000.00 on two chiefs instead.
const bands = [
  policy('lead', { from: 1_000_000n, below: 5_000_000n }),
  policy('chiefs', { from: 5_000_000n, roles: ['chief'], persons: 2 }),
]
const steps = (amount: bigint | null) => stepWords(needed(bands, { ...matter, amount }))

test('the band of the amount says what is needed; it begins at its figure and ends before', () => {
  assert.equal(steps(999_999n), '')
  assert.equal(steps(1_000_000n), 'a lead')
  assert.equal(steps(4_999_999n), 'a lead')
  assert.equal(steps(5_000_000n), '2 persons who are a chief')
})

test('a negative amount counts by its size, and no amount as any', () => {
  assert.equal(steps(-5_000_000n), '2 persons who are a chief')
  assert.equal(steps(null), 'a lead and 2 persons who are a chief')
})

test('policies are of a kind, a verb and a company', () => {
  const all = [policy('shop', { company: 'shop' }), policy('other', { verb: 'cancel' })]
  assert.deepEqual(needed(all, matter), [])
  assert.deepEqual(needed([policy('store', { company: 'store' })], matter), [
    { roles: ['lead'], persons: 1 },
  ])
  // What is asked of all companies and of this one is asked together.
  assert.equal(needed([policy('all'), policy('store', { company: 'store' })], matter).length, 2)
})

test('a person with two roles leaves the place to one with a single role', () => {
  const both = new Set(['lead', 'chief'])
  const lead = new Set(['lead'])
  const wanted = [
    { roles: ['lead'], persons: 1 },
    { roles: ['chief'], persons: 1 },
  ]
  assert.deepEqual(unfilled(wanted, [both, lead]), [])
  assert.deepEqual(unfilled(wanted, [lead, both]), [])
  assert.deepEqual(unfilled(wanted, [lead, lead]), [{ roles: ['chief'], persons: 1 }])
  assert.deepEqual(unfilled(wanted, [both]), [{ roles: ['chief'], persons: 1 }])
  assert.deepEqual(unfilled([], []), [])
})

const roles: Readonly<Record<string, readonly string[]>> = {
  ann: ['lead'],
  ben: ['lead'],
  cat: ['lead', 'chief'],
  dan: [],
  maker: ['lead', 'chief'],
}
const approval = (person: string, rest: Partial<Approval> = {}): Approval => ({
  person,
  standingFor: person,
  delegation: null,
  decision: 'approve',
  on: today,
  ...rest,
})
const delegation = (rest: Partial<Delegation> = {}): Delegation => ({
  id: 'd',
  from: 'ann',
  to: 'dan',
  firstDay: day('2026-11-01'),
  lastDay: day('2026-11-30'),
  roles: ['lead'],
  ...rest,
})
const inPlace = (rest: Partial<Approval> = {}): Approval =>
  approval('dan', { standingFor: 'ann', delegation: 'd', ...rest })

function judged(approvals: readonly Approval[], rest: Partial<Judged> = {}): Judged {
  return {
    request: {
      version: 2,
      contentHash: 'abc',
      askedBy: 'maker',
      madeBy: 'writer',
      expiresOn: day('2026-12-22'),
      state: 'open',
    },
    steps: [{ roles: ['lead'], persons: 2 }],
    approvals,
    delegations: [delegation()],
    rolesOf: (person) => new Set(roles[person]),
    current: { version: 2, contentHash: 'abc' },
    today,
    ...rest,
  }
}

function stands(approvals: readonly Approval[], rest: Partial<Judged> = {}): string {
  const found = standing(judged(approvals, rest))
  if (found.standing === 'waiting') return `waiting for ${stepWords(found.for)}`
  return found.standing === 'void' ? `void: ${found.because}` : found.standing
}

test('it waits until as many different persons approved as are needed', () => {
  assert.equal(stands([]), 'waiting for 2 persons who are a lead')
  assert.equal(stands([approval('ann')]), 'waiting for a lead')
  assert.equal(stands([approval('ann'), approval('ann')]), 'waiting for a lead')
  assert.equal(stands([approval('ann'), approval('ben')]), 'approved')
  assert.equal(stands([approval('ann'), approval('dan')]), 'waiting for a lead')
})

test('who asked and who wrote it never counts, in no name', () => {
  for (const maker of ['maker', 'writer']) {
    const delegations = [delegation({ from: maker, to: 'ben' }), delegation({ id: 'e', to: maker })]
    const rolesOf = () => new Set(['lead'])
    const given = [
      approval('ann'),
      approval(maker),
      approval('ben', { standingFor: maker, delegation: 'd' }),
      approval(maker, { standingFor: 'ann', delegation: 'e' }),
    ]
    assert.equal(stands(given, { delegations, rolesOf }), 'waiting for a lead', maker)
  }
})

test('a delegate counts for the delegator, and nobody has part in it twice', () => {
  assert.equal(stands([inPlace(), approval('ben')]), 'approved')
  assert.equal(stands([inPlace(), approval('ann')]), 'waiting for a lead')
  assert.equal(stands([approval('ann'), inPlace()]), 'waiting for a lead')
  const also = [delegation(), delegation({ id: 'e', from: 'ben' })]
  const twice = [inPlace(), inPlace({ standingFor: 'ben', delegation: 'e' })]
  assert.equal(stands(twice, { delegations: also }), 'waiting for a lead')
})

test('a delegation counts within its days, for its roles, of what the delegator holds', () => {
  const rest = [approval('ben')]
  assert.equal(stands([...rest, inPlace({ on: day('2026-11-30') })]), 'approved')
  for (const on of ['2026-10-31', '2026-12-01']) {
    assert.equal(stands([...rest, inPlace({ on: day(on) })]), 'waiting for a lead')
  }
  const other = [delegation({ roles: ['chief'] })]
  assert.equal(stands([...rest, inPlace()], { delegations: other }), 'waiting for a lead')
  const none = [delegation({ from: 'eve' })]
  assert.equal(stands([...rest, inPlace()], { delegations: none }), 'waiting for a lead')
  assert.equal(stands([...rest, inPlace()], { delegations: [] }), 'waiting for a lead')
  const rolesOf = (person: string) => new Set(person === 'ann' ? [] : roles[person])
  assert.equal(stands([...rest, inPlace()], { rolesOf }), 'waiting for a lead')
})

test('any change of the paper voids it, also after it was approved', () => {
  const given = [approval('ann'), approval('ben')]
  const approved = { ...judged(given).request, state: 'approved' } as const
  assert.equal(stands(given, { request: approved }), 'approved')
  for (const request of [approved, judged(given).request]) {
    const other = { version: 2, contentHash: 'abd' }
    assert.equal(stands(given, { request, current: other }), 'void: content')
    const newer = { version: 3, contentHash: 'abc' }
    assert.equal(stands(given, { request, current: newer }), 'void: content')
  }
})

test('an approval is void when its approver lost the role, or more is needed', () => {
  const given = [approval('ann'), approval('ben')]
  const request = { ...judged(given).request, state: 'approved' } as const
  const rolesOf = (person: string) => new Set(person === 'ben' ? [] : roles[person])
  assert.equal(stands(given, { request, rolesOf }), 'void: approvers')
  const more = [{ roles: ['chief'], persons: 1 }]
  assert.equal(stands(given, { request, steps: more }), 'void: approvers')
  assert.equal(stands(given, { rolesOf }), 'waiting for a lead')
})

test('one refusal refuses; what is over is over', () => {
  const given = [approval('ann'), approval('ben', { decision: 'reject' }), approval('cat')]
  assert.equal(stands(given), 'rejected')
  const last = { today: day('2026-12-22') }
  assert.equal(stands([approval('ann')], last), 'waiting for a lead')
  const late = { today: day('2026-12-23') }
  assert.equal(stands([approval('ann')], late), 'expired')
  const both = [approval('ann'), approval('ben')]
  const request = { ...judged(both).request, state: 'approved' } as const
  assert.equal(stands(both, { request, ...late }), 'expired')
  for (const state of ['rejected', 'withdrawn', 'expired'] as const) {
    assert.equal(stands(both, { request: { ...request, state } }), state)
  }
  assert.equal(stands(both, { request: { ...request, state: 'void' } }), 'void: recorded')
})

test('what is missing is told as a sentence', () => {
  const wanted = [{ roles: ['billing lead', 'accountant'], persons: 2 }]
  const told = (given: Parameters<typeof approvalProblem>[3]) =>
    approvalProblem('sales invoice', 'void', wanted, given)
  assert.equal(
    told(null)?.message,
    'To void this sales invoice takes the approval of 2 persons who are a billing lead or an ' +
      'accountant. Ask for it.',
  )
  assert.equal(told({ standing: 'approved' }), null)
  const waiting = told({ standing: 'waiting', for: [{ roles: ['accountant'], persons: 1 }] })
  assert.match(waiting?.message ?? '', /It was asked for, and still waits for an accountant\.$/)
  const rules = (['withdrawn', 'rejected', 'expired'] as const).map(
    (one) => told({ standing: one })?.rule,
  )
  assert.deepEqual(rules, ['approval-missing', 'approval-rejected', 'approval-expired'])
  const changed = told({ standing: 'void', because: 'content' })
  assert.match(
    changed?.message ?? '',
    /The paper was changed after it was asked for\. Ask again\.$/,
  )
})
