/** The outbox: written with what caused it, sent once, tried again, given up, and emptied. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '#server/database/database.ts'
import { mostAttempts, startMailJob } from '#server/mail/mail-job.ts'
import { postMails } from '#server/mail/outbox.ts'
import { readMailSettings } from '#server/mail/settings.ts'
import type { MailSettings } from '#server/mail/settings.ts'
import { smtpSender } from '#server/mail/smtp.ts'
import type { Repeated } from '#server/repeated.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testServers } from '#test/postgres.ts'
import { startSmtpServer } from '#test/server/smtp-server.ts'
import type { SmtpServer } from '#test/server/smtp-server.ts'

interface Post {
  readonly books: FreshBooks
  readonly database: Database
  readonly organization: string
  readonly smtp: SmtpServer
  readonly settings: MailSettings
  /** The job looks when it is told to, by a clock that the test sets. */
  readonly job: Repeated
  readonly clock: { ahead: number }
}

const secret = `bst_${'0'.repeat(32)}_${'0'.repeat(32)}_${'s'.repeat(43)}`
const mail = {
  recipient: 'ann@example.com',
  subject: 'Good news — and a “quote”',
  body: `Good day,\n\n.a line that begins with a point\nhttps://books.example/x#${secret}\n`,
}

const cases: readonly (readonly [string, (post: Post) => Promise<void>])[] = [
  ['a mail is sent once, and its body is emptied', sent],
  ['what is undone sends no mail, and a name is written once', written],
  ['a server that fails first is tried again, later each time', triedAgain],
  ['a refusal for good is not tried again, and one that only fails is given up', givenUp],
  ['two servers send each mail once', twoServers],
  ['a mail in the hands of a server that died is sent by another', died],
  ['a mail whose time is over is not sent', stale],
  ['without a mail server, mails wait', waits],
]

for (const server of await testServers()) {
  describe(`the outbox on PostgreSQL ${server.version}`, () => {
    let post: Post
    before(async () => {
      const books = await freshBooks(server)
      const { database } = books
      const smtp = await startSmtpServer()
      const settings = settingsOf(`smtp://127.0.0.1:${smtp.port}`)
      const clock = { ahead: 0 }
      const organization = await storeIn(database)
      const job = jobOver(database, settings, clock)
      // The look that it begins with is over before the first mail is written.
      await job.run()
      post = { books, database, organization, smtp, settings, job, clock }
    })
    after(async () => {
      await post.job.stop()
      await post.smtp.close()
      await post.books.drop()
    })
    for (const [name, check] of cases) test(name, () => check(post))
  })
}

async function sent({ database, organization, smtp, job, settings }: Post): Promise<void> {
  await write(database, organization, mail)
  assert.equal(await job.run(), 1)
  assert.equal(await job.run(), 0)
  const [taken] = smtp.taken.splice(0)
  assert.deepEqual([taken?.from, taken?.to], ['books@example.com', 'ann@example.com'])
  const text = taken?.text ?? ''
  assert.match(text, /^From: "?Backstay"? <books@example\.com>$/m)
  assert.match(text, /^To: ann@example\.com$/m)
  assert.match(text, /^Subject: =\?UTF-8\?/m)
  assert.match(text, /^Message-ID: <[0-9a-f-]{36}@example\.com>$/m)
  assert.match(text, /^Auto-Submitted: auto-generated$/m)
  const plain = text.replaceAll('=\n', '').replaceAll('=3D', '=')
  assert.ok(plain.includes(`\n.a line that begins with a point\n`), text)
  assert.ok(plain.includes(secret))
  const rows = await mails(database, organization)
  assert.deepEqual(
    rows.map(({ state, body, attempts }) => [state, body, attempts]),
    [['sent', '', 1]],
  )
  assert.ok(!JSON.stringify(rows).includes('sss'))
  assert.equal(settings.encryption, 'none')
}

