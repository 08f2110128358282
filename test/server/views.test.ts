/** Views of lists over HTTP: one's own, the team's, the default, and who sees and sets which. */
import assert from 'node:assert/strict'
import { onEachServer, open, told } from '#test/approvals/http.ts'
import type { House } from '#test/approvals/http.ts'
import type { Reply } from '#test/http.ts'

const cases: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['a person keeps views that nobody else sees', ownViews],
  ['the team’s views are set by who writes the papers, and seen by all who see the list', team],
  ['a list opens with one view at most', defaults],
  ['lists that are not there, or not seen, have no views', strangeLists],
  ['the database refuses what the code refuses', refusedBelow],
]

await onEachServer('views', cases)

const at = '/companies/store/views'
const list = 'sales-invoices'
const late = { list, name: 'Late', settings: { state: 'issued', sort: 'dueOn' } }

interface Shown {
  readonly id: string
  readonly name: string
  readonly settings: object
  readonly forTeam: boolean
  readonly isDefault: boolean
  readonly mayChange: boolean
}

function views(reply: Reply): readonly Shown[] {
  assert.equal(reply.status, 200, reply.text)
  return reply.json['views'] as readonly Shown[]
}

async function ownViews(house: House): Promise<void> {
  const { api } = house
  const { office, keyOf } = await open(house)
  const ann = await keyOf(await office.holder('Ann', 'billing clerk'))
  const ben = await keyOf(await office.holder('Ben', 'billing clerk'))
  const [made] = views(await api.post(ann, at, { views: [late] }))
  assert.ok(made !== undefined)
  assert.deepEqual(made.settings, late.settings)
  assert.deepEqual([made.forTeam, made.isDefault, made.mayChange], [false, false, true])
  assert.deepEqual(views(await api.get(ben, at)), [])
  // Under the same name it is replaced, and stays the same view.
  const again = { ...late, settings: { state: 'draft' } }
  const [replaced] = views(await api.post(ann, at, { views: [late, again] }))
  assert.deepEqual([replaced?.id, replaced?.settings], [made.id, { state: 'draft' }])
  assert.equal(views(await api.get(ann, `${at}?list=${list}`)).length, 1)
  assert.equal(views(await api.get(ann, `${at}?list=credit-notes`)).length, 0)
  const gone = { views: [made.id] }
  assert.deepEqual(told(await api.post(ben, `${at}/removals`, gone)), [
    'refused view-unknown views[1].id',
  ])
  assert.deepEqual(told(await api.post(ann, `${at}/removals`, gone)), ['done'])
  assert.deepEqual(views(await api.get(ann, at)), [])
}

async function team(house: House): Promise<void> {
  const { api } = house
  const { office, keyOf } = await open(house)
  const ann = await keyOf(await office.holder('Ann', 'billing clerk'))
  const aud = await keyOf(await office.holder('Aud', 'auditor'))
  const shared = { ...late, forTeam: true }
  const refused = await api.post(aud, at, { views: [shared] })
  assert.equal(refused.status, 403)
  assert.match(refused.json.problems[0]?.message ?? '', /Only a billing clerk may set the team’s/)
  const [made] = views(await api.post(ann, at, { views: [shared] }))
  const [seen] = views(await api.get(aud, at))
  assert.deepEqual([seen?.id, seen?.forTeam, seen?.mayChange], [made?.id, true, false])
  const gone = { views: [made?.id] }
  assert.deepEqual(told(await api.post(aud, `${at}/removals`, gone)), [
    'refused role-missing views[1]',
  ])
  // An auditor keeps one of the same name for herself, and shares one of a report.
  views(await api.post(aud, at, { views: [late] }))
  assert.equal(views(await api.get(aud, at)).length, 2)
  const report = { list: 'reports/open-items', name: 'All', settings: {}, forTeam: true }
  assert.equal(views(await api.post(aud, at, { views: [report] })).length, 1)
  assert.deepEqual(told(await api.post(ann, `${at}/removals`, gone)), ['done'])
}

async function defaults(house: House): Promise<void> {
  const { api } = house
  const { office, keyOf } = await open(house)
  const ann = await keyOf(await office.holder('Ann', 'billing clerk'))
  const first = { ...late, isDefault: true }
  const second = { ...first, name: 'Drafts' }
  const shared = { ...first, name: 'Everybody’s', forTeam: true }
  views(await api.post(ann, at, { views: [first, shared] }))
  const now = views(await api.post(ann, at, { views: [second] }))
  assert.deepEqual(
    now.filter(({ isDefault }) => isDefault).map(({ name }) => name),
    ['Drafts', 'Everybody’s'],
  )
  const both = views(await api.post(ann, at, { views: [second, first] }))
  assert.deepEqual(
    both.filter(({ isDefault, forTeam }) => isDefault && !forTeam).map(({ name }) => name),
    ['Late'],
  )
}

async function strangeLists(house: House): Promise<void> {
  const { api } = house
  const { office, keyOf } = await open(house)
  const ann = await keyOf(await office.holder('Ann', 'billing clerk'))
  const eve = await keyOf(await office.human('Eve'))
  for (const [key, strange] of [
    [ann, 'no-such-list'],
    [ann, 'reports/no-such-report'],
    [eve, list],
  ] as const) {
    const answer = await api.post(key, at, { views: [{ ...late, list: strange }] })
    assert.equal(answer.status, 422, answer.text)
    assert.equal(answer.json.problems[0]?.rule, 'list-unknown')
  }
  views(await api.post(ann, at, { views: [{ ...late, forTeam: true }] }))
  assert.deepEqual(views(await api.get(eve, at)), [])
  const long = { ...late, settings: { note: 'x'.repeat(2001) } }
  assert.equal((await api.post(ann, at, { views: [long] })).status, 400)
  assert.equal((await api.get(ann, '/companies/nowhere/views')).status, 404)
}

async function refusedBelow(house: House): Promise<void> {
  const { database } = house
  const { organization, office } = await open(house)
  const ann = await office.human('Ann')
  const insert = (settings: string, name: string) =>
    database.transaction(organization, (query) =>
      query({
        text: `insert into access.view (organization, id, company, person, list, name, settings,
            is_default, changed_by)
          values ($1, gen_random_uuid(), 'store', $2, 'parties', $3, $4, true, $2)`,
        values: [organization, ann, name, settings],
      }),
    )
  await assert.rejects(insert('[]', 'A'), /check constraint/)
  await assert.rejects(insert('{}', ''), /check constraint/)
  await insert('{}', 'A')
  await assert.rejects(insert('{}', 'A'), /unique constraint/)
  await assert.rejects(insert('{}', 'B'), /view_of_default/)
}
