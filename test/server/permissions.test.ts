/** Roles, their duties and exceptions over HTTP, as a program meets them. */
import assert from 'node:assert/strict'
import { roles } from '#departments/roles.ts'
import { onEachServer, open, resultsOf, told } from '#test/approvals/http.ts'
import type { House } from '#test/approvals/http.ts'
import { storeIn } from '#test/books.ts'
import type { TestApi } from '#test/http.ts'

const cases: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['the roles are told with their duties', listsRoles],
  ['the first key that may grants the first roles; a later one may not', firstKey],
  ['a role is granted, listed and ended, and refusals name their place', grants],
  ['who holds what is seen by auditors and those who grant', oversight],
  ['a role that is missing is named, and who can grant it', missingRoles],
  ['keys without a role keep doing what their scopes say', keysWork],
  ['conflicts and exceptions are told, acknowledged, reviewed and ended', exceptions],
]

await onEachServer('permissions', cases)

async function listsRoles(house: House): Promise<void> {
  const { owner } = await open(house)
  const { status, json } = await house.api.get(owner, '/roles')
  assert.equal(status, 200)
  const listed = json['roles'] as readonly { name: string; contains: string[]; duties: string[] }[]
  assert.deepEqual(
    listed.map(({ name }) => name),
    [...roles.keys()],
  )
  const lead = listed.find(({ name }) => name === 'billing lead')
  assert.deepEqual(lead?.contains, ['billing clerk', 'staff'])
  assert.ok(lead?.duties.includes('approve credit notes'))
}

async function firstKey(house: House): Promise<void> {
  const { api } = house
  const { organization, owner, office, keyOf } = await open(house)
  const ben = await office.human('Ben')
  const grant = { grants: [{ person: ben, role: 'staff', reason: 'New here.' }] }
  const later = await api.key(organization)
  assert.deepEqual(told(await api.post(later, '/grants', grant), 'grants'), [
    'refused grant-not-allowed grants[1].role',
  ])
  // Neither does a key of a human, even where no human holds a role yet.
  const cat = await keyOf(await office.human('Cat'))
  assert.deepEqual(told(await api.post(cat, '/grants', grant), 'grants'), [
    'refused grant-not-allowed grants[1].role',
  ])
  assert.deepEqual(told(await api.post(owner, '/grants', grant), 'grants'), ['granted'])
  // A key that may not grant makes no owner, even where it is the first.
  const other = await storeIn(house.database)
  await api.key(other, 'entries:write', 'access:read')
  const second = await api.key(other)
  const list = async (key: string) => (await api.get(key, '/grants')).json['grants']
  assert.equal(((await list(second)) as readonly unknown[]).length, 1)
}

async function grants(house: House): Promise<void> {
  const { api } = house
  const { owner, office } = await open(house)
  const [ada, ben] = [await office.human('Ada'), await office.human('Ben')]
  const one = (person: string, role: string, rest: object = {}) => ({
    person,
    role,
    reason: 'A test.',
    ...rest,
  })
  const reply = await api.post(owner, '/grants', {
    grants: [
      one(ada, 'accountant', { company: 'store', until: '2099-12-31' }),
      one(ben, 'bookkeeper'),
      one(ben, 'treasurer'),
      one(ben, 'nothing', { company: 'nowhere' }),
    ],
  })
  assert.deepEqual(told(reply, 'grants'), [
    'granted',
    'granted',
    'refused duties-conflict grants[3].role duties-conflict grants[3].role',
    'refused role-unknown grants[4].role company-unknown grants[4].company',
  ])
  const [accountant] = resultsOf(reply, 'grants')
  const note = accountant?.notes?.[0]?.message ?? ''
  assert.match(note, /^Ada combines “write journals” \(as accountant\)/)
  await listedAndEnded(api, owner)
}

async function listedAndEnded(api: TestApi, owner: string): Promise<void> {
  const listed = (await api.get(owner, '/grants')).json['grants'] as readonly {
    id: string
    name: string
    role: string
    company: string | null
    until: string | null
    atSetUp: boolean
  }[]
  assert.deepEqual(
    listed.map(({ name, role, company, until, atSetUp }) => [name, role, company, until, atSetUp]),
    [
      ['Ada', 'accountant', 'store', '2099-12-31', false],
      ['Ben', 'bookkeeper', null, null, false],
      ['tests', 'owner', null, null, true],
    ],
  )
  const ending = { grants: [listed[1]?.id, listed[2]?.id], reason: 'Done.' }
  assert.deepEqual(told(await api.post(owner, '/grants/endings', ending)), [
    'done',
    'refused owner-last grants[2].id',
  ])
  assert.deepEqual(told(await api.post(owner, '/grants/endings', ending)), [
    'refused grant-unknown grants[1].id',
    'refused owner-last grants[2].id',
  ])
}

async function oversight(house: House): Promise<void> {
  const { api } = house
  const { organization, owner, office, keyOf } = await open(house)
  const [robot, clerk] = [
    await api.key(organization),
    await keyOf(await office.holder('Clerk', 'billing clerk')),
  ]
  const auditor = await keyOf(await office.holder('Tom', 'auditor'))
  for (const path of ['/grants', '/duty-conflicts', '/duty-exceptions', '/approval-policies']) {
    for (const key of [robot, clerk]) {
      const { status, json } = await api.get(key, path)
      assert.deepEqual([status, json.problems[0]?.rule], [403, 'oversight-missing'], path)
    }
    for (const key of [owner, auditor]) assert.equal((await api.get(key, path)).status, 200, path)
  }
  for (const path of ['/roles', '/delegations', '/approval-requests']) {
    assert.equal((await api.get(clerk, path)).status, 200, path)
  }
}

