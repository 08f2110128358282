/**
 * Random histories of approvals played on a real database, each effect judged by the model.
 * BACKSTAY_MODEL_SEED repeats a run.
 */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { officeOf } from '#test/approvals/office.ts'
import type { Office } from '#test/approvals/office.ts'
import { asker, histories, Model, people, writer } from '#test/approvals/history.ts'
import type { Happening, History } from '#test/approvals/history.ts'
import { booksOnAll, storeIn } from '#test/books.ts'
import { today } from '#test/people.ts'

const usualSeed = process.env['CI'] === 'true' ? 1_798_392_142 : randomInt(2 ** 31 - 1)
const seed = Number(process.env['BACKSTAY_MODEL_SEED'] ?? usualSeed)

interface Played {
  effects: number
  refusals: number
}

/** One request on the server, with the people of a history. */
async function play(office: Office, history: History, played: Played): Promise<void> {
  const model = new Model(history)
  const persons: string[] = []
  for (let at = 0; at < people; at += 1) {
    persons.push(await office.holder(`P ${at}`, ...(history.roles[at] ?? [])))
  }
  const who = (at: number): string => persons[at] ?? ''
  // Somebody beside them could approve anything, so that it may be asked for.
  for (const spare of ['Q', 'R', 'S', 'T']) {
    await office.holder(spare, 'billing lead', 'accountant')
  }
  await office.policy(...history.wanted)
  const order = office.paper(who(writer))
  const request = await office.asked(who(asker), order)
  const desk = new Desk(office, model, who, request)
  for (const happened of history.happenings) {
    await desk.take(happened)
    if (happened.what !== 'effect') continue
    const current = desk.changed ? { ...order, version: 2 } : order
    const found = await office.standing(current, today.add({ days: model.day }))
    const approved = found?.steps.length === 0 || found?.standing?.standing === 'approved'
    if (approved) played.effects += 1
    else played.refusals += 1
    if (approved) assert.ok(model.quorum(), 'an effect without a quorum')
  }
}

class Desk {
  changed = false
  private readonly office: Office
  private readonly model: Model
  private readonly who: (at: number) => string
  private readonly request: string

  constructor(office: Office, model: Model, who: (at: number) => string, request: string) {
    this.office = office
    this.model = model
    this.who = who
    this.request = request
  }

  /** Does on the server what happened; the model notes it, too. */
  async take(happened: Happening): Promise<void> {
    const { office, model, who, request } = this
    const day = today.add({ days: model.day })
    switch (happened.what) {
      case 'approve':
        await office.decideOn(day, who(happened.who), { request, standingFor: who(happened.for) })
        break
      case 'reject':
        await office.decideOn(day, who(happened.who), { request, decision: 'reject' })
        break
      case 'change':
        this.changed = true
        break
      case 'grant':
        await office.give(who(happened.who), happened.role)
        break
      case 'end':
        await office.run(
          `update access.grant_of_role
            set ended_at = now(), ended_by = granted_by, end_reason = 'a test'
            where person = $1 and role = $2 and ended_at is null`,
          who(happened.who),
          happened.role,
        )
        break
      case 'delegate': {
        const { from, to, first, last, roles } = happened
        const days = [today.add({ days: first }), today.add({ days: last })] as const
        // What the server refuses, as the roles are not held, the model takes all the same.
        await office.standIn(who(from), who(to), [...roles], [...days])
        break
      }
      case 'policy':
        await office.policy(...happened.wanted)
        break
      case 'withdraw':
        if ((await office.withdraw(who(asker), request)) !== '') return
        break
      case 'sleep':
      case 'effect':
        break
    }
    model.note(happened)
  }
}

for (const { server, books } of await booksOnAll()) {
  after(() => books.drop())
  const runs = server.version === 18 ? 100 : 10
  const what = `${runs} histories on PostgreSQL ${server.version}: no effect without a quorum`
  test(what, async (context) => {
    const played: Played = { effects: 0, refusals: 0 }
    context.diagnostic(`seed ${seed}`)
    await fc.assert(
      fc.asyncProperty(histories(20), async (history) => {
        const organization = await storeIn(books.database)
        await play(officeOf(books.database, organization), history, played)
      }),
      { numRuns: runs, seed, endOnFailure: true },
    )
    context.diagnostic(`${played.effects} effects, ${played.refusals} refusals`)
    assert.ok(played.refusals > 0)
    if (server.version === 18) assert.ok(played.effects > 0)
  })
}
