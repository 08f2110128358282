/** `backstay mcp`: the operations as tools of agents, over standard input and output. */
import { readFileSync } from 'node:fs'
import { Readable, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server'
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import type { CallToolResult, Tool as ToolAnswer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { all } from '#departments/all.ts'
import { misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { withApi } from '#cli/api.ts'
import type { Api, ApiOptions, Reply } from '#cli/api.ts'
import type { Session } from '#cli/session.ts'
import { operationsOf } from '#server/http/operations.ts'
import { requestOf, toolsOf, type Tool } from '#server/http/tools.ts'
import { isShown } from '#cli/verbs/shown.ts'

export interface McpOptions extends ApiOptions {
  /** Whether tools that change something are there, too. */
  readonly allowChanges?: boolean
  /** Names of operations, or words of their groups: "sales invoices". */
  readonly only?: readonly string[]
}

/** Serves tools until the agent closes its end. What they do is done as the key's person. */
export async function mcp(session: Session, options: McpOptions): Promise<Answer> {
  const { world } = session
  const tools = offered(toolsOf(operationsOf(world.house?.catalogue ?? all)), options)
  if (tools.length === 0) {
    const message = 'No tool has such a name or group. "backstay help mcp" says what there is.'
    return stopped('usage', [misuse('--only', message)])
  }
  return await withApi(session, options, 'agent', async (api) => {
    const input = Readable.from(world.input())
    const output = new Writable({
      decodeStrings: false,
      write: (text, _encoding, done) => {
        world.out(String(text))
        done()
      },
    })
    const transport = new StdioServerTransport(input, output)
    const served = serveStdio(() => serverOf(api, tools), { transport })
    session.say(`${tools.length} tools are served${options.allowChanges ? '' : ', for reading'}.`)
    await finished(input, { writable: false }).catch(() => {})
    await served.close()
    return said('', {})
  })
}

/** The tools that are wanted: all that read, unless others are allowed or fewer are named. */
function offered(tools: readonly Tool[], { allowChanges = false, only = [] }: McpOptions): Tool[] {
  const wanted = new Set(only.flatMap((word) => word.split(',')).map((word) => word.trim()))
  return tools
    .filter(({ isReading }) => allowChanges || isReading)
    .filter(({ name, operation: { tag = '', address } }) => {
      const group =
        tag === '' ? (address.split('/').findLast((part) => /^[a-z]/.test(part)) ?? '') : tag
      return wanted.size === 0 || wanted.has(name) || wanted.has(group)
    })
}

function serverOf(api: Api, tools: readonly Tool[]): Server {
  const byName = new Map(tools.map((tool) => [tool.name, tool]))
  const answers = tools.map(answerOf)
  const server = new Server(
    { name: 'backstay', version: version() },
    { capabilities: { tools: {} }, instructions },
  )
  server.setRequestHandler('tools/list', () => ({ tools: answers }))
  server.setRequestHandler('tools/call', async ({ params }) => {
    const tool = byName.get(params.name)
    if (tool === undefined) {
      const message = `There is no tool ${params.name.slice(0, 60)}.`
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, message)
    }
    const { path, query, body, once } = requestOf(tool, params.arguments ?? {})
    const reply = tool.isReading
      ? await api.get(path, query)
      : await api.post(path, body, {
          preview: query['preview'] === 'true',
          ...(once === undefined ? {} : { once }),
        })
    return resultOf(reply)
  })
  return server
}

function answerOf({ name, title, description, inputSchema, isReading }: Tool): ToolAnswer {
  return {
    name,
    title,
    description,
    inputSchema: { ...inputSchema, properties: properties.parse(inputSchema.properties) },
    annotations: { title, readOnlyHint: isReading, openWorldHint: false },
  }
}

const properties = z.record(z.string(), z.record(z.string(), z.json()))

/** The answer as JSON; problems as their sentences, so that the agent can correct itself. */
function resultOf({ status, json, problems }: Reply): CallToolResult {
  const sentences = problems.map(({ field, rule, message }) =>
    field === '' ? `${message} (${rule})` : `${field}: ${message} (${rule})`,
  )
  const isError = status >= 400
  const text = isError ? sentences.join('\n') : JSON.stringify(json)
  return {
    content: [{ type: 'text', text }],
    ...(isShown(json) ? { structuredContent: { ...json } } : {}),
    isError,
  }
}

const instructions =
  'The back office of a company: its papers (sales invoices, receipts, …), registers (parties, ' +
  'items, …), books and reports. Figures are decimal text and days are written as 2026-11-22. ' +
  'Papers are named by their identifier and the version that you saw. Ask with preview: "true" ' +
  'what an act would do before you do it. Everything is done in the name of the key’s person.'

function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? 'unknown'
}
