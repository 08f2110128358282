/** What somebody may not see stands in no answer, whatever is asked and however it comes. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { roles as houseRoles } from '#departments/roles.ts'
import { reports } from '#departments/reports.ts'
import { allScopes } from '#server/access/scopes.ts'
import { firstServer } from '#test/postgres.ts'
import { actsOn } from './acting.ts'
import { askAgent } from './agent.ts'
import { ask } from './asking.ts'
import type { Answered } from './asking.ts'
import { cage } from './canary.ts'
import { groundIn } from './ground.ts'
import type { Ground } from './ground.ts'
import { openBooks, openHouse } from './house.ts'
import type { Asker } from './house.ts'
import { allWithheld, described, readerOf, rolesApart, writerOf } from './variants.ts'
import { readsIn, walk } from './walk.ts'
import type { Walk } from './walk.ts'

/** All roles of daily work: together they do everything, and read up to class 2. */
const work = [...houseRoles.keys()].filter((name) => name !== 'owner' && name !== 'auditor')
const library = ['reader', 'librarian']
/** What lets a key reach papers, and neither the books nor the runs of others. */
const ofPapers = allScopes.filter((scope) => !/^(?:entries|reports|jobs):/.test(scope))

/** Asserts that answers tell none of some canaries. */
function tellsNothing(
  { places }: Ground,
  told: Walk['told'],
  isForbidden: (token: string) => boolean,
): void {
  const leaks = [...told].flatMap(([token, answers]) =>
    isForbidden(token) ? answers.map((one) => leakOf({ places }, token, one)) : [],
  )
  assert.equal(leaks.slice(0, 20).join('\n'), '', `${leaks.length} answers tell too much`)
}

function leakOf({ places }: Pick<Ground, 'places'>, token: string, answered: Answered): string {
  const [place] = places.get(token) ?? []
  const what = place === undefined ? 'pay or a file' : `${place.kind} ${place.path}`
  return `${token} (${what}) in ${answered.id} ${answered.path}: ${excerpt(answered, token)}`
}

function excerpt({ text }: Answered, token: string): string {
  const at = text.toLowerCase().indexOf(token)
  return at === -1 ? '' : text.slice(Math.max(0, at - 80), at + 40)
}

/** Asserts that somebody who sees everything came by each canary, in every way and form. */
async function seesEverything({ house, insider, known, places, pay, tokensIn }: Ground) {
  const seen = await walk(house, insider, known, tokensIn)
  const missing = [...places.keys(), ...pay].filter((token) => !seen.told.has(token))
  assert.deepEqual(missing, [], 'canaries that nobody sees')
  const unanswered = (await readsIn(house))
    .map(({ operationId }) => operationId)
    .filter((id) => seen.statuses.get(id)?.has(200) !== true)
  assert.deepEqual(unanswered, [], 'operations that nobody could ask')
  const forms = (id: string): string[] => [...(seen.telling.get(id) ?? [])].map(formOf).toSorted()
  const all = ['csv', 'json', 'pdf', 'xlsx']
  for (const [id] of seen.statuses) {
    if (id.startsWith('export')) assert.deepEqual(forms(id), ['csv', 'pdf', 'xlsx'], id)
    else if (id.startsWith('print')) assert.deepEqual(forms(id), ['pdf'], id)
    else if (/^(?:list|get)/.test(id) && !silent.has(id)) assert.ok(forms(id).length > 0, id)
  }
  for (const { name } of reports.filter((one) => !silent.has(one.name))) {
    const both = [`report-${name}`, `report-${name}-lines`].flatMap(forms)
    assert.deepEqual([...new Set(both)].toSorted(), all, name)
  }
  return seen
}

/** "application/pdf; charset=…" is pdf. */
function formOf(type: string): string {
  return /sheet/.test(type) ? 'xlsx' : (/(csv|pdf|json)/.exec(type)?.[1] ?? type)
}

/** What tells of no paper, row or line, or of sums alone. */
const silent: ReadonlySet<string> = new Set([
  'listCompanies',
  'listAccounts',
  'listJournals',
  'listPeriods',
  'listEntries',
  'listKeys',
  'listRoles',
  'listGrants',
  'listConflicts',
  'listExceptions',
  'listApprovalPolicies',
  'listDelegations',
  'listApprovalRequests',
  'listPersons',
  'listAccessEvents',
  'listOwnSessions',
  'listMappings',
  'sales',
  'vat-return',
])

