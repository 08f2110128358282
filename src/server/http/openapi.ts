/** The OpenAPI 3.1 description of the API, made from the list of operations. */
import { z } from 'zod'
import { freshMinutes } from '#server/access/caller.ts'
import { scopes } from '#server/access/scopes.ts'
import { problemKinds } from '#server/http/answer.ts'
import type { ProblemKind } from '#server/http/answer.ts'
import { sessionCookie } from '#server/http/cookie.ts'
import type { Operation } from '#server/http/operation.ts'

/** What every operation may answer besides what it names itself. */
const always: readonly ProblemKind[] = ['invalid-request', 'not-found', 'defect', 'unavailable']
const alwaysWithCaller: readonly ProblemKind[] = ['unauthorized', 'scope-missing']
const alwaysWithBody: readonly ProblemKind[] = ['too-large', 'media-type', 'cross-site']

/** The statuses that an operation can answer, with its problems. */
export function statusesOf(operation: Operation): number[] {
  const told = kindsOf(operation).map((kind) => problemKinds[kind].status)
  const fine = Object.keys(operation.successes).map(Number)
  return [...new Set([...fine, ...told])].sort((a, b) => a - b)
}

/** The kinds of problems that an operation can answer. */
function kindsOf({ method, scope, fresh, problems }: Operation): ProblemKind[] {
  return [
    ...problems,
    ...always,
    ...(scope === null ? [] : alwaysWithCaller),
    ...(method === 'get' ? [] : alwaysWithBody),
    ...(fresh ? (['confirmation-missing'] as const) : []),
  ]
}

const scopeList = Object.entries(scopes)
  .map(([scope, meaning]) => `\`${scope}\` ${meaning}`)
  .join(' ')

/** The whole description of operations, as an object to be written as JSON. */
export function openapi(operations: readonly Operation[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of operations) {
    const path = `/api/v1${operation.address}`
    paths[path] = { ...paths[path], [operation.method]: described(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Backstay',
      version: '1',
      description:
        'The books of a company: one double-entry ledger for money and goods. Figures are ' +
        'decimal text, days are written as 2026-11-22, and unknown fields are refused. ' +
        `Scopes of keys: ${scopeList}`,
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key: bsk_…' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie,
          description: 'A session, which browsers get by signing in and send by themselves.',
        },
      },
      schemas: { Problem: problemSchema },
    },
  }
}

function described(operation: Operation): object {
  const { id, summary, description, method, keyed } = operation
  return {
    operationId: id,
    summary,
    description: [description, ...needsOf(operation)].filter(Boolean).join(' '),
    ...securityOf(operation),
    tags: [operation.tag ?? lastWord(operation.address)],
    parameters: [
      ...parametersOf(operation.path, 'path'),
      ...parametersOf(operation.query, 'query'),
      ...(keyed ? [keyParameter] : []),
    ],
    ...(method === 'get'
      ? {}
      : {
          requestBody: {
            required: true,
            content: contentOf(operation),
          },
        }),
    responses: responsesOf(operation),
  }
}

function lastWord(address: string): string {
  return address.split('/').findLast((part) => /^[a-z]/.test(part)) ?? 'api'
}

/** Who may use it, in sentences. */
function needsOf({ scope, fresh }: Operation): string[] {
  const who =
    scope === null
      ? 'Needs neither key nor session.'
      : scope === 'own-session'
        ? 'Needs a session, and is about the one who is signed in.'
        : `Needs the scope \`${scope}\`.`
  const when =
    `With a session, its person must have shown within the last ${freshMinutes} minutes who it ` +
    'is (`confirmSession`).'
  return fresh ? [who, when] : [who]
}

function securityOf({ scope }: Operation): { readonly security?: readonly object[] } {
  if (scope === null) return { security: [] }
  return scope === 'own-session' ? { security: [{ session: [] }] } : {}
}

/** The body that an operation takes: JSON, or a file as it is. */
function contentOf({ body, largestFile }: Operation): object {
  if (largestFile === undefined) return { 'application/json': { schema: schemaOf(body) } }
  return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
}

function responsesOf(operation: Operation): object {
  return Object.fromEntries(
    statusesOf(operation).map((status) => {
      const success = operation.successes[status]
      if (success === undefined) return [status, problemResponse(operation, status)]
      const { description, schema, otherTypes = [] } = success
      const content: Record<string, object> =
        schema === null ? bytesOf(otherTypes) : { 'application/json': { schema: schemaOf(schema) } }
      for (const type of otherTypes) content[type] = { schema: { type: 'string' } }
      return [status, { description, content }]
    }),
  )
}

const bytes = { type: 'string', format: 'binary' } as const

/** A file of one of these types, which are told below; of any where none is said. */
function bytesOf(otherTypes: readonly string[]): Record<string, object> {
  return otherTypes.length > 0 ? {} : { '*/*': { schema: bytes } }
}

function problemResponse(operation: Operation, status: number): object {
  const titles = kindsOf(operation)
    .map((kind) => problemKinds[kind])
    .filter((kind) => kind.status === status)
    .map(({ title }) => title)
  const schema = { $ref: '#/components/schemas/Problem' }
  const description = [...new Set(titles)].join(' Or: ')
  return { description, content: { 'application/problem+json': { schema } } }
}

function parametersOf(schema: z.ZodType, where: 'path' | 'query'): object[] {
  const { properties = {}, required = [] } = schemaOf(schema)
  return Object.entries(properties).map(([name, of]) => {
    const { description, ...rest } = of
    return {
      name,
      in: where,
      required: required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    }
  })
}

const keyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A key of your own choice: what is sent twice under it is posted once.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'problems'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['rule', 'field', 'message'],
        properties: {
          rule: { type: 'string', description: 'The rule that was broken; it never changes.' },
          field: { type: 'string', description: 'lines[2].account; lines counted from 1.' },
          message: { type: 'string', description: 'What is wrong, and what to do now.' },
        },
      },
    },
  },
}

/** What is asked of a JSON Schema here. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, { readonly description?: string }>>
  readonly required?: readonly string[]
}

/** The JSON Schema of a schema, without the line that names its dialect, which OpenAPI knows. */
export function schemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- zod's own type is wider
  return rest as JsonSchema
}
