/** The operations as tools of agents: what each is for, what it takes, and the request it makes. */
import { pathPart } from '#base/path-part.ts'
import type { Operation } from '#server/http/operation.ts'
import { schemaOf } from '#server/http/openapi.ts'

/** An operation as an agent sees it. */
export interface Tool {
  /** The operation's own name. */
  readonly name: string
  readonly title: string
  readonly description: string
  /** JSON Schema of an object: the parameters, and for what changes something the `body`. */
  readonly inputSchema: ToolSchema
  /** Whether it changes nothing. */
  readonly isReading: boolean
  readonly operation: Operation
}

export interface ToolSchema {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, object>>
  readonly required: string[]
  readonly additionalProperties: false
}

/** A request that a tool makes of what an agent gave. */
export interface ToolRequest {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly once?: string
}

/**
 * The tools of operations that a key can use; signing in is for humans, and whole files are nothing
 * that an agent could write or read.
 */
export function toolsOf(operations: readonly Operation[]): Tool[] {
  return operations
    .filter(({ scope }) => scope !== null && scope !== 'own-session')
    .filter(({ largestFile, successes }) => {
      return (
        largestFile === undefined && Object.values(successes).every(({ schema }) => schema !== null)
      )
    })
    .map((operation) => ({
      name: operation.id,
      title: operation.summary,
      description: [operation.summary, operation.description]
        .filter((part) => part !== undefined)
        .join('. '),
      inputSchema: inputOf(operation),
      isReading: operation.method === 'get',
      operation,
    }))
}

/** The request of a tool. What its schema would not allow, the operation itself refuses. */
export function requestOf(
  { operation }: Tool,
  given: Readonly<Record<string, unknown>>,
): ToolRequest {
  const { body = {}, [onceName]: once, ...rest } = given
  const inPath = new Set(Object.keys(schemaOf(operation.path).properties ?? {}))
  const path = operation.address.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    // An empty part would be another address.
    const part = textOf(rest[name])
    return pathPart(part === '' ? '-' : part)
  })
  const query = Object.entries(rest).filter(([name, value]) => !inPath.has(name) && value !== null)
  return {
    path,
    query: Object.fromEntries(query.map(([name, value]) => [name, textOf(value)])),
    body,
    ...(typeof once === 'string' && operation.keyed ? { once } : {}),
  }
}

const onceName = 'idempotencyKey'

function inputOf({ path, query, body, method, keyed }: Operation): ToolSchema {
  const [inPath, asked] = [schemaOf(path), schemaOf(query)]
  const once = {
    type: 'string',
    minLength: 1,
    maxLength: 200,
    description: 'A key of your own choice: what is sent twice under it is done once.',
  }
  const changes = method !== 'get'
  return {
    type: 'object',
    properties: {
      ...inPath.properties,
      ...asked.properties,
      ...(changes ? { body: schemaOf(body) } : {}),
      ...(keyed ? { [onceName]: once } : {}),
    },
    required: [...(inPath.required ?? []), ...(asked.required ?? []), ...(changes ? ['body'] : [])],
    additionalProperties: false,
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined ? '' : JSON.stringify(value)
}
