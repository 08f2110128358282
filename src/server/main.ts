/** The server's program: `npm start`. Reads the environment, starts everything, ends in order. */
import { join } from 'node:path'
import { pino } from 'pino'
import { readAllowance } from '#server/egress/allowance.ts'
import { booksFolder } from '#server/embedded-books.ts'
import { readHouse } from '#server/house.ts'
import { readMailSettings } from '#server/mail/settings.ts'
import { startServer } from '#server/start-server.ts'

const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`)
const { env } = process

const port = Number(env['PORT'] ?? 4700)
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write('PORT is a number between 0 and 65535. Leave it out for 4700.\n')
  process.exit(2)
}
const log = pino({ level: env['LOG_LEVEL'] ?? 'info' }, pino.destination(2))
const url = env['DATABASE_URL']
const ownerUrl = env['DATABASE_OWNER_URL']
const folder = booksFolder(env)
const anchor = env['BACKSTAY_ANCHOR'] ?? (url === undefined ? join(folder, 'anchors.jsonl') : '')
const mail = readMailSettings(env['BACKSTAY_SMTP'], env['BACKSTAY_MAIL_FROM'])
const host = env['HOST'] ?? '127.0.0.1'
const house = readHouse(env, folder, { host, port })
const allowance = readAllowance(env['BACKSTAY_EGRESS'])
if (!mail.ok || !house.ok || !allowance.ok) {
  for (const read of [mail, house, allowance]) {
    if (!read.ok) for (const { message } of read.problems) process.stderr.write(`${message}\n`)
  }
  process.exit(2)
}
const began = performance.now()
const started = await startServer({
  host,
  port,
  entrance: house.value,
  mail: mail.value,
  allowance: allowance.value,
  books: url === undefined ? { folder } : { url, ...(ownerUrl === undefined ? {} : { ownerUrl }) },
  example: env['BACKSTAY_EXAMPLE'] !== 'no',
  ...(anchor === '' ? {} : { anchor }),
  say,
  log,
})
if (!started.ok) {
  for (const { message } of started.problems) process.stderr.write(`${message}\n`)
  process.exit(1)
}
const server = started.value
const seconds = ((performance.now() - began) / 1000).toFixed(1)
say(`Backstay is ready after ${seconds} s: ${server.address}`)
say(`The API to read and try: ${server.address}/api/docs`)
say('To end it: Ctrl-C.')

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    say('Ending: requests in flight are still answered.')
    void server.stop().then(() => process.exit(0))
  })
}
void server.lost.then(async ({ message }) => {
  process.stderr.write(`${message}\n`)
  await server.stop()
  process.exit(1)
})
