/** The router: builds the routes from the list of operations, and stands guard before each. */
import { Hono } from 'hono'
import type { Context } from 'hono'
import { fine } from '#base/problem.ts'
import { roles } from '#departments/roles.ts'
import { aOrAn } from '#kit/naming.ts'
import { listed } from '#kit/sentence.ts'
import { freshMinutes, recentlyConfirmed } from '#server/access/caller.ts'
import type { Caller } from '#server/access/caller.ts'
import type { Scope } from '#server/access/scopes.ts'
import { readsByRoles, rolesReaching, scopesByRoles } from '#server/access/session-scopes.ts'
import { TooBusy } from '#server/access/password-hash.ts'
import { errorState, Unavailable } from '#server/database/database.ts'
import { oneProblem, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { cutOff, readBody, tooLarge } from '#server/http/body.ts'
import { clearCookie, readCookie } from '#server/http/cookie.ts'
import { isTorn, readJson } from '#server/http/json-body.ts'
import { origins } from '#server/http/operation.ts'
import type { Operation, Origin, RawCall, Services } from '#server/http/operation.ts'
import { loggable } from '#server/log.ts'
import { pathNoter } from '#server/http/noted-path.ts'
import { operationsOf } from '#server/http/operations.ts'
import { packed } from '#server/http/pack.ts'
import { publicPages } from '#server/http/pages.ts'
import { isOurOwn, sourceOf } from '#server/http/request-source.ts'
import { root } from '#server/http/root.ts'
import { withUpload } from '#server/http/upload.ts'
import { today } from '#server/http/today.ts'
import { askedFirst, webFiles } from '#server/http/web-files.ts'
import type { WebFiles } from '#server/http/web-files.ts'

/** The application as a function from request to response. */
export function makeApp(services: Services): Hono {
  const app = new Hono()
  const methods = new Map<string, string[]>()
  for (const operation of operationsOf(services.catalogue)) {
    const path = root + operation.address.replaceAll(/\{(\w+)\}/g, ':$1')
    const asNoted = pathNoter(operation)
    app.on(operation.method.toUpperCase(), path, (context) => {
      const heard: Heard = { operation, asNoted, call: null }
      return guarded(services, context, () => answer(services, heard, context), heard)
    })
    methods.set(path, [...(methods.get(path) ?? []), operation.method.toUpperCase()])
  }
  for (const [path, allowed] of methods) {
    app.all(path, (context) =>
      guarded(services, context, () => Promise.resolve(otherMethod(allowed))),
    )
  }
  for (const { path, page } of publicPages(services)) {
    app.get(path, (context) => guarded(services, context, page))
  }
  const files = webFiles()
  app.notFound((context) =>
    guarded(services, context, () => Promise.resolve(screen(files, context) ?? nothingHere())),
  )
  return app
}

/** A file of the browser's part; wherever a browser asks for a page, the first one. */
function screen(files: WebFiles, { req }: Context): Answer | null {
  if (req.method !== 'GET' || req.path.startsWith('/api/')) return null
  const packs = /\bgzip\b/.test(req.header('accept-encoding') ?? '')
  const isPage = (req.header('accept') ?? '').includes('text/html')
  const file = files(req.path, packs)
  const page = file === null && isPage ? files('/index.html', packs) : null
  // Whoever is not signed in is brought to the door, and nothing is asked before it.
  if (page === null || readCookie(req.header('cookie')) === null) return file ?? page
  return { ...page, headers: { ...page.headers, ...askedFirst(req.path) } }
}

/** What is known of a request when it is answered. */
interface Heard {
  readonly operation: Operation
  readonly asNoted: ReturnType<typeof pathNoter>
  /** Once it was let in. */
  call: Pick<RawCall, 'caller' | 'origin' | 'query'> | null
}

/** Runs an answer; what it throws becomes a problem that tells nothing of our inside. */
async function guarded(
  services: Services,
  context: Context,
  make: () => Promise<Answer>,
  heard: Heard | null = null,
): Promise<Response> {
  const { log } = services
  const request = nextRequest()
  const began = performance.now()
  let made: Answer
  try {
    made = await packed(await make(), context.req.header('accept-encoding'))
  } catch (error) {
    made = answerTo(error, request)
    const { method, path } = context.req
    if (made.status === 500)
      log.error({ request, method, path, error: loggable(error) }, 'a request failed')
    else log.warn({ request, method, path, reason: String(error) }, 'a request was put off')
  }
  if (heard !== null) noteCall(services, context, heard, made, request, began)
  if (log.isLevelEnabled('debug')) {
    const { method, path } = context.req
    log.debug({ request, method, path, status: made.status }, 'a request was answered')
  }
  return new Response(made.body, {
    status: made.status,
    headers: {
      ...safeHeaders,
      'content-type': made.type,
      'x-request-id': request,
      ...made.headers,
    },
  })
}

/** What somebody asks with a key stands in the log of calls; humans have a history of their own. */
function noteCall(
  { calls }: Services,
  { req }: Context,
  { operation, asNoted, call }: Heard,
  { status, rules = [] }: Answer,
  request: string,
  began: number,
): void {
  if (call === null || call.caller?.by !== 'key') return
  const milliseconds = Math.round(performance.now() - began)
  calls.note({
    organization: call.caller.organization,
    key: call.caller.id,
    at: Date.now() - milliseconds,
    operation: operation.id,
    method: operation.method,
    path: asNoted(req.path.slice(root.length), call.query),
    origin: call.origin,
    status,
    milliseconds,
    request,
    rules,
  })
}

/** The order of the guards: who, what it may, in what form, and only then what it says. */
async function answer(services: Services, heard: Heard, context: Context): Promise<Answer> {
  const { operation } = heard
  const from = sourceOf(services.entrance, context)
  const admitted = await admit(services, heard, context)
  if ('status' in admitted) return admitted
  const path = context.req.param() as Record<string, string>
  const query = queryOf(context)
  if (query === null || Object.values(path).some(isTorn)) {
    const message = 'A parameter is given twice, or holds a NUL. Give each once, as plain text.'
    return oneProblem('invalid-request', 'parameter-malformed', message)
  }
  const keyHeader = operation.keyed ? context.req.header('idempotency-key') : undefined
  const call: RawCall = {
    services,
    caller: admitted.caller,
    from,
    path,
    query,
    keyHeader,
    origin: originOf(context),
    body: {},
    bodySize: 0,
    file: null,
  }
  if (operation.method === 'get') return await operation.run(call)
  if (operation.largestFile !== undefined) {
    // No page of another site can send this type without being asked first whether it may.
    if (!/^application\/octet-stream *$/i.test(context.req.header('content-type') ?? '')) {
      const message = 'Send the file as it is, with Content-Type: application/octet-stream.'
      return oneProblem('media-type', 'not-a-file', message, '', {
        accept: 'application/octet-stream',
      })
    }
    return await withUpload(context, operation.largestFile, (file) =>
      typeof file === 'string' ? unsent(file, operation) : operation.run({ ...call, file }),
    )
  }
  if (!/^application\/json *(;|$)/i.test(context.req.header('content-type') ?? '')) {
    const message = 'Send JSON, with the header Content-Type: application/json.'
    return oneProblem('media-type', 'not-json', message, '', { accept: 'application/json' })
  }
  const bytes = await readBody(context, operation.largestBody)
  if (typeof bytes === 'string') return unsent(bytes, operation)
  const body = bytes.length === 0 ? fine({}) : readJson(bytes)
  if (!body.ok) return problemAnswer('invalid-request', body.problems)
  return await operation.run({ ...call, body: body.value, bodySize: bytes.length })
}

/** The one who may do this, nobody where everybody may, or why not. */
async function admit(
  services: Services,
  heard: Heard,
  context: Context,
): Promise<{ readonly caller: Caller | null } | Answer> {
  const { entrance } = services
  const { operation } = heard
  const { scope, method, fresh } = operation
  const header = context.req.header('authorization')
  // A key that is shown counts, whatever cookie comes with it.
  const cookie = header === undefined ? readCookie(context.req.header('cookie')) : null
  if (method !== 'get' && header === undefined && !isOurOwn(entrance, context, cookie !== null)) {
    return crossSite()
  }
  if (scope === null) return { caller: null }
  const [, key] = /^Bearer (bsk_[\w-]{1,200})$/i.exec(header ?? '') ?? []
  const text = key ?? cookie
  const company = context.req.param('company') ?? null
  const caller = text === null ? null : await whoComes(services, text, company)
  if (caller === null) return cookie === null ? unauthorized() : sessionOver()
  heard.call = { caller, origin: originOf(context), query: queryOf(context) ?? {} }
  if (scope === 'own-session' && caller.by !== 'session') return sessionMissing(operation)
  if (scope !== 'own-session' && !caller.scopes.has(scope)) {
    return await scopeMissing(services, operation, scope, caller)
  }
  if (fresh && caller.by === 'session' && !recentlyConfirmed(caller, Temporal.Now.instant())) {
    return confirmationMissing(operation)
  }
  return { caller }
}

function originOf(context: Context): Origin | null {
  const origin = context.req.header('backstay-origin')
  return origins.find((one) => one === origin) ?? null
}

/** The one who shows a key or a session; of who is signed in, with what the roles let reach. */
async function whoComes(
  services: Services,
  text: string,
  company: string | null,
): Promise<Caller | null> {
  const caller = await services.keys.whose(text)
  if (caller === null || caller.by === 'key') return caller
  const actor = await services.actors.of(caller.organization, caller.person, today(services))
  return {
    ...caller,
    scopes: scopesByRoles(roles, actor, company),
    readsTo: readsByRoles(roles, actor, company),
  }
}

/** The parameters of a query by name; null where one stands twice or is no text. */
function queryOf(context: Context): Record<string, string> | null {
  if (!context.req.url.includes('?')) return {}
  const query: Record<string, string> = {}
  for (const [name, values] of Object.entries(context.req.queries())) {
    const [value = ''] = values
    if (values.length > 1 || isTorn(value) || isTorn(name)) return null
    query[name] = value
  }
  return query
}

/**
 * What an error becomes: a problem to come back with, where the database is away, full, too slow
 * or read-only, and otherwise a fault of ours, of which only the number is told.
 */
function answerTo(error: unknown, request: string): Answer {
  const passing = /^(53|57014|25006|58030)/.test(errorState(error))
  if (error instanceof Unavailable || passing) {
    const message = 'The database is not available now. Send the same request again in a moment.'
    return oneProblem('unavailable', 'unavailable', message, '', { 'retry-after': '1' })
  }
  if (error instanceof TooBusy) {
    const message = 'Too many are signing in at this moment. Send the same request again soon.'
    return oneProblem('unavailable', 'too-busy', message, '', { 'retry-after': '2' })
  }
  const message = `This is a fault of ours. Tell whoever runs the server its number: ${request}.`
  return oneProblem('defect', 'defect', message)
}

function unauthorized(): Answer {
  const message =
    'No key, or none that is valid. Send the header Authorization: Bearer and your key.'
  return oneProblem('unauthorized', 'key-invalid', message, '', { 'www-authenticate': 'Bearer' })
}

/** The cookie is taken back, so that the browser does not show it again and again. */
function sessionOver(): Answer {
  const message = 'Your session has ended. Sign in again.'
  const headers = { 'www-authenticate': 'Bearer', ...clearCookie(false) }
  return oneProblem('unauthorized', 'session-over', message, '', headers)
}

async function scopeMissing(
  services: Services,
  { summary }: Operation,
  scope: Scope,
  { by, organization, person }: Caller,
): Promise<Answer> {
  const what = summary.toLowerCase()
  if (by === 'key') {
    const message = `Your key lacks the scope ${scope}, needed to: ${what}. Use a key that has it.`
    return oneProblem('scope-missing', 'scope-missing', message, scope)
  }
  const able = rolesReaching(roles, scope)
  const actor = await services.actors.of(organization, person, today(services))
  const grantors = new Set(able.map((role) => actor.whoGrants(role, null)))
  const message = [
    `None of your roles lets you do this: ${what}.`,
    `It takes ${listed(able.map(aOrAn), 'or')}.`,
    ...grantors,
  ].join(' ')
  return oneProblem('scope-missing', 'scope-missing', message, scope)
}

function sessionMissing({ summary }: Operation): Answer {
  const message = `Only a person who is signed in can do this: ${summary.toLowerCase()}. Sign in.`
  return oneProblem('scope-missing', 'session-missing', message, 'own-session')
}

function confirmationMissing({ summary }: Operation): Answer {
  const message =
    `To ${summary.charAt(0).toLowerCase()}${summary.slice(1)}, show again who you are: it was ` +
    `more than ${freshMinutes} minutes ago.`
  return oneProblem('confirmation-missing', 'confirmation-missing', message)
}

function crossSite(): Answer {
  const message = 'This request was sent by a page of another site. Use our own pages, or a key.'
  return oneProblem('cross-site', 'cross-site', message)
}

function otherMethod(allowed: readonly string[]): Answer {
  const allow = allowed.includes('GET') ? [...allowed, 'HEAD'].join(', ') : allowed.join(', ')
  const message = `This address takes ${allow}. Use one of these methods.`
  return oneProblem('method-not-allowed', 'method-not-allowed', message, '', { allow })
}

function nothingHere(): Answer {
  const message = 'There is nothing here. The addresses there are stand in /api/openapi.json.'
  return oneProblem('not-found', 'address-unknown', message)
}

/** A body that did not come whole. */
function unsent(why: 'too-large' | 'cut-off', { largestBody, largestFile }: Operation): Answer {
  return why === 'cut-off'
    ? cutOff()
    : tooLarge(largestFile ?? largestBody, largestFile !== undefined)
}

const safeHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

let requests = 0
const start = Math.floor(Math.random() * 36 ** 6).toString(36)

/** A number for the log and the answer, by which both are found together. */
function nextRequest(): string {
  requests += 1
  return `${start}-${requests.toString(36)}`
}
