/** An agent with somebody's key: it lists the tools, and calls each with what is there. */
import { PassThrough } from 'node:stream'
import { run } from '#cli/program.ts'
import { operationsOf } from '#server/http/operations.ts'
import { toolsOf } from '#server/http/tools.ts'
import { environmentOf } from '#test/cli/command.ts'
import type { Asked } from './asking.ts'
import type { Asker, House } from './house.ts'

/** What an agent was told: by the list of tools, and by each of them. */
export interface ToldAgent {
  /** All answers in one. */
  readonly text: string
  /** The tools that answered something and no problem. */
  readonly answered: ReadonlySet<string>
  readonly tools: readonly string[]
}

/** So many requests are made of each tool. */
const mostCalls = 8

interface Message {
  readonly id?: number
  readonly result?: {
    readonly tools?: readonly { readonly name: string }[]
    readonly isError?: boolean
  }
}

/** Makes an agent ask what somebody asked over HTTP. */
export async function askAgent(
  house: House,
  asker: Asker,
  asked: readonly Asked[],
): Promise<ToldAgent> {
  const input = new PassThrough()
  const waiting = new Map<number, (message: Message) => void>()
  let [out, rest, last] = ['', '', 0]
  const ended = run(['mcp'], {
    env: { ...environmentOf(house.fresh), BACKSTAY_KEY: asker.text },
    house: house.own,
    outIsTerminal: false,
    errIsTerminal: false,
    input: () => input,
    err: (text) => (out += text),
    out: (text) => {
      out += text
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const message = JSON.parse(line) as Message
        waiting.get(message.id ?? -1)?.(message)
      }
    },
  })
  const send = (message: object): void => {
    input.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  }
  const call = async (method: string, params: object = {}): Promise<Message> => {
    const id = (last += 1)
    const told = new Promise<Message>((resolve) => waiting.set(id, resolve))
    send({ id, method, params })
    return await told
  }
  const clientInfo = { name: 'the test', version: '1' }
  await call('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo })
  send({ method: 'notifications/initialized' })
  const { result } = await call('tools/list')
  const tools = (result?.tools ?? []).map(({ name }) => name)
  const answered = new Set<string>()
  for (const params of callsOf(house, asked)) {
    const { result: told } = await call('tools/call', params)
    if (told?.isError === false) answered.add(params.name)
  }
  input.end()
  await ended
  return { text: out, answered, tools }
}

interface ToolCall {
  readonly name: string
  readonly arguments: Readonly<Record<string, string>>
}

/** What was asked over HTTP, as calls of tools. */
function callsOf({ catalogue }: House, asked: readonly Asked[]): ToolCall[] {
  const byId = Map.groupBy(asked, ({ id }) => id)
  return toolsOf(operationsOf(catalogue)).flatMap(({ name, isReading, operation }) => {
    if (!isReading) return []
    const names = [...operation.address.matchAll(/\{(\w+)\}/g)].map(([, own = '']) => own)
    const shape = new RegExp(`^${operation.address.replaceAll(/\{\w+\}/g, '([^/]+)')}$`)
    return spread(byId.get(name) ?? []).map(({ path }) => {
      const [address = '', query = ''] = path.split('?')
      const values = (shape.exec(address) ?? []).slice(1).map(decodeURIComponent)
      const inPath = names.map((own, at) => [own, values[at] ?? ''] as const)
      return { name, arguments: Object.fromEntries([...inPath, ...new URLSearchParams(query)]) }
    })
  })
}

/** Some of many, from the first to the last. */
function spread(all: readonly Asked[]): Asked[] {
  const step = Math.max(1, Math.ceil(all.length / mostCalls))
  return all.filter((_, at) => at % step === 0)
}
