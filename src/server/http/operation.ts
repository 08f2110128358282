/** What an operation of the API is: one description for the router, the check and OpenAPI. */
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Instant } from '#base/date.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { BlobStore } from '#records/blob.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import type { Caller } from '#server/access/caller.ts'
import type { Entrance } from '#server/access/entrance.ts'
import type { Actors } from '#server/access/actors.ts'
import type { CallLog } from '#server/access/call-log.ts'
import type { KeyRing } from '#server/access/key-ring.ts'
import type { Permissions } from '#server/access/permissions.ts'
import type { Scope } from '#server/access/scopes.ts'
import type { Visitor } from '#server/access/visitor.ts'
import type { Database } from '#server/database/database.ts'
import type { Directory } from '#server/directory.ts'
import type { Egress } from '#server/egress/egress.ts'
import type { GroupCommit } from '#server/group-commit.ts'
import type { Answer, ProblemKind } from '#server/http/answer.ts'
import { problemAnswer } from '#server/http/answer.ts'
import type { Upload } from '#server/http/upload.ts'
import { validated } from '#kit/validation.ts'

/** What handlers work with. */
export interface Services {
  readonly database: Database
  readonly commits: GroupCommit
  readonly directory: Directory
  readonly keys: KeyRing
  readonly entrance: Entrance
  readonly actors: Actors
  /** The papers and registers that there are. */
  readonly catalogue: Catalogue
  readonly permissions: Permissions
  /** Where the bytes of files are kept. */
  readonly blobs: BlobStore
  /** The moment at which papers are written and brought on. */
  readonly now: () => Instant
  readonly log: Logger
  /** Where calls with a key are noted. */
  readonly calls: CallLog
  /** The way outward. */
  readonly egress: Egress
}

/** What brings a request in besides a program of the caller's own. */
export const origins = ['agent', 'command line'] as const
export type Origin = (typeof origins)[number]

/** From where a request comes, and whether what it answers travels encrypted. */
export interface RequestSource extends Visitor {
  readonly https: boolean
}

/** A request whose parts fit their schemas, of nobody in particular. */
export interface OpenCall<Path, Query, Body> {
  readonly services: Services
  readonly from: RequestSource
  readonly path: Path
  readonly query: Query
  readonly body: Body
  /** The value of the header `Idempotency-Key`. */
  readonly keyHeader: string | undefined
  /** Through what the caller comes in, where it says so: it stands beside the name in history. */
  readonly origin: Origin | null
  /** The bytes of the body. */
  readonly bodySize: number
  /** The file that was sent as the body, where the operation takes one. */
  readonly file: Upload | null
}

/** A request whose caller is known and whose parts fit their schemas. */
export interface Call<Path, Query, Body> extends OpenCall<Path, Query, Body> {
  readonly caller: Caller
}

/** A request before it is checked. */
export interface RawCall {
  readonly services: Services
  /** Null where the operation asks for nobody. */
  readonly caller: Caller | null
  readonly from: RequestSource
  readonly path: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly keyHeader: string | undefined
  readonly origin: Origin | null
  /** The bytes of the body. */
  readonly bodySize: number
  readonly file: Upload | null
}

export interface Success {
  readonly description: string
  /** What it answers in JSON; null where it answers with a file. */
  readonly schema: z.ZodType | null
  /** Other forms that the answer may take, besides JSON. */
  readonly otherTypes?: readonly string[]
}

/**
 * Who may use an operation: keys and sessions that have a scope; `own-session`: whoever is signed
 * in, for itself alone; null: everybody, without key or session.
 */
export type Admission = Scope | 'own-session' | null

interface Description<Path, Query, Body> {
  /** The name in OpenAPI and in generated clients: "postEntry". */
  readonly id: string
  readonly method: 'get' | 'post'
  /** Below `/api/v1`, with parameters in braces: "/companies/{company}/entries". */
  readonly address: string
  readonly summary: string
  readonly description?: string
  /** The group in which it is described; the last word of the address unless it is said. */
  readonly tag?: string
  readonly scope: Admission
  /**
   * Whether a human must have shown within the last minutes who it is, as for what moves money or
   * rights. Keys, which cannot, are held by their scopes alone.
   */
  readonly fresh?: boolean
  readonly path: z.ZodType<Path>
  readonly query: z.ZodType<Query>
  readonly body: z.ZodType<Body>
  /** How a body is checked, where its schema alone would not say what is wrong with it. */
  readonly check?: (sent: unknown) => Outcome<Body>
  /** The largest body, in bytes; a megabyte unless said otherwise. */
  readonly largestBody?: number
  /** Of an operation whose body is a file and no JSON: the largest, in bytes. */
  readonly largestFile?: number
  /** Whether the header `Idempotency-Key` is read. */
  readonly keyed?: boolean
  /** Status → answer. */
  readonly successes: Readonly<Record<number, Success>>
  /** The kinds of problems it can answer beyond those that all can. */
  readonly problems: readonly ProblemKind[]
}

interface Definition<Path, Query, Body> extends Description<Path, Query, Body> {
  readonly scope: Scope | 'own-session'
  readonly handle: (call: Call<Path, Query, Body>) => Promise<Answer>
}

interface OpenDefinition<Path, Query, Body> extends Description<Path, Query, Body> {
  readonly scope: null
  readonly handle: (call: OpenCall<Path, Query, Body>) => Promise<Answer>
}

/** An operation as the router and OpenAPI see it; its handler is reached through `run` alone. */
export interface Operation extends Omit<Description<unknown, unknown, unknown>, 'check'> {
  readonly largestBody: number
  readonly keyed: boolean
  readonly fresh: boolean
  readonly run: (call: RawCall) => Promise<Answer>
}

/** No parameters, or no body. */
export const nothing = z.strictObject({})

/** Describes an operation; `run` checks every part of a request before the handler sees it. */
export function operation<Path, Query, Body>(definition: Definition<Path, Query, Body>): Operation {
  const { handle, ...description } = definition
  return described(description, async (call, caller) => {
    // The router asks who it is before anything else.
    if (caller === null) throw new Error(`${definition.id} was reached by nobody.`)
    return await handle({ ...call, caller })
  })
}

/** Describes an operation that everybody may use, such as signing in: nobody is asked who it is. */
export function openOperation<Path, Query, Body>(
  definition: OpenDefinition<Path, Query, Body>,
): Operation {
  const { handle, ...description } = definition
  return described(description, handle)
}

function described<Path, Query, Body>(
  description: Description<Path, Query, Body>,
  handle: (call: OpenCall<Path, Query, Body>, caller: Caller | null) => Promise<Answer>,
): Operation {
  const { check, path, query, body, ...told } = description
  return {
    ...told,
    largestBody: description.largestBody ?? 1_000_000,
    keyed: description.keyed ?? false,
    fresh: description.fresh ?? false,
    path,
    query,
    body,
    run: async (call) => {
      const [at, asked, sent] = [
        validated(path, call.path),
        validated(query, call.query),
        check === undefined ? validated(body, call.body) : check(call.body),
      ]
      // An address that cannot exist is answered like one that does not.
      if (!at.ok) return problemAnswer('not-found', nothingThere)
      if (!asked.ok) return problemAnswer('invalid-request', asked.problems)
      if (!sent.ok) return problemAnswer('invalid-request', sent.problems)
      const { caller, ...rest } = call
      const checked = { path: at.value, query: asked.value, body: sent.value }
      return await handle({ ...rest, ...checked }, caller)
    },
  }
}

const nothingThere: readonly Problem[] = [
  { rule: 'address-unknown', field: '', message: 'There is nothing here. Check the address.' },
]
