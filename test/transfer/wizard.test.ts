/** The way of a file over HTTP: looked into, mapped, imported, corrected, tried, posted, undone. */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startRunner } from '#server/jobs/runner.ts'
import { importJob } from '#server/transfer/job.ts'
import type { Reply } from '#test/http.ts'
import { openLibraries } from '#test/kit-books.ts'
import type { Library } from '#test/kit-books.ts'
import { apiOf, libraryPermissions } from '#test/library-api.ts'
import type { LibraryApi } from '#test/library-api.ts'
import { libraryServices } from '#test/transfer/ground.ts'

const file = [
  'Slip;Friend;Day;Amount',
  'S1;ANN;22.11.2026;1.250',
  'S2;ANN;21.11.2026;300',
  'S3;BOB;20.11.2026;400',
].join('\r\n')

const root = '/companies/store'
const query = 'kind=deposit&verb=take&mapping=till&file=slips.csv'

/** A counter of a library, at which two librarians bring files along. */
interface Counter {
  readonly house: LibraryApi
  readonly ann: string
  readonly bob: string
  /** Nobody works on what is asked for from now on. */
  rest(): Promise<void>
  close(): Promise<void>
}

for (const { server, library } of await openLibraries()) {
  suite(`a file goes its way over HTTP on PostgreSQL ${server.version}`, () => {
    let counter: Counter
    // Where the import stands that all but the first story are about.
    let at = ''
    before(async () => {
      counter = await openCounter(library)
    })
    after(() => counter.close())

    test('it is looked into, and how its columns are read is kept', () => isMapped(counter))
    test('it is brought along by what was kept, and checked', async () => {
      at = await isBrought(counter)
    })
    test('what is wrong is told by line, and its rows come back', () => faultsAreTold(counter, at))
    test('what is wrong is corrected before anything is posted', () => isCorrected(counter, at))
    test('it is tried, and posted with its numbers', () => isPosted(counter, at))
    test('it does not come twice', () => comesOnce(counter))
    test('who posted it does not undo it, somebody else does', () => isUndone(counter, at))
    test('others see nothing of it and bring nothing', () => isHidden(counter, at))
    test('what it is doing is stopped without any right on jobs', () => isStopped(counter, at))
  })
}

async function isMapped({ house, ann }: Counter): Promise<void> {
  const guess = await upload(house, ann, `${root}/mapping-guesses?kind=deposit`, file)
  assert.equal(guess.status, 200, guess.text)
  assert.deepEqual(guess.json['columns'], ['Slip', 'Friend', 'Day', 'Amount'])
  assert.deepEqual(guess.json['mapping'], { ...emptyMapping, fields: {} })
  const mapping = {
    key: 'Slip',
    fields: {
      owner: { column: 'Friend' },
      takenOn: { column: 'Day' },
      pence: { column: 'Amount' },
    },
    habits: { dayOrder: 'day month year', decimal: ',' },
  }
  const saved = { kind: 'deposit', name: 'till', mapping }
  assert.equal((await house.post(ann, '/import-mappings', saved)).status, 200)
  assert.equal((await house.post(ann, '/import-mappings', saved)).status, 200)
  const mappings = await house.get(ann, '/import-mappings?kind=deposit')
  assert.equal((mappings.json['mappings'] as unknown[]).length, 1)
}

/** Answers where the import stands. */
async function isBrought({ house, ann }: Counter): Promise<string> {
  const brought = await upload(house, ann, `${root}/imports?${query}`, file)
  assert.equal(brought.status, 201, brought.text)
  const at = `${root}/imports/${brought.json.id}`
  const checked = await until(house, ann, at, 'staged')
  assert.deepEqual(checked.json['counts'], counts({ good: 2, refused: 1 }))
  return at
}

