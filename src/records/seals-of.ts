/** Whether the entries that a paper made are still what was sealed, down to the last byte. */
import type { Instant } from '#base/date.ts'
import type { Document } from '#kit/document.ts'
import { placed, topicsOf } from '#kit/topic.ts'
import type { Reader, TopicPlace } from '#kit/topic.ts'

/**
 * How an entry stands: as it was sealed; not sealed yet, which takes some seconds; other than what
 * was sealed, or no longer there; or under a seal that is not what it was.
 */
export type SealState = 'sealed' | 'waiting' | 'changed' | 'seal broken'

export interface CheckedEntry {
  readonly entry: string
  readonly state: SealState
  /** The number of the seal; null where it waits for one. */
  readonly seal: number | null
  readonly sealedAt: Instant | null
}

/** What was found of a paper's entries, and of the chain of seals from theirs to the last. */
export interface CheckedSeals {
  readonly entries: readonly CheckedEntry[]
  /** Until when all is sealed; null where none of it is. */
  readonly sealedUntil: Instant | null
  /** So many seals were looked at, one after the other. */
  readonly seals: number
  /** The first seal that does not follow from the one before it; null where the chain is whole. */
  readonly brokenSeal: number | null
}

/**
 * Checks the entries that a paper's acts recorded against their seals; null where the paper is not
 * there to be read. See docs/seals.md; the verifier checks all of the books, and the anchor.
 */
export async function sealsOf(
  place: TopicPlace,
  of: Document,
  { sight }: Pick<Reader, 'sight'>,
  key: string,
): Promise<CheckedSeals | null> {
  const topic = (await topicsOf(place, of, sight, [key])).get(key)
  if (topic === undefined) return null
  const acts = await place.query<{ entry: string }>({
    name: 'entries of a paper',
    text: `select distinct unnest(t.entries)::text as entry from paper.act t
      where t.organization = $1::uuid and t.company = $2 and t.kind = $3 and t.paper = $4::uuid`,
    values: [...placed(place, of), key],
  })
  const ids = `{${acts.map(({ entry }) => entry).join(',')}}`
  const found = await place.query<Found>({
    name: 'check entries',
    text: 'select * from ledger.check_entries($1::uuid, $2::uuid[])',
    values: [place.organization, ids],
  })
  const entries = found.map(entryOf)
  const first = entries.find(({ seal }) => seal !== null)?.seal ?? null
  if (first === null) return { entries, sealedUntil: null, seals: 0, brokenSeal: null }
  const [chain] = await place.query<{ seals: bigint; until: Instant; broken: bigint | null }>({
    name: 'check chain',
    text: 'select * from ledger.check_chain($1::uuid, $2::bigint)',
    values: [place.organization, first],
  })
  return {
    entries,
    sealedUntil: chain?.until ?? null,
    seals: Number(chain?.seals ?? 0),
    brokenSeal: chain === undefined || chain.broken === null ? null : Number(chain.broken),
  }
}

interface Found {
  readonly entry: string
  readonly seal: bigint | null
  readonly sealed_at: Instant | null
  readonly is_as_sealed: boolean
  readonly is_seal_whole: boolean
}

function entryOf(found: Found): CheckedEntry {
  const { entry, seal, sealed_at: sealedAt, is_as_sealed: isSame, is_seal_whole: isWhole } = found
  const state = !isSame ? 'changed' : seal === null ? 'waiting' : isWhole ? 'sealed' : 'seal broken'
  return { entry, state, seal: seal === null ? null : Number(seal), sealedAt }
}
