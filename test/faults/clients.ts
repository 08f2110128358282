/** Clients of a server that may die at any moment; outside of it they note what it acknowledged. */
import { setTimeout as pause } from 'node:timers/promises'
import { Chance } from '#test/faults/chance.ts'
import { bodyOf, contentOf, nextPaper, pendingLines, takenBack } from '#test/faults/papers.ts'
import type { Line, Paper } from '#test/faults/papers.ts'
import { request } from '#test/faults/request.ts'
import type { Counter } from '#test/faults/request.ts'

/** What a client knows of an entry that it sent. */
export interface Note {
  readonly key: string
  readonly content: string
  outcome: 'sent' | 'acknowledged' | 'refused'
  id?: string
}

/** What was sent and acknowledged, kept outside of the server. */
export class OutsideLog {
  readonly notes = new Map<string, Note>()
  acknowledged = 0
  refused = 0
  /** Requests that were sent again because their outcome was unknown. */
  repeated = 0
  /** Answers that no fault excuses. */
  readonly defects: string[] = []

  note(key: string, lines: readonly Line[]): Note {
    const note: Note = { key, content: contentOf(lines), outcome: 'sent' }
    this.notes.set(key, note)
    return note
  }

  acknowledge(note: Note, id: string): void {
    note.outcome = 'acknowledged'
    note.id = id
    this.acknowledged += 1
  }

  refuse(note: Note): void {
    note.outcome = 'refused'
    this.refused += 1
  }
}

interface Answer {
  readonly id?: string
  readonly entries?: readonly SetResult[]
}

interface SetResult {
  readonly outcome: 'recorded' | 'repeated' | 'refused'
  readonly key: string
  readonly id?: string
}

/** Longer than any recovery that the tests allow. */
const patience = 60_000

/** Starts so many clients; they go on until `stop` and then finish what they have begun. */
export function startClients(
  counter: Counter,
  log: OutsideLog,
  name: string,
  count = 16,
): { stop(): Promise<void> } {
  let over = false
  const clients = Array.from({ length: count }, (_, place) =>
    new Client(counter, log, `${name}-${place}`).workUntil(() => over),
  )
  const all = Promise.all(clients)
  // A client that gave up is told of where the clients are stopped.
  all.catch(() => {})
  return {
    async stop() {
      over = true
      await all
    },
  }
}

class Client {
  private readonly counter: Counter
  private readonly log: OutsideLog
  private readonly name: string
  private readonly chance: Chance
  private readonly reserved: { readonly id: string; readonly lines: readonly Line[] }[] = []
  private readonly posted: { readonly id: string; readonly lines: readonly Line[] }[] = []
  private papers = 0

  constructor(counter: Counter, log: OutsideLog, name: string) {
    this.counter = counter
    this.log = log
    this.name = name
    this.chance = new Chance(name)
  }

  async workUntil(over: () => boolean): Promise<void> {
    while (!over()) {
      const act = this.chance.below(10)
      if (act < 6) await this.postOne(nextPaper(this.nextKey(), this.chance))
      else if (act < 8) await this.postSet(this.chance.between(2, 8))
      else if (act === 8) await this.endReservation()
      else await this.takeBack()
    }
  }

  private nextKey(): string {
    return `${this.name}-${++this.papers}`
  }

  private async postOne(made: Paper): Promise<void> {
    const note = this.log.note(made.key, made.lines)
    const { status, body } = await this.send('/entries', bodyOf(made))
    this.settle(note, status, body.id)
    if (note.id !== undefined) this.remember(made, note.id)
  }

  private async postSet(size: number): Promise<void> {
    const papers = Array.from({ length: size }, () => nextPaper(this.nextKey(), this.chance))
    const notes = papers.map(({ key, lines }) => this.log.note(key, lines))
    const { status, body } = await this.send('/entries', { entries: papers.map(bodyOf) })
    notes.forEach((note, place) => {
      const { outcome, id } = body.entries?.[place] ?? { outcome: `status ${status}` }
      const taken = outcome === 'recorded' || outcome === 'repeated'
      this.settle(note, taken ? 201 : outcome === 'refused' ? 422 : status, id)
      if (note.id !== undefined) this.remember(papers[place] as Paper, note.id)
    })
  }

  /** Settles or voids all of a pending entry of its own. */
  private async endReservation(): Promise<void> {
    const found = this.reserved.shift()
    if (found === undefined) return await pause(5)
    const verb = this.chance.pick(['settlement', 'void'])
    const back = pendingLines(takenBack(found.lines))
    const posted = found.lines.map((line) => ({ ...line, layer: 'actual' as const }))
    await this.undo(found.id, verb, verb === 'void' ? back : [...back, ...posted])
  }

  private async takeBack(): Promise<void> {
    const found = this.posted.splice(this.chance.below(this.posted.length || 1), 1)[0]
    if (found === undefined) return await pause(5)
    await this.undo(found.id, 'reversal', takenBack(found.lines))
  }

  private async undo(id: string, verb: string, lines: readonly Line[]): Promise<void> {
    const key = this.nextKey()
    const note = this.log.note(key, lines)
    const body = { key, postedOn: '2026-11-22', reason: `Paper ${key}` }
    const reply = await this.send(`/entries/${id}/${verb}`, body)
    this.settle(note, reply.status, reply.body.id)
  }

  private settle(note: Note, status: number, id: string | undefined): void {
    if (status === 201 && id !== undefined) this.log.acknowledge(note, id)
    else if (status === 422) this.log.refuse(note)
    else this.log.defects.push(`${note.key} was answered ${status}`)
  }

  private remember({ kind, lines }: Paper, id: string): void {
    const list = kind === 'pending' ? this.reserved : this.posted
    list.push({ id, lines })
    if (list.length > 20) list.shift()
  }

  /** Sends the same request until it is answered; what is unknown is resolved by its key. */
  private async send(
    path: string,
    body: object,
  ): Promise<{ readonly status: number; readonly body: Answer }> {
    const until = performance.now() + patience
    for (let unanswered = 0; ;) {
      const reply = await request(this.counter, path, body)
      if (reply !== null && reply.status !== 503) return { status: reply.status, body: reply.json }
      if (reply === null) unanswered += 1
      if (performance.now() > until) {
        const last = `${unanswered} times none at all, at last ${reply?.text ?? 'none'}`
        throw new Error(`${this.name} got no answer to ${path} in ${patience} ms: ${last}`)
      }
      this.log.repeated += 1
      await pause(50 + this.chance.below(200))
    }
  }
}
