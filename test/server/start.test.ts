/** The server's program as a person starts it, ends it, and starts it again. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { temporaryFolder } from '#test/postgres.ts'

const program = join(import.meta.dirname, '../../src/server/main.ts')
const patience = 120_000

interface Started {
  readonly child: ChildProcess
  /** All that it has said so far. */
  said(): string
  /** Waits until it has said something, and answers the match. */
  until(what: RegExp): Promise<RegExpExecArray>
  end(signal: NodeJS.Signals): Promise<number | null>
}

const running = new Set<ChildProcess>()
const folders: string[] = []
after(async () => {
  for (const child of running) {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = temporaryFolder('backstay-start-')
  folders.push(folder)
  return folder
}

function start(folder: string, environment: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: '0', BACKSTAY_DATA: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const until = async (what: RegExp): Promise<RegExpExecArray> => {
    for (let waited = 0; waited < patience; waited += 20) {
      const found = what.exec(text)
      if (found !== null) return found
      if (child.exitCode !== null) break
      await pause(20)
    }
    throw new Error(`It did not say ${String(what)}, but: ${text}`)
  }
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ended = once(child, 'exit') as Promise<[number | null]>
    child.kill(signal)
    return (await ended)[0]
  }
  return { child, said: () => text, until, end }
}

const ready = /ready after ([\d.]+) s: (http:\S+)/

test('it starts, answers, ends in order, and starts again in less than two seconds', async () => {
  const folder = newFolder()
  const plain = { BACKSTAY_EXAMPLE: 'no' }
  const first = start(folder, plain)
  const [, , address = ''] = await first.until(ready)
  assert.equal((await fetch(`${address}/health`)).status, 200)
  assert.match(
    first.said(),
    /Mails wait in the outbox: BACKSTAY_SMTP does not name a mail server\./,
  )
  assert.match(await (await fetch(`${address}/`)).text(), /Backstay is running/)
  const docs = await (await fetch(`${address}/api/docs`)).text()
  assert.doesNotMatch(docs, /<script>|onload|javascript:/)
  const bundle = await fetch(`${address}/api/docs/swagger-ui-bundle.js`)
  assert.ok((await bundle.text()).length > 500_000)

  const second = start(folder, plain)
  await once(second.child, 'exit')
  assert.equal(second.child.exitCode, 1)
  assert.match(second.said(), new RegExp(`${first.child.pid}`))
  const taken = start(newFolder(), { ...plain, PORT: new URL(address).port })
  await once(taken.child, 'exit')
  assert.match(taken.said(), /port \d+ of 127\.0\.0\.1 is taken/)
  assert.equal(await first.end('SIGTERM'), 0)

  const again = start(folder, plain)
  const [, seconds] = await again.until(ready)
  assert.ok(Number(seconds) < 2, `${seconds} s`)
  assert.doesNotMatch(again.said(), /bsk_|example|welcome#/)
  assert.equal(await again.end('SIGINT'), 0)
})

test('an example that was interrupted goes on, with one key, told once', async () => {
  const folder = newFolder()
  const first = start(folder)
  const [key] = await first.until(/bsk_\w+/)
  const [, early = ''] = await first.until(/\/welcome#(\w+)/)
  await first.until(/20 % of the example/)
  await first.end('SIGKILL')
  const second = start(folder)
  const [, , address = ''] = await second.until(ready)
  await second.until(/The example company is loaded: 17,315 papers are in it/)
  assert.doesNotMatch(second.said(), /bsk_/)
  const [, link = ''] = await second.until(/\/welcome#(\w+)/)
  // The link of the earlier start is void, this one is good once, and has no other way in.
  assert.equal((await comeIn(address, early)).status, 401)
  const came = await comeIn(address, link)
  assert.equal(came.status, 200)
  const cookie = came.headers.get('set-cookie')?.split(';')[0] ?? ''
  const me = await fetch(`${address}/api/v1/me`, { headers: { cookie } })
  assert.match(await me.text(), /"name":"Ada Morgan".*"confirmedBy":"welcome"/)
  const again = await comeIn(address, link)
  assert.deepEqual([again.status, /used before/.test(await again.text())], [401, true])
  const headers = { authorization: `Bearer ${key}` }
  const report = await fetch(
    `${address}/api/v1/companies/store/reports/trial-balance?until=2011-06-30`,
    { headers },
  )
  const { rows } = (await report.json()) as { rows: Record<string, string>[] }
  assert.ok(rows.length > 5)
  await second.end('SIGTERM')
  const third = start(folder)
  await third.until(ready)
  await pause(500)
  assert.doesNotMatch(third.said(), /Loading|bsk_/)
  await third.end('SIGTERM')
})

async function comeIn(address: string, token: string): Promise<Response> {
  return await fetch(`${address}/api/v1/welcome`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
}

test('it says what is wrong with its settings', async () => {
  for (const [environment, sentence] of [
    [{ PORT: 'http' }, /PORT is a number/],
    [{ BACKSTAY_SMTP: 'mail.example' }, /BACKSTAY_SMTP is no address of a mail server/],
    [{ BACKSTAY_SMTP: 'smtp://mail.example' }, /BACKSTAY_MAIL_FROM is no sender/],
    [{ BACKSTAY_URL: 'books.example' }, /BACKSTAY_URL is no address of a site/],
    [{ BACKSTAY_PROXY: 'yes' }, /BACKSTAY_PROXY is no list of addresses/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL is no address/],
    [{ DATABASE_URL: 'postgres://a:b@127.0.0.1:9/x' }, /PostgreSQL cannot be used: .*REFUSED/],
  ] as const) {
    const started = start(newFolder(), environment)
    await once(started.child, 'exit')
    assert.match(started.said(), sentence)
    assert.notEqual(started.child.exitCode, 0)
  }
})
