/** A mail server of the tests (RFC 5321): it takes mails, or refuses them as it is told. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export interface TakenMail {
  readonly from: string
  readonly to: string
  /** Head and body, with line breaks as \n. */
  readonly text: string
}

export interface SmtpServer {
  readonly port: number
  /** What it took, the newest last. */
  readonly taken: TakenMail[]
  /** How often a mail was begun. */
  begun: number
  /** What it answers to a recipient or to content instead of taking it; null: it takes all. */
  refuses: { readonly at: 'recipient' | 'content'; readonly words: string } | null
  /** Milliseconds until it takes a mail. */
  slowness: number
  close(): Promise<void>
}

export async function startSmtpServer(): Promise<SmtpServer> {
  const sockets = new Set<Socket>()
  const listener = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    converse(socket, server)
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const server: SmtpServer = {
    port: (listener.address() as AddressInfo).port,
    taken: [],
    begun: 0,
    refuses: null,
    slowness: 0,
    async close() {
      for (const socket of sockets) socket.destroy()
      listener.close()
      await once(listener, 'close')
    },
  }
  return server
}

function converse(socket: Socket, server: SmtpServer): void {
  const say = (line: string): void => void socket.write(`${line}\r\n`)
  let [held, from, to] = ['', '', '']
  let content: string | null = null
  const hear = (line: string): void => {
    if (content !== null) {
      if (line !== '.') content += `${line.replace(/^\./, '')}\n`
      else {
        const text = content
        content = null
        setTimeout(() => take(text), server.slowness)
      }
      return
    }
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'EHLO' || verb === 'HELO') say('250 tests')
    else if (verb === 'MAIL') {
      server.begun += 1
      from = line
      say('250 fine')
    } else if (verb === 'RCPT') {
      to = line
      say(server.refuses?.at === 'recipient' ? server.refuses.words : '250 fine')
    } else if (verb === 'DATA') {
      content = ''
      say('354 go on')
    } else if (verb === 'QUIT') {
      say('221 bye')
      socket.end()
    } else say('250 fine')
  }
  const take = (text: string): void => {
    if (server.refuses?.at === 'content') {
      say(server.refuses.words)
      return
    }
    const between = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? ''
    server.taken.push({ from: between(from), to: between(to), text })
    say('250 taken')
  }
  socket.on('data', (chunk: Buffer) => {
    const lines = (held + chunk.toString()).split('\r\n')
    held = lines.pop() ?? ''
    for (const line of lines) hear(line)
  })
  say('220 tests')
}
