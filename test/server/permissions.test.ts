/** Roles, exceptions, policies, delegations and approvals over HTTP, as a program meets them. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { roles } from '#departments/roles.ts'
import { createKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import type { Database } from '#server/database/database.ts'
import { officeOf } from '#test/approvals/office.ts'
import type { Office } from '#test/approvals/office.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testApi } from '#test/http.ts'
import type { Reply, TestApi } from '#test/http.ts'
import { testServers } from '#test/postgres.ts'

interface House {
  readonly books: FreshBooks
  readonly database: Database
  readonly api: TestApi
}

const cases: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['the roles are told with their duties', listsRoles],
  ['the first key that may grants the first roles; a later one may not', firstKey],
  ['a role is granted, listed and ended, and refusals name their place', grants],
  ['keys without a role keep doing what their scopes say', keysWork],
  ['conflicts and exceptions are told, acknowledged, reviewed and ended', exceptions],
  ['policies are set by who has the duty, and listed', policies],
  ['delegations are made by oneself, listed and ended', delegations],
  ['approvals: the inbox, approve, refuse, withdraw', approvals],
]

for (const server of await testServers()) {
  describe(`permissions on PostgreSQL ${server.version}`, () => {
    let house: House
    before(async () => {
      const books = await freshBooks(server)
      house = { books, database: books.database, api: await testApi(books.database) }
    })
    after(async () => {
      await house.api.close()
      await house.books.drop()
      assert.deepEqual(house.api.faults, [])
    })
    for (const [name, check] of cases) test(name, () => check(house))
  })
}

/** An organization with its first key, whose program is the owner, and people with keys. */
async function open({ database, api }: House): Promise<{
  readonly organization: string
  readonly owner: string
  readonly office: Office
  /** A key with which a person acts. */
  readonly keyOf: (person: string) => Promise<string>
}> {
  const organization = await storeIn(database)
  const owner = await api.key(organization)
  const keyOf = async (person: string): Promise<string> => {
    const named = { name: 'desk', scopes: allScopes, createdBy: 'the test', person }
    const made = await createKey(database, organization, named)
    assert.ok(made.ok)
    return made.value.text
  }
  return { organization, owner, office: officeOf(database, organization), keyOf }
}

interface Result {
  readonly outcome: string
  readonly id?: string
  readonly state?: string
  readonly notes?: readonly { readonly message: string }[]
  readonly problems?: readonly { readonly rule: string; readonly field: string }[]
}

function resultsOf(reply: Reply, name = 'results'): readonly Result[] {
  assert.equal(reply.status, 200, reply.text)
  return reply.json[name] as readonly Result[]
}

function told(reply: Reply, name = 'results'): string[] {
  return resultsOf(reply, name).map(({ outcome, problems = [] }) =>
    [outcome, ...problems.map(({ rule, field }) => `${rule} ${field}`)].join(' '),
  )
}

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
  assert.match(
    accountant?.notes?.[0]?.message ?? '',
    /^Ada combines “write journals” \(as accountant\)/,
  )
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

async function policies(house: House): Promise<void> {
  const { api } = house
  const { owner, office, keyOf } = await open(house)
  const band = { from: '1000000', below: '5000000', roles: ['accountant'], persons: 2 }
  const plan = { kind: 'purchase order', verb: 'send', company: 'store', bands: [band] }
  const ben = await keyOf(await office.holder('Ben', 'accountant'))
  assert.equal((await api.post(ben, '/approval-policies', plan)).status, 403)
  // Who has the duty in a company has it there only.
  const cat = await office.human('Cat')
  await office.give(cat, 'administrator', { company: 'store' })
  const cats = await keyOf(cat)
  assert.equal((await api.post(cats, '/approval-policies', { ...plan, bands: [] })).status, 200)
  const { company: _, ...common } = plan
  assert.equal((await api.post(cats, '/approval-policies', common)).status, 403)
  const set = await api.post(owner, '/approval-policies', plan)
  assert.equal(set.status, 200, set.text)
  const wrong = { ...plan, bands: [{ ...band, roles: ['nobody'], below: '5' }] }
  const refused = await api.post(owner, '/approval-policies', wrong)
  assert.deepEqual(
    refused.json.problems.map(({ rule, field }) => `${rule} ${field}`),
    ['role-unknown bands[1].roles', 'band-crossed bands[1].below'],
  )
  const nowhere = await api.post(owner, '/approval-policies', { ...plan, company: 'nowhere' })
  assert.equal(nowhere.json.problems[0]?.rule, 'company-unknown')
  const listed = (await api.get(owner, '/approval-policies')).json['policies']
  assert.deepEqual(
    (listed as readonly Record<string, unknown>[]).map(({ company, from, below, persons }) => [
      company,
      from,
      below,
      persons,
    ]),
    [['store', '1000000', '5000000', 2]],
  )
}

