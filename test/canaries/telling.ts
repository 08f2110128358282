/** Judges what was told: nothing of what is withheld, and everything to who may see it. */
import assert from 'node:assert/strict'
import { roles as houseRoles } from '#departments/roles.ts'
import { reports } from '#departments/reports.ts'
import { allScopes } from '#server/access/scopes.ts'
import { actsOn } from './acting.ts'
import { ask } from './asking.ts'
import type { Answered } from './asking.ts'
import type { Ground } from './ground.ts'
import type { Asker } from './house.ts'
import { readsIn, walk } from './walk.ts'
import type { Walk } from './walk.ts'

/** All roles of daily work: together they do everything, and read up to class 2. */
export const work = [...houseRoles.keys()].filter((name) => name !== 'owner' && name !== 'auditor')
/** What lets a key reach papers, and neither the books nor the runs of others. */
export const ofPapers = allScopes.filter((scope) => !/^(?:entries|reports|jobs):/.test(scope))

/** Asserts that answers tell none of some canaries. */
export function tellsNothing(
  { places }: Ground,
  told: Walk['told'],
  isForbidden: (token: string) => boolean,
): void {
  const leaks = new Map<string, string>()
  for (const [token, answers] of told) {
    if (!isForbidden(token)) continue
    for (const one of answers) leaks.set(one.id, leakOf({ places }, token, one))
  }
  assert.equal([...leaks.values()].join('\n'), '', `${leaks.size} operations tell too much`)
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
export async function seesEverything({ house, insider, known, places, pay, tokensIn }: Ground) {
  const seen = await walk(house, insider, known, tokensIn)
  const missing = [...places.keys(), ...pay].filter((token) => !seen.told.has(token))
  assert.deepEqual(missing, [], 'canaries that nobody sees')
  const unanswered = (await readsIn(house))
    .map(({ operationId }) => operationId)
    // These houses are no examples, of which alone that tells.
    .filter((id) => id !== 'seeExample' && seen.statuses.get(id)?.has(200) !== true)
  assert.deepEqual(unanswered, [], 'operations that nobody could ask')
  const forms = (id: string): string[] => [...(seen.telling.get(id) ?? [])].map(formOf).toSorted()
  const all = ['csv', 'json', 'pdf', 'xlsx']
  for (const [id] of seen.statuses) {
    if (id.startsWith('exportTimeline')) assert.deepEqual(forms(id), ['csv'], id)
    else if (id.startsWith('export')) assert.deepEqual(forms(id), ['csv', 'pdf', 'xlsx'], id)
    else if (id.startsWith('print')) assert.deepEqual(forms(id), ['pdf'], id)
    else if (/^(?:list|get)/.test(id) && !isSilent(id)) assert.ok(forms(id).length > 0, id)
  }
  const chains = [...seen.statuses.keys()].filter((id) => id.endsWith('Chain'))
  assert.ok(
    chains.some((id) => forms(id).length > 0),
    'no chain tells of a paper',
  )
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
  'listCalls',
  'listScopes',
  'listWebhooks',
  'listWebhookSteps',
  'listColleagues',
  'listViews',
  'listNews',
  'getPreferences',
  'getPrint',
  'getImportTemplate',
  'getFollowing',
  'getFollowingInCommon',
  'getScreens',
  'listRoles',
  'listGrants',
  'listConflicts',
  'listExceptions',
  'listApprovalPolicies',
  'listNextNumbers',
  'listDelegations',
  'listApprovalRequests',
  'listPersons',
  'listAccessEvents',
  'listOwnSessions',
  'listMappings',
  'listTimetable',
  'sales',
  'vat-return',
])

/** A kind of paper may have none before or after it. */
function isSilent(id: string): boolean {
  return silent.has(id) || id.endsWith('Chain')
}

/** Tries what changes something: previews, and what is refused or ends an entry. */
export async function actsTellNothing(
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
