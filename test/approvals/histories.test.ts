/**
 * 5,000 random histories of approvals on the rules and on a model: no effect without a quorum.
 * BACKSTAY_MODEL_SEED repeats a run.
 */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { standing } from '#permissions/approval.ts'
import type {
  Approval,
  ApprovalState,
  ApprovalStanding,
  Delegation,
} from '#permissions/approval.ts'
import { asker, histories, Model, people, writer } from '#test/approvals/history.ts'
import type { Happening, History } from '#test/approvals/history.ts'

const runs = 5_000
const usualSeed = process.env['CI'] === 'true' ? 1_798_392_142 : randomInt(2 ** 31 - 1)
const seed = Number(process.env['BACKSTAY_MODEL_SEED'] ?? usualSeed)
const start = Temporal.PlainDate.from('2026-11-22')
const dayOf = (day: number): Temporal.PlainDate => start.add({ days: day })
const name = (person: number): string => `p${person}`

/** The request as a program would keep it, which takes whatever anybody says. */
class Desk {
  state: ApprovalState = 'open'
  version = 1
  readonly approvals: Approval[] = []
  readonly delegations: Delegation[] = []
  private readonly model: Model
  private readonly history: History

  constructor(model: Model, history: History) {
    this.model = model
    this.history = history
  }

  stands(steps = this.model.wanted): ApprovalStanding {
    const { roles, day } = this.model
    return standing({
      request: {
        version: 1,
        contentHash: 'one',
        askedBy: name(asker),
        madeBy: name(writer),
        expiresOn: dayOf(30),
        state: this.state,
      },
      steps,
      approvals: this.approvals,
      delegations: this.delegations,
      rolesOf: (person) => roles[Number(person.slice(1))] ?? new Set(),
      current: { version: this.version, contentHash: this.version === 1 ? 'one' : 'other' },
      today: dayOf(day),
    })
  }

  take(happened: Happening): void {
    const { day } = this.model
    if (happened.what === 'approve' || happened.what === 'reject') {
      const { who, what } = happened
      const forWhom = what === 'approve' ? happened.for : who
      const found = this.delegations.findLast(
        ({ from, to }) => from === name(forWhom) && to === name(who),
      )
      this.approvals.push({
        person: name(who),
        standingFor: name(forWhom),
        delegation: forWhom === who ? null : (found?.id ?? 'none'),
        decision: what,
        on: dayOf(day),
      })
      // What was asked for is what closes a request, as on the server.
      if (this.state !== 'open') return
      const { standing: now } = this.stands(this.history.wanted)
      if (now === 'approved' || now === 'rejected') this.state = now
    }
    if (happened.what === 'delegate') {
      const { from, to, first, last, roles } = happened
      const id = String(this.delegations.length)
      const days = { firstDay: dayOf(first), lastDay: dayOf(last) }
      this.delegations.push({ id, from: name(from), to: name(to), roles, ...days })
    }
    if (happened.what === 'change') this.version += 1
    if (happened.what === 'withdraw' && this.state === 'open') this.state = 'withdrawn'
  }
}

interface Tally {
  effects: number
  refusals: number
}

function play(history: History, tally: Tally): void {
  const model = new Model(history)
  const desk = new Desk(model, history)
  for (const happened of history.happenings) {
    // Who withdraws what is closed already, changes nothing.
    if (happened.what === 'withdraw' && desk.state !== 'open') continue
    model.note(happened)
    desk.take(happened)
    if (happened.what !== 'effect') continue
    const approved = desk.stands().standing === 'approved'
    if (approved) tally.effects += 1
    else tally.refusals += 1
    if (approved) assert.ok(model.quorum(), 'an effect without a quorum')
    // Without stand-ins and refusals there is only one way to count, so both agree both ways.
    const plain = model.said.every((said) => said.approves && said.who === said.for)
    if (plain && !approved) assert.ok(!model.quorum(), 'a quorum without an effect')
  }
}

test(`${runs} histories of approvals: no effect without a quorum`, (context) => {
  const tally: Tally = { effects: 0, refusals: 0 }
  context.diagnostic(`seed ${seed}`)
  fc.assert(
    fc.property(histories(25), (history) => play(history, tally)),
    { numRuns: runs, seed },
  )
  context.diagnostic(`${tally.effects} effects, ${tally.refusals} refusals`)
  // A test in which nothing is ever approved would prove nothing.
  assert.ok(tally.effects > runs / 50, `only ${tally.effects} effects`)
  assert.ok(tally.refusals > runs / 50, `only ${tally.refusals} refusals`)
})

test('the model finds an effect that nobody approved', () => {
  const roles = Array.from({ length: people }, () => ['billing lead'] as const)
  const wanted = [{ roles: ['billing lead'] as const, persons: 2 }]
  const model = new Model({ roles, wanted, happenings: [] })
  for (const who of [2, 2, writer, asker]) model.note({ what: 'approve', who, for: who })
  assert.equal(model.quorum(), false)
  model.note({ what: 'approve', who: 3, for: 3 })
  assert.equal(model.quorum(), true)
  model.note({ what: 'change' })
  assert.equal(model.quorum(), false)
})