async function delegations(house: House): Promise<void> {
  const { api } = house
  const { office, keyOf } = await open(house)
  const [ada, ben] = [await office.holder('Ada', 'billing lead'), await office.human('Ben')]
  const [adas, bens] = [await keyOf(ada), await keyOf(ben)]
  const day = Temporal.Now.plainDateISO('UTC')
  const one = {
    from: ada,
    to: ben,
    firstDay: day.toString(),
    lastDay: day.add({ days: 7 }).toString(),
    roles: ['billing lead'],
    reason: 'A holiday.',
  }
  const set = { delegations: [one, { ...one, to: ada }] }
  assert.deepEqual(told(await api.post(bens, '/delegations', { delegations: [one] })), [
    'refused delegation-to-oneself delegations[1].to delegation-not-allowed delegations[1].from',
  ])
  const made = await api.post(adas, '/delegations', set)
  assert.deepEqual(told(made), ['done', 'refused delegation-to-oneself delegations[2].to'])
  const listed = (await api.get(bens, '/delegations')).json['delegations']
  assert.deepEqual(
    (listed as readonly Record<string, unknown>[]).map(({ fromName, toName }) => [
      fromName,
      toName,
    ]),
    [['Ada', 'Ben']],
  )
  const ids = {
    delegations: resultsOf(made)
      .slice(0, 1)
      .map(({ id }) => id),
  }
  const strange = await keyOf(await office.human('Eve'))
  assert.deepEqual(told(await api.post(strange, '/delegations/endings', ids)), [
    'refused delegation-not-allowed delegations[1].from',
  ])
  assert.deepEqual(told(await api.post(bens, '/delegations/endings', ids)), ['done'])
  assert.deepEqual(told(await api.post(adas, '/delegations/endings', ids)), [
    'refused delegation-unknown delegations[1].id',
  ])
}

async function approvals(house: House): Promise<void> {
  const { api } = house
  const { office, keyOf } = await open(house)
  const clerk = await office.holder('Clerk', 'billing clerk')
  const [ada, ben] = [
    await office.holder('Ada', 'billing lead'),
    await office.holder('Ben', 'billing lead'),
  ]
  await office.policy({ persons: 2 })
  const day = Temporal.Now.plainDateISO('UTC')
  const papers = [1, 2, 3].map(() => office.paper(clerk, { party: 'ACME' }))
  await office.ask(clerk, papers, day)
  const [adas, bens, clerks] = [await keyOf(ada), await keyOf(ben), await keyOf(clerk)]
  const inbox = async (key: string) =>
    (await api.get(key, '/approval-requests')).json['requests'] as readonly {
      id: string
      paper: string
      contentHash: string
      amount: string
      askedBy: string
      waitingFor: readonly { persons: number }[]
      approvals: readonly { name: string; comment: string | null }[]
    }[]
  const waiting = await inbox(adas)
  assert.deepEqual(
    waiting.map(({ paper, amount, askedBy }) => [paper, amount, askedBy]),
    papers.map(({ paper }) => [paper, '1000000', 'Clerk']),
  )
  assert.deepEqual(await inbox(clerks), [])
  const [one, two, three] = waiting.map(({ id, contentHash }) => ({ id, contentHash }))
  const other = { ...one, contentHash: '0'.repeat(64) }
  const both = { requests: [one, two], comment: 'Seen.' }
  assert.deepEqual(told(await api.post(adas, '/approval-requests/approvals', both)), [
    'done',
    'done',
  ])
  const wrong = await api.post(bens, '/approval-requests/approvals', { requests: [other] })
  assert.deepEqual(told(wrong), ['refused content-other requests[1].contentHash'])
  const left = (await inbox(bens)).find(({ id }) => id === one?.id)
  assert.deepEqual(
    left?.approvals.map(({ name, comment }) => [name, comment]),
    [['Ada', 'Seen.']],
  )
  assert.equal(left?.waitingFor[0]?.persons, 1)
  const done = await api.post(bens, '/approval-requests/approvals', { requests: [one] })
  assert.deepEqual(
    resultsOf(done).map(({ state }) => state),
    ['approved'],
  )
  const reject = await api.post(bens, '/approval-requests/rejections', { requests: [two] })
  assert.deepEqual(
    resultsOf(reject).map(({ state }) => state),
    ['rejected'],
  )
  const withdrawn = { requests: [two?.id, three?.id] }
  assert.deepEqual(told(await api.post(clerks, '/approval-requests/withdrawals', withdrawn)), [
    'refused request-closed requests[1].request',
    'done',
  ])
  assert.deepEqual(await inbox(bens), [])
}