describe('fields above one’s class', () => {
  let ground: Ground
  let clerk: Asker
  /** What stands in fields, and is told by no number, no code and no field of one's own. */
  const isField = (token: string): boolean =>
    ground.pay.has(token) ||
    ground.places.get(token)?.every(({ part }) => part === 'field' || part === 'file') === true

  before(async () => {
    const house = await openHouse(await openBooks(await firstServer()), allWithheld())
    const all = [...work, 'owner', ...library]
    ground = await groundIn(house, cage(1), all)
    // The books as a whole are for who reads pay, too.
    await house.sql(
      `update ledger.account set read_class = 4 where organization = $1 and company = 'store'`,
    )
    clerk = await house.human('a clerk', [...work, ...library])
  })
  after(async () => {
    await ground.house.close()
    assert.equal(ground.house.api.faults.slice(0, 3).join('\n'), '')
  })

  test('are seen by who reads them, each of them, in every form', async () => {
    await seesEverything(ground)
  })

  test('are not seen by who is signed in and reads less', async () => {
    const { house, known, tokensIn } = ground
    const seen = await walk(house, clerk, known, tokensIn, { withFilters: true })
    tellsNothing(ground, seen.told, isField)
  })

  test('are not seen with a key, nor by an agent that has it', async () => {
    const { house, known, tokensIn } = ground
    const key = await house.key(clerk, ofPapers)
    const seen = await walk(house, key, known, tokensIn)
    tellsNothing(ground, seen.told, isField)
    const { text, answered, tools } = await askAgent(house, key, seen.asked)
    assert.ok(answered.size > tools.length / 2, `${answered.size} of ${tools.length} tools`)
    const told = [...tokensIn(text)].filter(isField)
    assert.deepEqual(told, [])
  })

  test('are not told by acts, nor by what hinders them', async () => {
    await actsTellNothing(ground, clerk, isField)
  })
})

describe('papers and rows of others', () => {
  let ground: Ground
  const documents = described.filter(({ noun }) => noun === 'document')
  const registers = described.filter(({ noun }) => noun === 'register')
  const roleNames = (kinds: typeof described): string[] =>
    kinds.flatMap((of) => [readerOf(of), writerOf(of)])
  /** What stands in papers and rows of these kinds and nowhere else. */
  const isOf =
    (kinds: readonly { readonly name: string }[]) =>
    (token: string): boolean => {
      const names = new Set(kinds.map(({ name }) => name))
      const places = ground.places.get(token)
      return places === undefined || places.every(({ kind }) => names.has(kind))
    }

  before(async () => {
    const house = await openHouse(await openBooks(await firstServer()), rolesApart())
    ground = await groundIn(house, cage(2), [...work, 'owner', ...roleNames(described)])
  })
  after(async () => {
    await ground.house.close()
    assert.equal(ground.house.api.faults.slice(0, 3).join('\n'), '')
  })

  test('are seen by who may, each of them', async () => {
    await seesEverything(ground)
  })

  const halves = [0, 1].map((half) => documents.filter((_, at) => at % 2 === half))
  const unseen: readonly (readonly [string, typeof described])[] = [
    ['registers', registers],
    ['half of the papers', halves[0] ?? []],
    ['the other half of the papers', halves[1] ?? []],
  ]
  for (const [what, kinds] of unseen) {
    test(`are not seen by who has no role for ${what}`, async () => {
      const { house, known, tokensIn } = ground
      const others = described.filter((of) => !kinds.includes(of))
      const asker = await house.human(`without ${what}`, ['staff', ...roleNames(others)])
      tellsNothing(ground, (await walk(house, asker, known, tokensIn)).told, isOf(kinds))
      await actsTellNothing(ground, asker, isOf(kinds))
    })
  }

  const narrow = [
    ['another company', { company: 'works' }],
    ['another site', { site: 'north' }],
    ['another department', { department: 'nobody' }],
    ['what they made themselves', { own: true }],
  ] as const
  for (const [what, where] of narrow) {
    test(`are not seen by who has all roles in ${what}`, async () => {
      const { house, known, tokensIn } = ground
      const asker = await house.human(what, [...work, ...roleNames(described)], where)
      tellsNothing(ground, (await walk(house, asker, known, tokensIn)).told, isOf(described))
      await actsTellNothing(ground, asker, isOf(described))
    })
  }

  test('are not seen with a key of somebody without a role, nor by an agent', async () => {
    const { house, known, tokensIn } = ground
    const key = await house.key(await house.human('nobody', []), ofPapers)
    const seen = await walk(house, key, known, tokensIn)
    tellsNothing(ground, seen.told, isOf(described))
    await actsTellNothing(ground, key, isOf(described))
    const { text } = await askAgent(house, key, seen.asked)
    assert.deepEqual([...tokensIn(text)].filter(isOf(described)), [])
  })
})

/** Tries what changes something: previews, and what is refused or ends an entry. */
async function actsTellNothing(
  ground: Ground,
  asker: Asker,
  isForbidden: (token: string) => boolean,
): Promise<void> {
  const { house, known, sendable, tokensIn } = ground
  const told = new Map<string, Answered[]>()
  let done = 0
  for (const act of actsOn(house.catalogue.all, known, sendable)) {
    const answered = await ask(house, asker, act, tokensIn)
    if (answered.status < 300) done += 1
    for (const token of answered.tokens) {
      told.set(token, [...(told.get(token) ?? []), answered])
    }
  }
  assert.ok(done >= 0)
  tellsNothing(ground, told, isForbidden)
}