async function written({ database, organization, smtp, job }: Post): Promise<void> {
  const failing = database.transaction(organization, async (query) => {
    await postMails(query, organization, [mail])
    throw new Error('undone')
  })
  await assert.rejects(failing, /undone/)
  assert.equal(await job.run(), 0)
  const named = { ...mail, dedupe: 'reminder 1' }
  await write(database, organization, named, { ...named, recipient: 'bob@example.com' })
  await write(database, organization, named)
  assert.equal(await job.run(), 1)
  assert.equal(smtp.taken.splice(0).length, 1)
}

async function triedAgain({ database, organization, smtp, job, clock }: Post): Promise<void> {
  smtp.refuses = { at: 'recipient', words: '451 4.7.1 come back later' }
  await write(database, organization, mail)
  assert.equal(await job.run(), 0)
  const told: number[] = []
  for (let attempt = 1; attempt < 4; attempt += 1) {
    const [row] = (await mails(database, organization)).slice(-1)
    assert.deepEqual([row?.state, row?.attempts], ['waiting', attempt])
    assert.match(row?.problem ?? '', /come back later/)
    assert.ok(row?.body.includes(secret))
    const wait = Math.round((row?.waits ?? 0) - clock.ahead / 1000)
    told.push(wait)
    const begun = smtp.begun
    assert.equal(await job.run(), 0)
    assert.equal(smtp.begun, begun)
    clock.ahead += (wait + 1) * 1_000
    if (attempt === 3) smtp.refuses = null
    assert.equal(await job.run(), attempt === 3 ? 1 : 0)
  }
  assert.deepEqual(told, [60, 120, 240])
  assert.equal(smtp.taken.splice(0).length, 1)
  const [row] = (await mails(database, organization)).slice(-1)
  assert.deepEqual([row?.state, row?.body, row?.attempts, row?.problem], ['sent', '', 4, null])
}

async function givenUp({ database, organization, smtp, job, clock }: Post): Promise<void> {
  smtp.refuses = { at: 'recipient', words: `550 5.1.1 nobody here, nor ${secret}` }
  await write(database, organization, mail)
  await job.run()
  const [refused] = (await mails(database, organization)).slice(-1)
  assert.deepEqual([refused?.state, refused?.body, refused?.attempts], ['failed', '', 1])
  assert.match(refused?.problem ?? '', /nobody here, nor …/)
  smtp.refuses = { at: 'content', words: '421 4.3.2 the disk is full' }
  await write(database, organization, mail)
  for (let attempt = 0; attempt < mostAttempts + 3; attempt += 1) {
    clock.ahead += 3 * 3_600_000
    await job.run()
  }
  const [failing] = (await mails(database, organization)).slice(-1)
  assert.deepEqual([failing?.state, failing?.body, failing?.attempts], ['failed', '', mostAttempts])
  smtp.refuses = null
  assert.equal(await job.run(), 0)
}

async function twoServers({ database, organization, smtp, job, settings, clock }: Post) {
  smtp.slowness = 50
  const other = jobOver(database, settings, clock)
  const many = Array.from({ length: 30 }, (_, n) => ({ ...mail, recipient: `p${n}@example.com` }))
  await write(database, organization, ...many)
  await Promise.all([job.run(), other.run(), job.run(), other.run()])
  await other.stop()
  smtp.slowness = 0
  const recipients = smtp.taken.splice(0).map(({ to }) => to)
  assert.deepEqual([recipients.length, new Set(recipients).size], [30, 30])
}

async function died({ database, organization, smtp, job, clock }: Post): Promise<void> {
  await write(database, organization, mail)
  // This one takes the mail into its hands, and never comes back.
  const dying = startMailJob({
    database,
    send: () => new Promise(() => {}),
    now: () => now(clock),
    interval: 3_600_000,
  })
  void dying.run()
  while ((await mails(database, organization)).at(-1)?.attempts !== 1) await pause(20)
  assert.equal(await job.run(), 0)
  clock.ahead += 10 * 60_000 + 1_000
  assert.equal(await job.run(), 1)
  assert.equal(smtp.taken.splice(0).length, 1)
}

