/** Starts the whole server: PostgreSQL, the schema, the API and the jobs; and ends it in order. */
import type { Logger } from 'pino'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { keyFileProblem, openEntrance } from '#server/access/entrance.ts'
import type { EntranceOptions } from '#server/access/entrance.ts'
import { openDatabase } from '#server/database/database.ts'
import type { Address } from '#server/database/database.ts'
import {
  checkLogin,
  createIfMissing,
  isEmpty,
  prepare,
  readAddresses,
  settingWarnings,
  unreachable,
} from '#server/database/prepare.ts'
import type { Allowance } from '#server/egress/allowance.ts'
import { embeddedAddresses } from '#server/embedded-books.ts'
import { listen } from '#server/http/listen.ts'
import type { Place } from '#server/http/listen.ts'
import type { Services } from '#server/http/operation.ts'
import { jobs } from '#server/jobs.ts'
import type { ExampleWish } from '#server/job.ts'
import type { MailSettings } from '#server/mail/settings.ts'
import { startPostgres } from '#server/postgres/instance.ts'
import type { StartOptions } from '#server/postgres/instance.ts'
import { servicesOver } from '#server/services.ts'

export interface ServerOptions extends Place {
  /** Where the books are: a folder for the embedded PostgreSQL, or the addresses of a server. */
  readonly books:
    | Pick<StartOptions, 'folder' | 'binaries' | 'settings'>
    | { readonly url: string; readonly ownerUrl?: string }
  /** Whether an empty embedded database gets the example company. */
  readonly example: boolean
  /** The file in which each seal is noted; best on another disk. None is kept without it. */
  readonly anchor?: string
  /** How people reach the house, and the file with the key of second factors. */
  readonly entrance: Omit<EntranceOptions, 'onProblem'>
  /** How mails are sent; without it they wait. */
  readonly mail: MailSettings | null
  /** Where connections outward may lead besides the public internet; nowhere without it. */
  readonly allowance?: Allowance
  /** Is told, as sentences, what a person at the terminal should know. */
  readonly say: (sentence: string) => void
  readonly log: Logger
}

export interface RunningServer {
  readonly port: number
  /** "http://127.0.0.1:4700" */
  readonly address: string
  readonly services: Services
  /** Fulfilled with the reason if PostgreSQL was lost for good. */
  readonly lost: Promise<Problem>
  /** Answers what it has begun to answer, makes it durable, and stops PostgreSQL. */
  stop(): Promise<void>
}

/** Problems: those of `startPostgres`, `migrate`, `readAddress`, `checkLogin` and `listen`. */
export async function startServer(options: ServerOptions): Promise<Outcome<RunningServer>> {
  const books = await openBooks(options)
  if (!books.ok) return books
  const { address, lost, example } = books.value
  const database = openDatabase(address)
  const abandon = async (...problems: Problem[]): Promise<Outcome<never>> => {
    await database.close()
    await books.value.stop()
    return refused(...problems)
  }
  const problem = await checkLogin(database)
  if (problem !== null) return await abandon(problem)
  for (const warning of await settingWarnings(database)) options.say(warning)
  const entrance = openEntrance({
    ...options.entrance,
    onProblem: ({ rule, message }) => options.log.error({ rule }, message),
  })
  const lockedOut = await keyFileProblem({ database, entrance })
  if (lockedOut !== null) options.say(lockedOut.message)
  const services = servicesOver(database, entrance, options.log, options.allowance)
  const listener = await listen(services, options)
  if (!listener.ok) return await abandon(...listener.problems)
  const { say, anchor, mail } = options
  const running = jobs.map((start) => start({ services, say, anchor, example, mail }))
  let stopping: Promise<void> | null = null
  const stopAll = async (): Promise<void> => {
    await listener.value.close()
    await Promise.all(running.map((stop) => stop()))
    await database.close()
    await books.value.stop()
  }
  const host = options.host.includes(':') ? `[${options.host}]` : options.host
  return fine({
    port: listener.value.port,
    address: `http://${host}:${listener.value.port}`,
    services,
    lost,
    stop: () => (stopping ??= stopAll()),
  })
}

interface Books {
  readonly address: Address
  readonly example: ExampleWish
  readonly lost: Promise<Problem>
  stop(): Promise<void>
}

async function openBooks(options: ServerOptions): Promise<Outcome<Books>> {
  const { books, say } = options
  if ('url' in books) return await openElsewhere(books.url, books.ownerUrl, say)
  const started = await startPostgres({ ...books, say, now: Date.now })
  if (!started.ok) return started
  const instance = started.value
  const { owner, login } = embeddedAddresses(instance)
  try {
    await createIfMissing(owner)
    const prepared = await prepare(owner, login.user)
    if (prepared.ok) {
      const wish = (await isEmpty(owner)) ? 'make' : 'finish'
      return fine({
        address: login,
        example: options.example ? wish : 'none',
        lost: instance.lost,
        stop: () => instance.stop(),
      })
    }
    await instance.stop()
    return prepared
  } catch (error) {
    await instance.stop()
    throw error
  }
}

async function openElsewhere(
  url: string,
  ownerUrl: string | undefined,
  say: (sentence: string) => void,
): Promise<Outcome<Books>> {
  const addresses = readAddresses(url, ownerUrl)
  if (!addresses.ok) return addresses
  const { login, owner } = addresses.value
  if (owner !== null) {
    try {
      if (await createIfMissing(owner)) say(`Made the database ${owner.database}.`)
      const prepared = await prepare(owner, login.user)
      if (!prepared.ok) return prepared
    } catch (error) {
      return refused({ ...unreachable(error), field: 'DATABASE_OWNER_URL' })
    }
  }
  const never = new Promise<Problem>(() => {})
  return fine({ address: login, example: 'none', lost: never, stop: async () => {} })
}
