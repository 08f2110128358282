/** A company's first day on the command line, each verb a program of its own over a real folder. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '#test/postgres.ts'
import { runProgram, type Ended } from './command.ts'

const journal = `2026-01-02 Opening
    assets:bank        £1000.00
    equity:opening

2026-01-05 * (17) Baker | bread
    expenses:food      £12.50
    assets:bank
`

const entry = {
  key: 'rent 2026-01',
  journal: 'general',
  postedOn: '2026-01-31',
  reason: 'rent of January',
  lines: [
    { account: '6010', currency: 'GBP', amount: '750.00' },
    { account: '1000', currency: 'GBP', amount: '-750.00' },
  ],
}

/** Runs words as a program over the folder of the story; they are expected to be fine. */
type Fine = (words: readonly string[], input?: string) => Promise<Ended>

test('init, import, post, report, seal, verify, close, key, backup and restore', async () => {
  const place = temporaryFolder('backstay-cli-')
  const folder = join(place, 'books')
  const fine: Fine = async (words, input = '') => {
    const ended = await runProgram(words, { folder, input })
    assert.equal(ended.code, 0, `${words.join(' ')}: ${ended.err}`)
    return ended
  }
  try {
    await makeBooks(fine, folder)
    await importTwice(fine, join(place, 'mine.journal'))
    await postAndProve(fine, join(place, 'anchor'))
    await closePeriods(fine, folder)
    await useKeys(fine)
    await saveAndBringBack(fine, place, folder)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})

async function makeBooks(fine: Fine, folder: string): Promise<void> {
  const missing = await runProgram(['report', 'trial-balance'], { folder })
  assert.equal(missing.code, 3)
  assert.match(missing.err, /There are no books in .*Make some with "backstay init"/)
  assert.equal(existsSync(folder), false)
  const names = ['--organization', 'Example Ltd', '--company', 'store', '--currency', 'GBP']
  const made = await fine(['init', ...names, '--country', 'GB', '--year', '2026'])
  assert.match(made.out, /^The company store keeps its books in GBP, with 33 accounts/)
  assert.match(made.err, /^Making the database in .*\n$/)
}

async function importTwice(fine: Fine, file: string): Promise<void> {
  writeFileSync(file, journal)
  const words = ['import', '--format', 'ledger', '--company', 'mine', file]
  const imported = await fine(words)
  assert.match(imported.out, /^2 entries: 2 recorded, 0 repeated, 0 refused\.\nCompany mine made/)
  assert.match(imported.err, /^import: 2 of 2 entries, [\d,]+ a second\n$/)
  assert.match((await fine(words)).out, /^2 entries: 0 recorded, 2 repeated, 0 refused\./)
}

const asked = ['report', 'trial-balance', '--company', 'store', '--to', '2026-01-31', '--json']

interface Answered {
  readonly rows: readonly { readonly closing: string }[]
}

async function postAndProve(fine: Fine, anchor: string): Promise<void> {
  const posted = await fine(['post', '-', '--company', 'store'], JSON.stringify(entry))
  assert.match(posted.out, /^recorded {2}[0-9a-f-]{36} {2}rent 2026-01\n1 recorded, 0 repeated/)
  const { rows } = JSON.parse((await fine(asked)).out) as Answered
  assert.deepEqual(rows.map(({ closing }) => closing).toSorted(), ['-750.00', '750.00'])
  assert.match((await fine(['seal', '--anchor', anchor])).out, /^3 entries and events/)
  const verified = await fine(['verify', '--anchor', anchor])
  assert.match(verified.out, /^3 entries with 6 lines under 1 seal: all is as it was sealed/)
}

async function closePeriods(fine: Fine, folder: string): Promise<void> {
  const locked = await fine(['period', 'lock', '2026-01', '--company', 'store'])
  assert.match(locked.out, /^202601 .* locked\n$/)
  await fine(['period', 'close', '202601', '--company', 'store'])
  const input = JSON.stringify({ ...entry, key: 'late' })
  const refused = await runProgram(['post', '-', '--company', 'store'], { folder, input })
  assert.equal(refused.code, 1)
  assert.match(refused.err, /postedOn: The period \S+ of 2026-01-31 is closed\./)
  await fine(['period', 'reopen', '202601', '--company', 'store', '--reason', 'a late bill'])
  const year = await fine(['period', 'close-year', '2026', '--company', 'mine'])
  assert.match(year.out, /^The year 2026 is closed with a profit of -12\.50 £: entry /)
}

async function useKeys(fine: Fine): Promise<void> {
  const key = await fine(['key', 'create', 'till 2', '--scope', 'entries:write'])
  const id = /Its number is ([0-9a-f-]{36});/.exec(key.out)?.[1] ?? ''
  assert.match(key.out, /^bsk_[0-9a-f]{32}_[0-9a-f]{32}_\w{43}\n/)
  assert.match((await fine(['key', 'list'])).out, /entries:write {2}never used {2}till 2\n/)
  await fine(['key', 'revoke', id])
  assert.match((await fine(['key', 'list'])).out, /revoked \d{4}-\d{2}-\d{2}/)
}

async function saveAndBringBack(fine: Fine, place: string, folder: string): Promise<void> {
  const file = join(place, 'books.backup')
  const words = ['restore', file, '--into', join(place, 'again')]
  const before = JSON.parse((await fine(asked)).out) as Answered
  assert.match((await fine(['backup', file])).out, /It was restored and compared/)
  await fine(words)
  const again = await runProgram(asked, { folder: join(place, 'again') })
  assert.deepEqual((JSON.parse(again.out) as Answered).rows, before.rows)
  const twice = await runProgram(words, { folder })
  assert.equal(twice.code, 1)
  assert.match(twice.err, /is there already/)
}