async function stale({ database, organization, smtp, job, clock }: Post): Promise<void> {
  await write(database, organization, { ...mail, usefulMinutes: 60 })
  clock.ahead += 61 * 60_000
  assert.equal(await job.run(), 0)
  assert.equal(smtp.taken.length, 0)
  const [row] = (await mails(database, organization)).slice(-1)
  assert.deepEqual([row?.state, row?.body], ['failed', ''])
  assert.match(row?.problem ?? '', /Its time was over/)
}

async function waits({ database, organization, smtp, clock }: Post): Promise<void> {
  const job = startMailJob({ database, send: null, now: () => now(clock), interval: 3_600_000 })
  await write(database, organization, mail)
  assert.equal(await job.run(), 0)
  const [row] = (await mails(database, organization)).slice(-1)
  assert.deepEqual([row?.state, row?.attempts, smtp.taken.length], ['waiting', 0, 0])
  await job.stop()
}

function jobOver(database: Database, settings: MailSettings, clock: { ahead: number }): Repeated {
  return startMailJob({
    database,
    send: smtpSender(settings),
    now: () => now(clock),
    interval: 3_600_000,
    onProblem: (error) => {
      throw error
    },
  })
}

function now({ ahead }: { readonly ahead: number }): Temporal.Instant {
  // A moment later than the database's, whose clock says when a mail was written.
  return Temporal.Now.instant().add({ milliseconds: ahead + 5 })
}

async function write(
  database: Database,
  organization: string,
  ...letters: Parameters<typeof postMails>[2]
): Promise<void> {
  await database.transaction(organization, (query) => postMails(query, organization, letters))
}

interface MailRow {
  readonly state: string
  readonly body: string
  readonly attempts: number
  readonly problem: string | null
  /** Seconds from now until the next attempt. */
  readonly waits: number
}

async function mails(database: Database, organization: string): Promise<MailRow[]> {
  return await database.transaction(organization, (query) =>
    query<MailRow>({
      text: `select state, body, attempts, problem,
          extract(epoch from next_at - clock_timestamp())::float8 as waits
        from mail.message order by id`,
    }),
  )
}

function settingsOf(address: string): MailSettings {
  const read = readMailSettings(address, 'Backstay <books@example.com>')
  assert.ok(read.ok && read.value !== null)
  return read.value
}

test('the settings of mail are read, and encrypt unless they say otherwise', () => {
  const parts = (address: string) => {
    const { host, port, user, password, encryption } = settingsOf(address)
    return [host, port, user, password, encryption]
  }
  assert.deepEqual(parts('smtps://u%40x:p%2Fw@mail.example'), [
    'mail.example',
    465,
    'u@x',
    'p/w',
    'wrapped',
  ])
  assert.deepEqual(parts('smtp://mail.example'), ['mail.example', 587, '', '', 'upgraded'])
  assert.deepEqual(parts('smtp://mail.example:25?tls=no'), ['mail.example', 25, '', '', 'none'])
  assert.deepEqual(parts('smtp://localhost:25'), ['localhost', 25, '', '', 'none'])
  const ruleOf = (...words: [string | undefined, string | undefined]) => {
    const read = readMailSettings(...words)
    return read.ok ? read.value : read.problems[0]?.rule
  }
  assert.equal(ruleOf(undefined, undefined), null)
  for (const address of [undefined, '', 'mail.example', 'http://x', 'smtp://x?tls=maybe']) {
    assert.equal(ruleOf(address, 'a@example.com'), 'smtp-address')
  }
  for (const from of [undefined, '', 'books', 'a\nb <a@example.com>']) {
    assert.equal(ruleOf('smtp://mail.example', from), 'mail-from')
  }
})
