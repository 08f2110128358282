/** Clients of a server that may die at any moment; outside of it they note what it acknowledged. */
import { setTimeout as pause } from 'node:timers/promises'
import { Chance } from '#test/faults/chance.ts'
import { bodyOf, nextEntry, pendingLines, takenBack } from '#test/faults/entries.ts'
import type { Line, SentEntry } from '#test/faults/entries.ts'
import { nextAsking } from '#test/faults/next-asking.ts'
import type { Note, OutsideLog } from '#test/faults/outside-log.ts'
import { insist } from '#test/faults/request.ts'
import type { Counter, Reply, Request } from '#test/faults/request.ts'
import { deskOf } from '#test/faults/store.ts'
import type { Store } from '#test/faults/store.ts'

interface Answer {
  readonly id?: string
  readonly entries?: readonly SetResult[]
}

interface SetResult {
  readonly outcome: 'recorded' | 'repeated' | 'refused'
  readonly key: string
  readonly id?: string
}

/** Starts so many clients; they go on until `stop` and then finish what they have begun. */
export function startClients(
  store: Store,
  log: OutsideLog,
  name: string,
  count = 16,
): { stop(): Promise<void> } {
  let over = false
  const clients = Array.from({ length: count }, (_, place) =>
    new Client(store, log, `${name}-${place}`).workUntil(() => over),
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

/** A request that was answered, to be sent once more. */
interface Sent extends Request {
  readonly counter: Counter
  readonly reply: Reply
}

/** Half of the time a client posts entries by hand, and half of the time it works with papers. */
class Client {
  private readonly store: Store
  private readonly log: OutsideLog
  private readonly name: string
  private readonly chance: Chance
  private readonly reserved: { readonly id: string; readonly lines: readonly Line[] }[] = []
  private readonly posted: { readonly id: string; readonly lines: readonly Line[] }[] = []
  /** The papers that it wrote, the last ones. */
  private readonly written: string[] = []
  private readonly sent: Sent[] = []
  private keys = 0

  constructor(store: Store, log: OutsideLog, name: string) {
    this.store = store
    this.log = log
    this.name = name
    this.chance = new Chance(name)
  }

  async workUntil(over: () => boolean): Promise<void> {
    while (!over()) {
      const act = this.chance.below(20)
      if (act < 6) await this.postOne(nextEntry(this.nextKey(), this.chance))
      else if (act < 8) await this.postSet(this.chance.between(2, 8))
      else if (act === 8) await this.endReservation()
      else if (act === 9) await this.takeBack()
      else if (act === 10) await this.sendAgain()
      else await this.ask()
    }
  }

  private nextKey(): string {
    return `${this.name}-${++this.keys}`
  }

  private async postOne(made: SentEntry): Promise<void> {
    const note = this.log.note(made.key, made.lines)
    const request = { path: '/entries', body: bodyOf(made) }
    const reply = await this.send(request)
    this.settle(note, reply.status, (reply.json as Answer).id)
    if (note.id === undefined) return
    this.remember(made, note.id)
    this.keep({ ...request, counter: this.store, reply })
  }

  private async postSet(size: number): Promise<void> {
    const made = Array.from({ length: size }, () => nextEntry(this.nextKey(), this.chance))
    const notes = made.map(({ key, lines }) => this.log.note(key, lines))
    const body = { entries: made.map(bodyOf) }
    const { status, json } = await this.send({ path: '/entries', body })
    notes.forEach((note, place) => {
      const results = (json as Answer).entries
      const { outcome, id } = results?.[place] ?? { outcome: `status ${status}` }
      const taken = outcome === 'recorded' || outcome === 'repeated'
      this.settle(note, taken ? 201 : outcome === 'refused' ? 422 : status, id)
      if (note.id !== undefined) this.remember(made[place] as SentEntry, note.id)
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
    const body = { key, postedOn: '2026-11-22', reason: `Entry ${key}` }
    const { status, json } = await this.send({ path: `/entries/${id}/${verb}`, body })
    this.settle(note, status, (json as Answer).id)
  }

  /** Asks for something with papers, under a key of the person who asks. */
  private async ask(): Promise<void> {
    const { log, chance } = this
    const drafts = this.written.flatMap((id) => {
      const paper = log.paper(id)
      return paper?.state === 'draft' ? [paper] : []
    })
    const asking = nextAsking({ log, chance, drafts })
    const key = this.nextKey()
    const asked = log.ask(key, asking)
    const request = { path: asking.path, body: asking.body, key }
    const counter = deskOf(this.store, asking.by)
    const reply = await this.send(request, counter)
    const effects = log.answer(asked, reply)
    // What was refused as a whole stands under no key, and may be asked for again.
    if (effects.length > 0) this.keep({ ...request, counter, reply })
    for (const { id, verb } of effects) {
      if (verb !== 'write') continue
      this.written.push(id)
      if (this.written.length > 12) this.written.shift()
    }
  }

  /** Sends a request once more that was answered: it is told the same, and nothing is done. */
  private async sendAgain(): Promise<void> {
    const found = this.sent.splice(this.chance.below(this.sent.length || 1), 1)[0]
    if (found === undefined) return await pause(5)
    const { counter, reply, ...request } = found
    const again = await this.send(request, counter)
    this.log.replayed += 1
    const isSame = again.status === reply.status && again.text === reply.text
    if (isSame && again.isReplay) return
    const named = request.key ?? JSON.stringify(request.body)
    this.log.defects.push(`${named} was answered ${reply.text}, and again ${again.text}`)
  }

  private settle(note: Note, status: number, id: string | undefined): void {
    if (status === 201 && id !== undefined) this.log.acknowledge(note, id)
    else if (status === 422) this.log.refuse(note)
    else this.log.defects.push(`${note.key} was answered ${status}`)
  }

  private remember({ kind, lines }: SentEntry, id: string): void {
    const list = kind === 'pending' ? this.reserved : this.posted
    list.push({ id, lines })
    if (list.length > 20) list.shift()
  }

  /** Remembers a request that was answered and whose key stands for it from now on. */
  private keep(sent: Sent): void {
    this.sent.push(sent)
    if (this.sent.length > 20) this.sent.shift()
  }

  private async send(request: Request, counter: Counter = this.store): Promise<Reply> {
    return await insist(counter, request, async () => {
      this.log.repeated += 1
      await pause(50 + this.chance.below(200))
    })
  }
}