async function missingRoles(house: House): Promise<void> {
  const { api } = house
  const { organization, office, keyOf } = await open(house)
  const robot = await api.key(organization)
  const line = { description: 'Postage', quantity: '1', unitPrice: '1', revenue: 'x', taxCode: 'x' }
  const [issuedOn, dueOn] = ['2026-11-22', '2026-12-22']
  const head = { customer: 'x', receivable: 'x', issuedOn, dueOn, currency: 'GBP' }
  const sent = { papers: [{ ...head, lines: [line] }] }
  const write = async (key: string): Promise<string> => {
    const { problems } = (await api.post(key, '/companies/store/sales-invoices', sent)).json
    return problems.find(({ rule }) => rule === 'role-missing')?.message ?? ''
  }
  // A program is told, too; the first key is the owner, by its name.
  const may = 'Only a billing clerk may write a sales invoice.'
  assert.equal(await write(robot), `${may} tests can grant that role.`)
  const ada = await office.human('Ada')
  await office.give(ada, 'administrator', { company: 'store' })
  const clerk = await office.human('Cleo')
  await office.give(clerk, 'billing clerk', { site: 'york' })
  const clerks = await keyOf(clerk)
  const narrowed = 'You are one for the site york only.'
  assert.equal(await write(clerks), `${may} ${narrowed} Ada and tests can grant that role.`)
  const list = '/companies/store'
  for (const path of ['counts/sales-invoices', 'sales-invoices', 'exports/sales-invoices']) {
    const { status, json } = await api.get(robot, `${list}/${path}`)
    assert.deepEqual([status, json.problems[0]?.rule], [403, 'role-missing'], path)
    assert.match(json.detail, /^Only a member of staff may see sales invoices\. tests can grant/)
  }
  const guest = await api.human(organization, 'gil@example.com', ['staff'])
  const report = await api.get(guest.session, '/companies/store/reports/trial-balance')
  assert.deepEqual([report.status, report.json.problems[0]?.rule], [403, 'scope-missing'])
  assert.match(
    report.json.detail,
    /^None of your roles .* It takes a billing clerk, .* tests can grant that role\.$/,
  )
}

async function keysWork(house: House): Promise<void> {
  const { api } = house
  const { organization } = await open(house)
  const till = await api.key(organization, 'entries:write', 'accounts:read')
  const entry = {
    key: 'sale',
    journal: 'sales',
    postedOn: '2026-11-22',
    reason: 'A sale',
    lines: [
      { account: 'bank', currency: 'GBP', amount: '1.00' },
      { account: 'sales', currency: 'GBP', amount: '-1.00' },
    ],
  }
  assert.equal((await api.post(till, '/companies/store/entries', entry)).status, 201)
  assert.equal((await api.get(till, '/companies')).status, 200)
  assert.equal((await api.get(till, '/roles')).status, 403)
}

async function exceptions(house: House): Promise<void> {
  const { api } = house
  const { owner, office, keyOf } = await open(house)
  const [ben, tom] = [await office.human('Ben'), await office.holder('Tom', 'auditor')]
  const until = Temporal.Now.plainDateISO('UTC').add({ months: 6 }).toString()
  const one = (rule: string) => ({ person: ben, rule, reason: 'Few.', review: 'Tom', until })
  const wanted = { exceptions: [one('S2'), one('S9'), one('S13')] }
  const bens = await keyOf(ben)
  const denied = await api.post(bens, '/duty-exceptions', wanted)
  assert.deepEqual([denied.status, denied.json.problems[0]?.rule], [403, 'duty-missing'])
  assert.match(denied.json.detail, /^Only an owner may acknowledge exceptions\./)
  const made = await api.post(owner, '/duty-exceptions', wanted)
  assert.deepEqual(told(made), ['done', 'done', 'refused exception-never exceptions[3].rule'])
  await office.give(ben, 'bookkeeper')
  await office.give(ben, 'treasurer')
  const report = (await api.get(owner, '/duty-conflicts')).json['conflicts'] as readonly {
    rule: string
    held: readonly { duty: string; role: string }[]
    exception: { review: string } | null
  }[]
  assert.deepEqual(
    report.filter(({ exception }) => exception?.review === 'Tom').map(({ rule }) => rule),
    ['S2', 'S9'],
  )
  assert.deepEqual(report.find(({ rule }) => rule === 'S2')?.held, [
    { duty: 'enter supplier invoices', role: 'bookkeeper' },
    { duty: 'release payments', role: 'treasurer' },
  ])
  const ids = {
    exceptions: resultsOf(made)
      .slice(0, 1)
      .map(({ id }) => id),
  }
  assert.deepEqual(told(await api.post(bens, '/duty-exceptions/reviews', ids)), [
    'refused review-own exceptions[1].id',
  ])
  assert.deepEqual(told(await api.post(await keyOf(tom), '/duty-exceptions/reviews', ids)), [
    'done',
  ])
  assert.equal((await api.post(bens, '/duty-exceptions/endings', ids)).status, 403)
  assert.deepEqual(told(await api.post(owner, '/duty-exceptions/endings', ids)), ['done'])
  const left = (await api.get(owner, '/duty-exceptions')).json['exceptions']
  assert.deepEqual(
    (left as readonly { rule: string }[]).map(({ rule }) => rule),
    ['S9'],
  )
}