async function faultsAreTold({ house, ann }: Counter, at: string): Promise<void> {
  const draft = await refusedDraft(house, ann, at)
  assert.equal(draft.place, 3)
  assert.deepEqual(
    draft.problems.map(({ message }) => message),
    [
      'Line 4, column Friend: There is no friend “BOB”. Take one from the list, or add a ' +
        'friend first.',
    ],
  )
  const rows = await house.get(ann, `${at}/refused-rows`)
  assert.equal(rows.headers.get('content-type'), 'text/csv; charset=utf-8')
  assert.match(rows.headers.get('content-disposition') ?? '', /refused of slips\.csv/)
  assert.match(rows.text, /^Slip,Friend,Day,Amount,Line in the file,What is wrong\r\nS3,BOB/)
  const workbook = await house.get(ann, `${at}/refused-rows?format=xlsx`)
  assert.equal(workbook.text.slice(0, 2), 'PK')
}

async function isCorrected({ house, ann }: Counter, at: string): Promise<void> {
  assert.equal((await house.post(ann, `${at}/posting`, {})).status, 409)
  const draft = await refusedDraft(house, ann, at)
  const body = { key: 'S3', values: { ...draft.values, owner: 'ANN' } }
  const corrected = await house.post(ann, `${at}/drafts/3`, body)
  assert.equal(corrected.json['state'], 'good', corrected.text)
  assert.equal((await house.post(ann, `${at}/drafts/99`, body)).status, 404)
}

async function isPosted({ house, ann }: Counter, at: string): Promise<void> {
  assert.equal((await house.post(ann, `${at}/trial`, {})).status, 202)
  const tried = await until(house, ann, at, 'staged')
  assert.deepEqual(tried.json['trial'], {
    papers: 3,
    refused: 0,
    entries: 3,
    totals: [
      { account: 'bank', currency: 'GBP', debit: '1950', credit: '0' },
      { account: 'customer credit', currency: 'GBP', debit: '0', credit: '1950' },
    ],
  })
  assert.equal((await house.post(ann, `${at}/posting`, {})).status, 202)
  const posted = await until(house, ann, at, 'posted')
  assert.deepEqual(posted.json['counts'], counts({ posted: 3 }))
  const list = await house.get(ann, `${root}/deposits?sort=number`)
  assert.deepEqual(
    (list.json['papers'] as { number: string; state: string }[]).map(({ number, state }) => [
      number,
      state,
    ]),
    [
      ['S1', 'taken'],
      ['S2', 'taken'],
      ['S3', 'taken'],
    ],
  )
}

async function comesOnce({ house, ann }: Counter): Promise<void> {
  const again = await upload(house, ann, `${root}/imports?${query}`, file)
  assert.equal(again.status, 409)
  assert.deepEqual(
    again.json.problems.map(({ rule }) => rule),
    ['file-imported'],
  )
}

async function isUndone({ house, ann, bob }: Counter, at: string): Promise<void> {
  // Who took the deposits may not give them back: four eyes.
  const job = (await house.post(ann, `${at}/undoing`, {})).json['job']
  for (;;) {
    const { json } = await house.get(ann, `/jobs/${String(job)}`)
    if (json['state'] === 'failed') break
    await pause(20)
  }
  const stopped = await house.get(ann, at)
  const told = stopped.json['job'] as { problems: { rule: string }[] }
  assert.equal(told.problems[0]?.rule, 'four-eyes')
  assert.equal((await house.post(bob, `${at}/undoing`, {})).status, 202)
  const undone = await until(house, bob, at, 'undone')
  assert.deepEqual(undone.json['counts'], counts({ undone: 3 }))
  assert.equal((await house.post(bob, `${at}/posting`, {})).status, 409)
}

