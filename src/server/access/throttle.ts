/** Slows down who guesses: waits that grow with each failure, in the database for all servers. */
import { hash } from 'node:crypto'
import type { Outcome } from '#base/problem.ts'
import type { Database } from '#server/database/database.ts'
import { networkOf } from '#server/access/visitor.ts'
import type { Visitor } from '#server/access/visitor.ts'

/** What is guessed at; each has counts of its own. */
export type Guessed = 'password' | 'code' | 'reset'

/** How much is free before the first wait, and how long a wait grows, in seconds. */
interface Patience {
  readonly free: number
  readonly longest: number
}

interface Policy {
  /** Guesses at one mail from one address. */
  readonly pair: Patience
  /** Guesses at one mail from everywhere, other than from where its owner came in before. */
  readonly mail: Patience
  /** Guesses at whatever mail from one address. */
  readonly address: Patience
}

/**
 * No wait is longer than a quarter of an hour, and none is made longer by asking within it: nobody
 * is locked out for good. A stranger's guesses at a mail from elsewhere do not slow its owner down
 * at an address from which that person came in before, and the link of a new password makes an
 * address known.
 */
const policies: Readonly<Record<Guessed, Policy>> = {
  password: {
    pair: { free: 5, longest: 900 },
    mail: { free: 20, longest: 300 },
    address: { free: 50, longest: 900 },
  },
  // Three of a million codes are right at a time, and whoever guesses knows the password.
  code: {
    pair: { free: 5, longest: 900 },
    mail: { free: 5, longest: 900 },
    address: { free: 50, longest: 900 },
  },
  // Each of these is a mail in its owner's box, who may use the link, whoever asked for it.
  reset: {
    pair: { free: 3, longest: 900 },
    mail: { free: 5, longest: 900 },
    address: { free: 20, longest: 900 },
  },
}

/** An attempt that may be made. */
export interface Attempt {
  /** To be called where it did not fail: what was counted is taken back. */
  succeeded(): Promise<void>
}

/** Too many attempts were made: so many seconds must pass before the next. */
export interface TooMany {
  readonly wait: number
}

/** What came of an attempt, if it could be made. */
export type Tried<Value> = Outcome<Value> | TooMany

/** Begins an attempt, or answers how many seconds must pass before. */
export async function beginAttempt(
  database: Database,
  guessed: Guessed,
  mail: string,
  visitor: Visitor,
): Promise<Attempt | number> {
  const { pair, mail: ofMail, address: ofAddress } = policies[guessed]
  const network = networkOf(visitor)
  const name = (...parts: string[]): Buffer =>
    hash('sha256', JSON.stringify([guessed, ...parts]), 'buffer')
  const [known] = await database.bare<{ known: boolean }>({
    name: 'access.came from',
    text: 'select access.came_from($1, $2) as known',
    values: [mail, visitor.address],
  })
  const both = { ...pair, name: name('pair', mail, network) }
  const limits = [
    both,
    { ...ofAddress, name: name('address', network) },
    ...(known?.known === true ? [] : [{ ...ofMail, name: name('mail', mail) }]),
  ]
  const [begun] = await database.bare<{ wait: number }>({
    name: 'access.begin attempt',
    text: 'select access.begin_attempt($1, $2, $3) as wait',
    values: [
      limits.map((limit) => limit.name),
      limits.map(({ free }) => free),
      limits.map(({ longest }) => longest),
    ],
  })
  const wait = begun?.wait ?? 0
  if (wait > 0) return wait
  const others = limits.filter((limit) => limit !== both)
  return {
    succeeded: async () => {
      await database.bare({
        text: 'select access.end_attempt($1, $2)',
        values: [[both.name], others.map((limit) => limit.name)],
      })
    },
  }
}
