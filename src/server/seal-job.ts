/** Seals what was posted, at most a minute behind, and notes each seal in the anchor file. */
import type { Instant } from '#base/date.ts'
import { appendAnchors, newestAnchors } from '#server/anchor-file.ts'
import type { Anchor } from '#server/anchor-file.ts'
import type { Database } from '#server/database/database.ts'
import { repeatedly } from '#server/repeated.ts'
import type { Repeated, Wait } from '#server/repeated.ts'

export interface SealJobOptions {
  readonly database: Database
  /** The anchor file, on another disk or machine than the database; none leaves anchors out. */
  readonly anchor?: string
  /** Entries under one seal, at most 20,000. */
  readonly batch?: number
  /** Milliseconds between two looks: ten seconds, so that nothing waits for a minute. */
  readonly interval?: number
  /** Tests give their own clock. */
  readonly wait?: Wait
  /** Told what stood in the way of one organization; the next look tries again. */
  readonly onProblem?: (error: unknown, organization: string | null) => void
}

interface SealRow {
  readonly organization: string
  readonly number: bigint | null
  readonly last: bigint
  readonly count: bigint
  readonly events: bigint
  readonly root: Buffer
  readonly hash: Buffer
  readonly sealed_at: Instant
}

const largestBatch = 20_000

/** Starts the job; its first look is at once. Two servers may run it on one database. */
export function startSealJob(options: SealJobOptions): Repeated {
  const { interval = 10_000, wait, onProblem = () => {} } = options
  const ended = new AbortController()
  const sealer = new Sealer(options, ended.signal)
  const told = (error: unknown): void => onProblem(error, null)
  const job = repeatedly(() => sealer.sealAll(), interval, told, wait)
  return {
    run: () => job.run(),
    stop() {
      ended.abort()
      return job.stop()
    },
  }
}

/** One look: seals all that waits now, and answers how many entries and events that was. */
export function sealAll(options: SealJobOptions): Promise<number> {
  return new Sealer(options, new AbortController().signal).sealAll()
}

class Sealer {
  private readonly options: SealJobOptions
  private readonly signal: AbortSignal
  private anchored: Map<string, number> | null = null

  constructor(options: SealJobOptions, signal: AbortSignal) {
    this.options = options
    this.signal = signal
  }

  async sealAll(): Promise<number> {
    const { database, onProblem = () => {} } = this.options
    const waiting = await database.bare<{ organization: string }>({
      text: 'select organization from ledger.organizations_to_seal() as organization',
    })
    let sealed = 0
    for (const { organization } of waiting) {
      if (this.signal.aborted) break
      try {
        sealed += await this.sealOrganization(organization)
      } catch (error) {
        onProblem(error, organization)
      }
    }
    return sealed
  }

  private async sealOrganization(organization: string): Promise<number> {
    const { database, batch = largestBatch / 2 } = this.options
    const atMost = Math.min(batch, largestBatch)
    let sealed = 0
    for (let full = true; full && !this.signal.aborted;) {
      // Done again where the answer was lost, it seals what came since, or nothing.
      const [seal] = await database.transaction(
        organization,
        (query) =>
          query<SealRow>({
            name: 'ledger.seal',
            text: 'select * from ledger.seal($1, $2)',
            values: [organization, atMost],
          }),
        { repeatable: true },
      )
      // Nothing waits any more, or another server is sealing this organization just now.
      if (seal === undefined || seal.number === null) break
      sealed += Number(seal.count) + Number(seal.events)
      full = Number(seal.count) === atMost
      await this.anchor(organization)
    }
    return sealed
  }

  /** Notes every seal that the file does not have yet, also those of before a crash. */
  private async anchor(organization: string): Promise<void> {
    const { database, anchor } = this.options
    if (anchor === undefined) return
    this.anchored ??= await newestAnchors(anchor)
    const newest = this.anchored.get(organization) ?? 0
    const seals = await database.transaction(
      organization,
      (query) =>
        query<SealRow>({
          name: 'ledger.seals after',
          text: `select organization, number, last, count, events, root, hash, sealed_at
            from ledger.seal where organization = $1 and number > $2 order by number`,
          values: [organization, newest],
        }),
      { mode: 'snapshot' },
    )
    const anchors = seals.map(asAnchor)
    await appendAnchors(anchor, anchors)
    this.anchored.set(organization, anchors.at(-1)?.number ?? newest)
  }
}

function asAnchor(seal: SealRow): Anchor {
  return {
    organization: seal.organization,
    number: Number(seal.number),
    position: Number(seal.last),
    root: seal.root.toString('hex'),
    hash: seal.hash.toString('hex'),
    sealedAt: seal.sealed_at.toString(),
  }
}
