/** Brings jobs on in the background of a server: takes those that wait, some at once, in turns. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Services } from '#server/http/operation.ts'
import { backOff as usualBackOff } from '#server/jobs/back-off.ts'
import { take } from '#server/jobs/hold.ts'
import type { Hold } from '#server/jobs/hold.ts'
import type { JobKind } from '#server/jobs/kind.ts'
import { takeTurn } from '#server/jobs/turn.ts'
import type { Means } from '#server/jobs/turn.ts'
import { repeatedly } from '#server/repeated.ts'
import type { Repeated } from '#server/repeated.ts'

export interface RunnerOptions {
  readonly services: Services
  readonly kinds: readonly JobKind[]
  /** Who has a job, for people to read: the machine and the process. */
  readonly server: string
  /** Jobs at once: two, so that most connections are left to people. */
  readonly atOnce?: number
  /** Milliseconds for which a hold lasts unless it is renewed: thirty seconds. */
  readonly lease?: number
  /** Milliseconds after which a job goes to the end of the line: ten seconds. */
  readonly turn?: number
  /** Milliseconds between two looks while nothing ends: one second. */
  readonly interval?: number
  /** Milliseconds that a step gets to its end when the server ends: five seconds. */
  readonly grace?: number
  /** Milliseconds to wait after so many failures in a row; tests give their own. */
  readonly backOff?: (failures: number) => number
  /** Told what stood in the way; the next look tries again. */
  readonly onProblem?: (error: unknown, organization: string | null, run: string | null) => void
}

/**
 * Starts it; any number of servers may on one database. `run` looks for jobs now and answers how
 * many it took; `stop` lets the steps that run come to their end, or leaves them where that takes
 * too long, and puts their jobs back into the line.
 */
export function startRunner(options: RunnerOptions): Repeated {
  return new Runner(options)
}

class Runner implements Repeated {
  private readonly options: RunnerOptions
  private readonly kinds: ReadonlyMap<string, JobKind>
  private readonly means: Means
  private readonly ended = new AbortController()
  private readonly abandoned = new AbortController()
  private readonly turns = new Set<Promise<void>>()
  private readonly looking: Repeated
  /** The organization that was served last: the next look begins behind it. */
  private last = ''

  constructor(options: RunnerOptions) {
    const { services, lease = 30_000, turn = 10_000, interval = 1_000 } = options
    const { onProblem = () => {} } = options
    const { backOff = (failures) => usualBackOff(failures, Math.random()) } = options
    this.options = options
    this.kinds = new Map(options.kinds.map((kind) => [kind.kind, kind]))
    const [ended, abandoned] = [this.ended.signal, this.abandoned.signal]
    this.means = { services, lease, turn, backOff, onProblem, ended, abandoned }
    this.looking = repeatedly(() => this.look(), interval, this.tell)
  }

  run(): Promise<number> {
    return this.looking.run()
  }

  async stop(): Promise<void> {
    this.ended.abort()
    await this.looking.stop()
    const turns = Promise.all(this.turns)
    const { grace = 5_000 } = this.options
    await Promise.race([turns, pause(grace, undefined, { ref: false })])
    this.abandoned.abort()
    await turns
  }

  /** Takes jobs while some wait and too few run: in each round, one of each organization. */
  private async look(): Promise<number> {
    let taken = 0
    for (let more = true; more && this.isFree();) {
      more = false
      for (const organization of await this.waiting()) {
        if (!this.isFree()) break
        const hold = await this.takeOf(organization)
        if (hold === null) continue
        this.last = organization
        this.begin(hold)
        taken += 1
        more = true
      }
    }
    return taken
  }

  private isFree(): boolean {
    return !this.ended.signal.aborted && this.turns.size < (this.options.atOnce ?? 2)
  }

  /** The organizations with jobs to take, beginning behind the one that was served last. */
  private async waiting(): Promise<string[]> {
    if (this.kinds.size === 0) return []
    const found = await this.options.services.database.bare<{ organization: string }>({
      text: 'select organization from job.organizations_waiting($1) as organization',
      values: [[...this.kinds.keys()]],
    })
    const all = found.map(({ organization }) => organization).sort()
    const at = all.findIndex((organization) => organization > this.last)
    return at === -1 ? all : [...all.slice(at), ...all.slice(0, at)]
  }

  /** One's trouble is told and leaves the others alone. */
  private async takeOf(organization: string): Promise<Hold | null> {
    const { services, server } = this.options
    const kinds = [...this.kinds.keys()]
    try {
      return await services.database.transaction(organization, (query) =>
        take(query, organization, kinds, server, this.means.lease),
      )
    } catch (error) {
      this.means.onProblem(error, organization, null)
      return null
    }
  }

  private begin(hold: Hold): void {
    const kind = this.kinds.get(hold.kind)
    if (kind === undefined) throw new Error(`There is no kind of job ${hold.kind}.`)
    const turn = takeTurn(this.means, hold, kind)
      .catch((error: unknown) => this.means.onProblem(error, hold.organization, hold.run))
      .finally(() => {
        this.turns.delete(turn)
        // What waits need not wait for the next look.
        if (!this.ended.signal.aborted) void this.run().catch(this.tell)
      })
    this.turns.add(turn)
  }

  private readonly tell = (error: unknown): void => {
    this.options.onProblem?.(error, null, null)
  }
}
