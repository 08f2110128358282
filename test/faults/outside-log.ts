/** What clients sent and what they were told, kept outside of the server. */
import { setTimeout as pause } from 'node:timers/promises'
import { contentOf } from '#test/faults/entries.ts'
import type { Line } from '#test/faults/entries.ts'
import { kinds } from '#test/faults/asking.ts'
import type { Asking, Content, Person } from '#test/faults/asking.ts'
import type { Reply } from '#test/faults/request.ts'

/** What a client knows of an entry that it sent by hand. */
export interface Note {
  readonly key: string
  readonly content: string
  outcome: 'sent' | 'acknowledged' | 'refused'
  id?: string
}

/** A request about papers, under its key; the reply is null as long as nobody knows. */
export interface Asked {
  readonly key: string
  readonly asking: Asking
  reply: Reply | null
}

/** One act with one paper, as it was acknowledged. */
export interface Effect {
  readonly kind: string
  readonly id: string
  /** The version that it made: each is made once. */
  readonly version: number
  readonly verb: string
  readonly state: string
  readonly number: string | null
  readonly entries: readonly string[]
  readonly by: Person
  /** The fields that were sent with it; null where the paper was only named. */
  readonly sent: Content | null
}

/** A paper as the last answer about it told. */
export interface KnownPaper extends Effect {
  /** All that was ever sent of it. */
  readonly content: Content
}

/** Every way of every kind of paper, and what is done with drafts. */
const allVerbs: readonly string[] = Object.values(kinds).flatMap(({ name, bringOn, takeBack }) =>
  ['write', 'change', 'throw away', bringOn, takeBack].map((verb) => `${name}: ${verb}`),
)

/** So many papers of each kind are remembered as what others may act upon. */
const remembered = 60

export class OutsideLog {
  /** Entries by their keys. */
  readonly notes = new Map<string, Note>()
  /** Requests about papers by person and key. */
  readonly asked = new Map<string, Asked>()
  /** Acts with papers by kind, paper and version. */
  readonly effects = new Map<string, Effect>()
  /** Entries and acts with papers that were acknowledged. */
  acknowledged = 0
  refused = 0
  /** Requests that were sent again because their outcome was unknown. */
  repeated = 0
  /** Requests that were sent again though they had been answered. */
  replayed = 0
  /** Answers that no fault excuses. */
  readonly defects: string[] = []
  private readonly papers = new Map<string, KnownPaper>()
  private readonly ids = new Map<string, string[]>()
  private readonly done = new Map<string, number>()

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

  /** Notes a request about papers before it is sent. */
  ask(key: string, asking: Asking): Asked {
    const asked: Asked = { key, asking, reply: null }
    this.asked.set(`${asking.by} ${key}`, asked)
    return asked
  }

  /** Notes what a request about papers was answered; its effects, by paper. */
  answer(asked: Asked, reply: Reply): Effect[] {
    asked.reply = reply
    if ([409, 422].includes(reply.status)) {
      this.refused += asked.asking.sent.length
      return []
    }
    if (![200, 201, 207].includes(reply.status)) {
      const { by, path } = asked.asking
      this.defects.push(`${asked.key}: ${by} at ${path} was answered ${reply.status} ${reply.text}`)
      return []
    }
    const effects = effectsOf(asked.asking, reply)
    if (reply.status === 207) this.refused += asked.asking.sent.length - effects.length
    for (const effect of effects) this.take(asked, effect)
    return effects
  }

  /** What is known of a paper. */
  paper(id: string): KnownPaper | undefined {
    return this.papers.get(id)
  }

  /** The latest papers of a kind that are in a state. */
  inState(kind: string, state: string): KnownPaper[] {
    const ids = this.ids.get(kind) ?? []
    return ids.flatMap((id) => {
      const paper = this.papers.get(id)
      return paper?.state === state ? [paper] : []
    })
  }

  /** What was never done, of all that is done with papers: "receipt: undo". */
  neverDone(): string[] {
    return allVerbs.filter((name) => !this.done.has(name))
  }

  /** How often a verb was done with papers of a kind. */
  times(kind: string, verb: string): number {
    return this.done.get(`${kind}: ${verb}`) ?? 0
  }

  /**
   * Waits until something more is acknowledged: no recovery takes longer than half a minute. `said`
   * is what the server has said.
   */
  async goesOn(said = () => ''): Promise<void> {
    const { acknowledged } = this
    for (const began = performance.now(); this.acknowledged === acknowledged;) {
      if (performance.now() - began > 30_000) throw new Error(`Nothing is acknowledged:\n${said()}`)
      await pause(10)
    }
  }

  private take({ key }: Asked, effect: Effect): void {
    const name = effectName(effect)
    if (this.effects.has(name)) this.defects.push(`${key}: ${name} was made before`)
    this.effects.set(name, effect)
    this.acknowledged += 1
    const { kind, id, version, verb, sent } = effect
    this.done.set(`${kind}: ${verb}`, this.times(kind, verb) + 1)
    const known = this.papers.get(id)
    const content = { ...known?.content, ...sent }
    // Of two answers that come in the wrong order, the later version counts.
    const last = known !== undefined && known.version > version ? known : effect
    const state = last.verb === 'throw away' ? 'thrown away' : last.state
    this.papers.set(id, { ...last, state, content })
    if (known !== undefined) return
    const ids = this.ids.get(kind) ?? []
    ids.push(id)
    if (ids.length > remembered) ids.shift()
    this.ids.set(kind, ids)
  }
}

/** What tells acts apart. */
export function effectName({
  kind,
  id,
  version,
}: {
  readonly kind: string
  readonly id: string
  readonly version: number
}): string {
  return `${kind} ${id} version ${version}`
}

type Told = Pick<Effect, 'id' | 'version' | 'state' | 'number' | 'entries'>

/** What an answer says that was done: of a set, or of the steps of an undoing. */
function effectsOf({ kind, verb, by, sent }: Asking, { json }: Reply): Effect[] {
  const { papers, steps = [] } = json as {
    readonly papers?: readonly (Told & { readonly outcome: string })[]
    readonly steps?: readonly {
      readonly kind: string
      readonly verb: string
      readonly papers: readonly Told[]
    }[]
  }
  if (papers === undefined) {
    return steps.flatMap((step) =>
      step.papers.map((told) => ({ ...told, kind: step.kind, verb: step.verb, by, sent: null })),
    )
  }
  return papers.flatMap((told, at) => {
    if (told.outcome !== 'done') return []
    const { id, version, state, number, entries } = told
    return [{ kind, id, version, verb, state, number, entries, by, sent: sent[at] ?? null }]
  })
}
