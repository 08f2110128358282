/** An agent's side of the protocol, over the pipes of a program: requests in, answers out. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'

/** A tool as the server tells of it. */
export interface ToldTool {
  readonly name: string
  readonly description: string
  readonly inputSchema: {
    readonly properties: Readonly<Record<string, object>>
    readonly required: readonly string[]
  }
  readonly annotations: { readonly readOnlyHint: boolean }
}

export interface ToldResult {
  readonly isError: boolean
  readonly content: readonly { readonly text: string }[]
  readonly structuredContent: Readonly<Record<string, unknown>>
}

export interface Agent {
  ask<Result>(method: string, params?: object): Promise<Result>
  call(name: string, given: object): Promise<ToldResult>
  tools(): Promise<ToldTool[]>
  /** Closes its end; answers the exit code and what was said on standard error. */
  leave(): Promise<{ readonly code: number | null; readonly err: string }>
}

interface Message {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** Starts the program of a test with words and shakes hands with it. */
export async function startAgent(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Agent> {
  const program = join(import.meta.dirname, 'mcp-child.ts')
  const child = spawn(process.execPath, [program, ...words], { env, timeout: 60_000 })
  const waiting = new Map<number, (message: Message) => void>()
  let [last, err] = [0, '']
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = JSON.parse(line) as Message
    waiting.get(message.id ?? -1)?.(message)
  })
  const send = (message: object): void => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  }
  const ask = async <Result>(method: string, params: object = {}): Promise<Result> => {
    const id = (last += 1)
    const answered = new Promise<Message>((resolve) => waiting.set(id, resolve))
    send({ id, method, params })
    const { result, error } = await answered
    if (error !== undefined) throw new Error(error.message)
    return result as Result
  }
  const clientInfo = { name: 'the test', version: '1' }
  await ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo })
  send({ method: 'notifications/initialized' })
  return {
    ask,
    call: (name, given) => ask('tools/call', { name, arguments: given }),
    tools: async () => (await ask<{ tools: ToldTool[] }>('tools/list')).tools,
    leave: async () => {
      const ended = once(child, 'close')
      child.stdin.end()
      const [code] = (await ended) as [number | null]
      return { code, err }
    },
  }
}
