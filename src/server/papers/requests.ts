/** Requests under a key: done once, and answered the same again however often they are sent. */
import { hash } from 'node:crypto'
import type { Query } from '#base/query.ts'
import { column } from '#kit/columns.ts'
import { oneProblem } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'

/** A request under a key of its sender's own choice. */
export interface Keyed {
  readonly person: string
  readonly key: string
  /** What is asked, and of what: the same key for anything else is refused. */
  readonly hash: Buffer
}

/** The fingerprint of a request: its parts and its body as they were sent. */
export function requestHash(...parts: readonly unknown[]): Buffer {
  return hash('sha256', JSON.stringify(parts), 'buffer')
}

/** What tells a key apart in an organization. */
export function keyName({ person, key }: Pick<Keyed, 'person' | 'key'>): string {
  return `${person} ${key}`
}

/**
 * The answers of requests that were sent under these keys before, by `keyName`; whoever sends one
 * of them at the same moment waits until this transaction ends. Problem: `key-reused`.
 */
export async function earlierAnswers(
  query: Query,
  organization: string,
  asked: readonly Keyed[],
): Promise<ReadonlyMap<string, Answer>> {
  if (asked.length === 0) return new Map()
  const names = asked.map((one) => `${organization} ${keyName(one)}`)
  // In one order, so that two who send the same ones never wait for each other.
  const locked = query({
    name: 'request.lock',
    text: `select pg_advisory_xact_lock(of_key) from (
        select distinct hashtextextended(k, 0) as of_key from unnest($1::text[]) k order by 1) k`,
    values: [column(names, (name) => name)],
  })
  // Sent behind the locks, and so read after them.
  const found = query<Row>({
    name: 'request.find',
    text: `select r.person, r.key, r.hash, r.answer
      from unnest($2::uuid[], $3::text[]) k (person, key)
      join paper.request r on r.organization = $1 and r.person = k.person and r.key = k.key`,
    values: [organization, column(asked, ({ person }) => person), column(asked, ({ key }) => key)],
  })
  const [rows] = await Promise.all([found, locked])
  const hashes = new Map(asked.map((one) => [keyName(one), one.hash]))
  return new Map(
    rows.map((row) => {
      const name = keyName(row)
      return [name, hashes.get(name)?.equals(row.hash) === true ? replayed(row) : keyReused]
    }),
  )
}

/** Keeps the answers of requests, in the transaction in which they are done. */
export async function keepAnswers(
  query: Query,
  organization: string,
  done: readonly { readonly asked: Keyed; readonly answer: Answer }[],
): Promise<void> {
  if (done.length === 0) return
  await query({
    name: 'request.keep',
    text: `insert into paper.request (organization, person, key, hash, answer)
      select $1, u.* from unnest($2::uuid[], $3::text[], $4::bytea[], $5::jsonb[]) u`,
    values: [
      organization,
      column(done, ({ asked }) => asked.person),
      column(done, ({ asked }) => asked.key),
      column(done, ({ asked }) => `\\x${asked.hash.toString('hex')}`),
      column(done, ({ answer }) => JSON.stringify(answer)),
    ],
  })
}

interface Row {
  readonly person: string
  readonly key: string
  readonly hash: Buffer
  readonly answer: Answer
}

function replayed({ answer }: Row): Answer {
  return { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } }
}

const keyReused: Answer = oneProblem(
  'conflict',
  'key-reused',
  'You used this key for another request already. Give each request a key of its own.',
  'key',
)
