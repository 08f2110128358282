/** What the API answers: JSON, or problems as RFC 9457 writes them. */
import type { Problem } from '#base/problem.ts'

export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
  readonly headers?: Readonly<Record<string, string>>
  /** The rules of what it refuses, also where it does the rest. */
  readonly rules?: readonly string[]
}

/** The kinds of problems: the status of each, and its title. */
export const problemKinds = {
  'invalid-request': { status: 400, title: 'The request is not understood.' },
  unauthorized: { status: 401, title: 'The request has no valid key or session.' },
  'sign-in-refused': { status: 401, title: 'Nobody is let in with this.' },
  'scope-missing': { status: 403, title: 'This may not be done with the key or session.' },
  'cross-site': { status: 403, title: 'The request does not come from our own pages.' },
  'confirmation-missing': { status: 403, title: 'Show again who you are.' },
  'role-missing': { status: 403, title: 'This takes a role that is not held.' },
  'not-found': { status: 404, title: 'There is nothing here.' },
  'method-not-allowed': { status: 405, title: 'This address takes another method.' },
  conflict: { status: 409, title: 'It contradicts what is there.' },
  'too-large': { status: 413, title: 'The request is too large.' },
  'media-type': { status: 415, title: 'The request is in a form that is not read here.' },
  refused: { status: 422, title: 'The books refuse it.' },
  'too-many': { status: 429, title: 'There were too many attempts.' },
  defect: { status: 500, title: 'This is a fault of ours.' },
  unavailable: { status: 503, title: 'The database is not available now.' },
} as const

export type ProblemKind = keyof typeof problemKinds

/** An answer in JSON. */
export function json(
  status: number,
  value: unknown,
  headers?: Readonly<Record<string, string>>,
): Answer {
  const body = JSON.stringify(value)
  const type = 'application/json; charset=utf-8'
  return headers === undefined ? { status, type, body } : { status, type, body, headers }
}

/** Problems as `application/problem+json`; `type` is a name of ours that never changes. */
export function problemAnswer(
  kind: ProblemKind,
  problems: readonly Problem[],
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const { status, title } = problemKinds[kind]
  const detail = problems.map(({ message }) => message).join(' ')
  return {
    status,
    type: 'application/problem+json; charset=utf-8',
    body: JSON.stringify({
      type: `urn:backstay:problem:${kind}`,
      title,
      status,
      detail,
      problems,
    }),
    headers,
    rules: problems.map(({ rule }) => rule),
  }
}

/** One problem. */
export function oneProblem(
  kind: ProblemKind,
  rule: string,
  message: string,
  field = '',
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return problemAnswer(kind, [{ rule, field, message }], headers)
}

/** Too many attempts: when the next may be made. */
export function tooMany(seconds: number): Answer {
  const message = `There were too many attempts. Try again in ${waitOf(seconds)}.`
  const wait = { 'retry-after': String(seconds) }
  return oneProblem('too-many', 'too-many-attempts', message, '', wait)
}

function waitOf(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? 'a second' : `${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  return minutes === 1 ? 'a minute' : `${minutes} minutes`
}

/** What is unknown and what is another organization's get the same answer. */
export function notFound(what: string): Answer {
  const message = `There is no such ${what}. Check the address.`
  return oneProblem('not-found', `${what}-unknown`, message)
}
