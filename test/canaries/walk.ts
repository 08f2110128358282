/** Walks through all that can be read, as somebody, and gathers where which canary was told. */
import type { Described } from '#kit/key.ts'
import { ask } from './asking.ts'
import type { finder } from './canary.ts'
import type { Answered, Asked } from './asking.ts'
import type { Asker, House } from './house.ts'
import type { Known } from './known.ts'
import { readsOf, requestsOf } from './reading.ts'
import type { ApiDocument, Read } from './reading.ts'
import { isReport, lineRequests, reportRequests } from './reporting.ts'

type Finder = ReturnType<typeof finder>

/** What a walk came by. */
export interface Walk {
  /** Each operation with the statuses that it answered. */
  readonly statuses: ReadonlyMap<string, ReadonlySet<number>>
  /** Each canary with the requests that told it. */
  readonly told: ReadonlyMap<string, readonly Answered[]>
  /** Each operation with the forms in which it told a canary. */
  readonly telling: ReadonlyMap<string, ReadonlySet<string>>
}

/** What was asked, and how it ended. */
export type Status = Pick<Answered, 'id' | 'path' | 'status'>

/** Gathers answers. */
export class Basket implements Walk {
  readonly statuses = new Map<string, Set<number>>()
  readonly told = new Map<string, Answered[]>()
  readonly telling = new Map<string, Set<string>>()
  /** All that was asked. */
  readonly asked: Status[] = []

  put(answered: Answered): void {
    const { id, status, tokens, type } = answered
    this.asked.push({ id, path: answered.path, status })
    this.statuses.set(id, (this.statuses.get(id) ?? new Set()).add(status))
    for (const token of tokens) this.told.set(token, [...(this.told.get(token) ?? []), answered])
    if (tokens.size > 0) this.telling.set(id, (this.telling.get(id) ?? new Set()).add(type))
  }
}

/** Asks everything that can be asked with GET. */
export async function walk(
  house: House,
  asker: Asker,
  known: Known,
  tokensIn: Finder,
  how: { readonly withFilters: boolean } = { withFilters: false },
): Promise<Basket> {
  const basket = new Basket()
  const send = async (asked: Asked): Promise<Answered> => {
    const answered = await ask(house, asker, asked, tokensIn)
    basket.put(answered)
    return answered
  }
  const reads = await readsIn(house)
  const byAddress = new Map(reads.map((read) => [read.address, read]))
  const kinds: readonly Described[] = house.catalogue.all
  for (const read of reads) {
    if (!isReport(read)) await inTurns(requestsOf(read, known, kinds, how), send)
    else if (!read.operationId.endsWith('-lines')) {
      const answers = await inTurns(reportRequests(read, known), send)
      const lines = byAddress.get(`${read.address}/lines`)
      const explained = lines === undefined ? [] : answers.slice(0, mostExplained)
      const asked = explained.flatMap((answered) => lineRequests(lines ?? read, answered))
      await inTurns(asked, send)
    }
  }
  return basket
}

/** Of so many answers of a report the figures are explained. */
const mostExplained = 6

/** Sends some requests at a time. */
async function inTurns<Answer>(
  all: readonly Asked[],
  send: (asked: Asked) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let at = 0; at < all.length; at += 6) {
    answers.push(...(await Promise.all(all.slice(at, at + 6).map(send))))
  }
  return answers
}

/** The operations that are read, as the server itself describes them. */
export async function readsIn({ api }: House): Promise<Read[]> {
  const { json } = await api.send('/api/openapi.json', {})
  const { paths } = json as unknown as ApiDocument
  return readsOf({ paths })
}
