/** `backstay call`: any operation of the API by its address, as the screens call it. */
import { fine, refused, type Outcome } from '#base/problem.ts'
import { misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { isFine, replyAnswer, withApi } from '#cli/api.ts'
import type { Api, ApiOptions, Reply } from '#cli/api.ts'
import { readInput, writeTo } from '#cli/files.ts'
import type { Session } from '#cli/session.ts'
import { isShown } from '#cli/verbs/shown.ts'
import { all } from '#departments/all.ts'
import type { Operation } from '#server/http/operation.ts'
import { operationsOf } from '#server/http/operations.ts'

export interface CallOptions extends Omit<ApiOptions, 'company'> {
  /** What stands behind the question mark: "state=issued". */
  readonly query?: readonly string[]
  /** The idempotency key. */
  readonly once?: string
  /** The file into which an answer goes that is one. */
  readonly to?: string
}

/** Calls an operation; without an address it lists those there are. */
export async function callOperation(
  session: Session,
  path: string | undefined,
  file: string | undefined,
  options: CallOptions,
): Promise<Answer> {
  const operations = operationsOf(session.world.house?.catalogue ?? all)
  if (path === undefined) return listed(operations)
  const found = operationAt(operations, path, file !== undefined)
  if (!found.ok) return stopped('usage', found.problems)
  const query = queryOf(options.query ?? [])
  if (!query.ok) return stopped('usage', query.problems)
  const operation = found.value
  const isGet = operation.method === 'get'
  const { to } = options
  if (answersFile(operation) && to === undefined) {
    return stopped('usage', [misuse('--to', 'It answers with a file. Say which with --to.')])
  }
  const body = await bodyOf(session, operation, file)
  if (!body.ok) return stopped('usage', body.problems)
  return await withApi(session, options, 'command line', async (api) => {
    if (to !== undefined && isGet) return await taken(api, path, query.value, to)
    const reply = await asked(api, operation, path, query.value, body.value, file, options.once)
    if (!isFine(reply)) return replyAnswer(reply)
    const text = `${JSON.stringify(reply.json, null, 2)}\n`
    return said(text, isShown(reply.json) ? { ...reply.json } : {})
  })
}

/**
 * The operation at an address, which a file or standard input tells from the one that only reads.
 * Problem: `usage`, where there is none, or none that a key reaches.
 */
export function operationAt(
  operations: readonly Operation[],
  path: string,
  hasBody: boolean,
): Outcome<Operation> {
  const there = operations
    .filter(({ address }) => fits(address, path))
    .toSorted((one, other) => parametersIn(one) - parametersIn(other))
  const [first] = there
  const same = there.filter(
    (one) => first !== undefined && parametersIn(one) === parametersIn(first),
  )
  const wanted = hasBody ? 'post' : 'get'
  const found = same.find(({ method }) => method === wanted) ?? (hasBody ? undefined : same[0])
  if (found === undefined) {
    const message =
      hasBody && first !== undefined
        ? `${path} only answers: it takes no file. Leave it out.`
        : `There is no operation at ${path}. "backstay call" lists those there are.`
    return refused(misuse('PATH', message))
  }
  if (isHumans(found)) {
    const message = `“${found.summary}” is for a person who signs in, and not for a key.`
    return refused(misuse('PATH', message))
  }
  return fine(found)
}

/** Whether it is for people who sign in, each about themselves, or for who is nobody yet. */
export function isHumans({ scope }: Operation): boolean {
  return scope === null || scope === 'own-session'
}

function fits(address: string, path: string): boolean {
  const parts = path.split('/')
  const wanted = address.split('/')
  return (
    parts.length === wanted.length &&
    wanted.every((part, at) => (part.startsWith('{') ? parts[at] !== '' : part === parts[at]))
  )
}

function parametersIn({ address }: Operation): number {
  return address.split('{').length
}

function answersFile({ successes }: Operation): boolean {
  return Object.values(successes).some(({ schema }) => schema === null)
}

/** What is sent: what was read, as JSON; a whole file is sent as it is, from its place. */
async function bodyOf(
  session: Session,
  operation: Operation,
  file: string | undefined,
): Promise<Outcome<unknown>> {
  if (file === undefined) return fine({})
  if (operation.largestFile !== undefined) {
    if (file !== '-') return fine(null)
    return refused(misuse('FILE', 'It takes a file as it is. Name one instead of “-”.'))
  }
  const bytes = await readInput(session, file, operation.largestBody)
  if (!bytes.ok) return bytes
  try {
    return fine(JSON.parse(bytes.value.toString()))
  } catch {
    return refused(misuse('FILE', 'It is no JSON. Write it as the HTTP API takes it.'))
  }
}

async function asked(
  api: Api,
  { method, largestFile }: Operation,
  path: string,
  query: Readonly<Record<string, string>>,
  body: unknown,
  file: string | undefined,
  once: string | undefined,
): Promise<Reply> {
  if (method === 'get') return await api.get(path, query)
  if (largestFile !== undefined && file !== undefined) return await api.send(path, query, file)
  return await api.post(path, body, { query, ...(once === undefined ? {} : { once }) })
}

async function taken(
  api: Api,
  path: string,
  query: Readonly<Record<string, string>>,
  file: string,
): Promise<Answer> {
  const found = await api.take(path, query)
  if ('status' in found) return replyAnswer(found)
  if (!found.ok) return stopped('usage', found.problems)
  await writeTo(file, found.value)
  return said('', {})
}

function queryOf(words: readonly string[]): Outcome<Record<string, string>> {
  const pairs = words.map((word): [string, string] => {
    const at = word.indexOf('=')
    return [word.slice(0, Math.max(at, 0)), word.slice(at + 1)]
  })
  if (pairs.every(([name]) => name !== '')) return fine(Object.fromEntries(pairs))
  return refused(misuse('--query', 'Write it as name=value: --query state=issued.'))
}

function listed(operations: readonly Operation[]): Answer {
  const own = operations.filter((one) => !isHumans(one))
  const lines = own.map(({ method, address, summary }) => {
    return `${method.toUpperCase().padEnd(4)}  ${address}  ${summary}\n`
  })
  const json = own.map(({ id, method, address, summary }) => ({ id, method, address, summary }))
  return said(lines.join(''), { operations: json })
}
