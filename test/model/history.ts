/** A history in the making: each act moves the books and the model, and both are compared. */
import { newId } from '#base/id.ts'
import type { Posting, Receipt } from '#ledger/door.ts'
import { record } from '#server/books.ts'
import type { Database } from '#server/database/database.ts'
import type { Act, EntryPlan } from '#test/model/acts.ts'
import { differences } from '#test/model/compare.ts'
import { damages } from '#test/model/damages.ts'
import { companies } from '#test/model/ground.ts'
import { Model } from '#test/model/model.ts'
import type { Answer } from '#test/model/model.ts'
import { sceneOf } from '#test/model/scene.ts'
import { stories } from '#test/model/stories.ts'

/** How often each outcome and each refusal came about, to see that the histories are rich. */
export type Tally = Map<string, number>

/** Books in the database and their model, which every act moves together. */
export class History {
  readonly model = new Model()
  private readonly sent: Posting[] = []
  readonly database: Database
  readonly organization: string
  private readonly tally: Tally

  constructor(database: Database, organization: string, tally: Tally) {
    this.database = database
    this.organization = organization
    this.tally = tally
  }

  async perform(act: Act): Promise<string | null> {
    if (act.act === 'record') return await this.post(this.postingsOf(act.entries))
    const company = companies[act.company]?.code ?? ''
    const periods = this.model.state.periods.get(company) ?? []
    return await this.setPeriod(company, this.turn(company, act.period, act.to), act.to, periods)
  }

  /** Sends a set through the door and past the model, and compares entry by entry. */
  async post(postings: readonly Posting[]): Promise<string | null> {
    this.sent.push(...postings)
    let receipts: readonly Receipt[]
    try {
      receipts = await record(this.database, this.organization, postings)
    } catch (error) {
      return `the door threw ${String(error)} ${JSON.stringify(error)}\n${told(postings)}`
    }
    for (const [place, posting] of postings.entries()) {
      const answer = this.model.record(posting)
      const receipt = receipts[place] as Receipt
      this.count(receipt)
      const what = apart(receipt, answer)
      if (what !== null) {
        return `entry ${place + 1} of ${postings.length}: ${what}\n${told([posting])}`
      }
    }
    return null
  }

  /** What differs between all sums of the books and of the model, or null. */
  async compared(): Promise<string | null> {
    const found = await differences(this.database, this.organization, this.model.state)
    return found.length === 0 ? null : found.slice(0, 12).join('\n')
  }

  async setPeriod(
    company: string,
    period: number,
    to: 'open' | 'locked' | 'closed',
    periods = this.model.state.periods.get(company) ?? [],
  ): Promise<string | null> {
    const before = periods.map(({ state }) => state).join(' ')
    const expected = this.model.setPeriodState(company, period, to)
    const answered = await this.database
      .transaction(this.organization, async (query) => {
        await query({
          text: 'select ledger.set_period_state($1, $2, $3, $4, $5, $6)',
          values: [this.organization, company, period, to, 'tester', 'A random act'],
        })
        return null
      })
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
    this.tally.set(answered ?? to, (this.tally.get(answered ?? to) ?? 0) + 1)
    return answered === expected
      ? null
      : `period ${company} ${period} to ${to}: the door says ${answered}, the model ${expected}` +
          ` (${before})`
  }

  /** Mostly the period whose turn it is: the oldest to close, the newest to reopen. */
  private turn(company: string, choice: number, to: 'open' | 'locked' | 'closed'): number {
    const periods = this.model.state.periods.get(company) ?? []
    const any = periods[choice % periods.length]?.period ?? 0
    if (choice % 4 === 0) return any
    const closed = periods.filter(({ state }) => state === 'closed')
    // At most the first year and a half is closed, so that there is room to post.
    const next = closed.length < periods.length / 2 ? periods[closed.length] : undefined
    return (to === 'open' ? closed.at(-1) : next)?.period ?? 1
  }

  private postingsOf(plans: readonly EntryPlan[]): Posting[] {
    const postings: Posting[] = []
    for (const plan of plans) {
      const sent = [...this.sent.slice(-400), ...postings]
      const key = `key ${this.sent.length + postings.length}`
      const scene = sceneOf(this.model.state, sent, plan, key)
      const entry = stories[plan.story].tell(scene)
      // What reverses, settles or repeats an entry does so in that entry's company.
      const { reversedEntry = '', pendingEntry = '' } = entry
      const { entries } = this.model.state
      const about =
        (entries.get(reversedEntry) ?? entries.get(pendingEntry))?.posting ??
        sent.findLast(
          ({ id, entry: { key: sentKey } }) =>
            id === reversedEntry || id === pendingEntry || sentKey === entry.key,
        )
      const company = about?.company ?? scene.company
      const posting = { id: newId(Date.now()), company, actor: 'tester', entry }
      postings.push(plan.damage === null ? posting : damages[plan.damage](scene, posting))
    }
    return postings
  }

  private count(receipt: Receipt): void {
    const seen =
      receipt.outcome === 'refused' ? receipt.refusals.map(({ rule }) => rule) : [receipt.outcome]
    for (const word of seen) this.tally.set(word, (this.tally.get(word) ?? 0) + 1)
  }
}

/** How the door's answer to an entry is not the model's, or null. */
function apart(receipt: Receipt, answer: Answer): string | null {
  const model = answer.outcome === 'refused' ? `refused: ${answer.verdict.text()}` : answer.outcome
  if (receipt.outcome === 'refused') {
    const rules = receipt.refusals.map(({ field, rule }) => `${field}: ${rule}`).join('; ')
    if (answer.outcome !== 'refused') return `the door refused it (${rules}), the model ${model}`
    return answer.verdict.difference(receipt.refusals)
  }
  if (receipt.outcome !== answer.outcome)
    return `the door ${receipt.outcome} it, the model ${model}`
  const { entry } = answer
  if (receipt.id !== entry.posting.id) return `the door answers entry ${receipt.id}`
  if (receipt.period !== entry.period) return `the door answers period ${receipt.period}`
  return null
}

function told(postings: readonly Posting[]): string {
  const spelled = (_: string, value: unknown): unknown =>
    typeof value === 'bigint' ? `${value}n` : value
  return postings
    .map(
      ({ company, entry }, place) => `${place + 1}. ${company} ${JSON.stringify(entry, spelled)}`,
    )
    .join('\n')
}