/** What others see and may not do. */
async function isHidden({ house }: Counter, at: string): Promise<void> {
  const [reader, nobody] = [await house.key('reader'), await house.key('nobody')]
  const blind = await house.key('tests', 'papers:read')
  for (const key of [reader, nobody]) {
    assert.equal((await house.get(key, at)).status, 404)
    assert.equal((await house.get(key, `${at}/drafts`)).status, 404)
    assert.equal((await house.get(key, `${at}/refused-rows`)).status, 404)
    assert.deepEqual((await house.get(key, '/companies/store/imports')).json['imports'], [])
    const brought = await upload(house, key, `/companies/store/imports?${query}`, file)
    assert.equal(brought.status, 403)
    assert.equal(brought.json.problems[0]?.rule, 'role-missing')
  }
  assert.equal((await upload(house, blind, `/companies/store/imports?${query}`, file)).status, 403)
  const all = await house.key('tests')
  const elsewhere = at.replace('/store/', '/nowhere/')
  assert.equal((await house.get(all, elsewhere)).status, 404)
  const broken = await upload(house, all, `/companies/store/imports?${query}`, 'Slip\n"')
  assert.equal(broken.status, 422)
  const yacht = query.replace('deposit', 'yacht')
  assert.equal((await upload(house, all, `/companies/store/imports?${yacht}`, file)).status, 422)
  const large = new Uint8Array(50_000_001)
  const tooLarge = await upload(house, all, `/companies/store/imports?${query}`, large)
  assert.equal(tooLarge.status, 413)
}

async function isStopped(counter: Counter, over: string): Promise<void> {
  const { house } = counter
  const [clerk, nobody] = [await house.key('tests', 'papers:write'), await house.key('nobody')]
  const ended = await house.post(clerk, `${over}/cancellation`, {})
  assert.deepEqual([ended.status, ended.json.problems[0]?.rule], [409, 'job-over'])
  await counter.rest()
  const brought = await upload(house, clerk, `${root}/imports?${query}`, `${file}\r\n`)
  assert.equal(brought.status, 201, brought.text)
  const at = `${root}/imports/${brought.json.id}`
  assert.equal((await house.post(nobody, `${at}/cancellation`, {})).status, 404)
  assert.equal((await house.post(clerk, `${at}/cancellation`, {})).status, 200)
  const stopped = await house.get(counter.ann, at)
  assert.equal((stopped.json['job'] as { state: string }).state, 'cancelled')
}

interface Draft {
  readonly place: number
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: readonly { readonly message: string }[]
}

const emptyMapping = {
  key: null,
  habits: {
    decimal: null,
    dayOrder: null,
    century: null,
    yes: ['yes', 'true', '1'],
    no: ['no', 'false', '0'],
  },
}

function counts(some: Readonly<Record<string, number>>): object {
  return { unchecked: 0, good: 0, refused: 0, posted: 0, undone: 0, ...some }
}

/** The one paper of the file that is refused. */
async function refusedDraft(house: LibraryApi, key: string, at: string): Promise<Draft> {
  const drafts = await house.get(key, `${at}/drafts?state=refused`)
  const [draft] = drafts.json['drafts'] as Draft[]
  return draft ?? assert.fail(drafts.text)
}

async function upload(
  { send }: LibraryApi,
  key: string,
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<Reply> {
  return await send(`/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' },
    body,
  })
}

async function until(house: LibraryApi, key: string, at: string, state: string): Promise<Reply> {
  for (let waited = 0; waited < 20_000; waited += 20) {
    const reply = await house.get(key, at)
    if (reply.json['state'] === state) return reply
    await pause(20)
  }
  throw new Error(`The import does not become ${state}.`)
}

async function openCounter(library: Library): Promise<Counter> {
  const house = await apiOf(library)
  const services = { ...libraryServices(library.database), permissions: libraryPermissions }
  const runner = startRunner({ services, kinds: [importJob], server: 'test', interval: 20 })
  return {
    house,
    ann: await house.key('tests'),
    bob: await house.key('bob'),
    rest: () => runner.stop(),
    async close() {
      await runner.stop()
      await house.api.close()
      await library.drop()
      assert.deepEqual(house.faults, [])
    },
  }
}
