/** Policies, delegations and approvals over HTTP, as a program meets them. */
import assert from 'node:assert/strict'
import { all } from '#departments/all.ts'
import { onEachServer, open, resultsOf, told } from '#test/approvals/http.ts'
import type { House } from '#test/approvals/http.ts'
import type { TestApi } from '#test/http.ts'

const cases: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['policies are set by who has the duty, and listed', policies],
  ['delegations are made by oneself, listed and ended', delegations],
  ['approvals: the inbox, approve, refuse, withdraw', approvals],
]

await onEachServer('approvals', cases)

async function policies(house: House): Promise<void> {
  const { api } = house
  const { owner, office, keyOf } = await open(house)
  const band = { from: '1000000', below: '5000000', roles: ['accountant'], persons: 2 }
  const plan = { kind: 'sales invoice', verb: 'issue', company: 'store', bands: [band] }
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
  await strangeMatters(api, owner, plan)
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

async function strangeMatters(api: TestApi, owner: string, plan: object): Promise<void> {
  const wrongly = async (strange: object): Promise<string[]> => {
    const { status, json } = await api.post(owner, '/approval-policies', { ...plan, ...strange })
    assert.equal(status, 422)
    return json.problems.map(({ rule, field, message }) => `${rule} ${field}: ${message}`)
  }
  const papers = [...all.all].filter(({ noun }) => noun === 'document').map(({ name }) => name)
  assert.deepEqual(await wrongly({ kind: 'purchase order' }), [
    `kind-unknown kind: There is no paper “purchase order”. There is: ${papers.join(', ')}.`,
  ])
  assert.deepEqual(await wrongly({ kind: 'party' }), [
    `kind-unknown kind: There is no paper “party”. There is: ${papers.join(', ')}.`,
  ])
  assert.deepEqual(await wrongly({ verb: 'constructor' }), [
    'verb-unknown verb: There is no “constructor” for a sales invoice. There is: issue, void.',
  ])
  // What stood for a paper that is none any more can be ended.
  const gone = { kind: 'purchase order', verb: 'send', bands: [] }
  assert.equal((await api.post(owner, '/approval-policies', gone)).status, 200)
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
  const { office, keyOf, sessionOf } = await open(house)
  const clerk = await office.holder('Clerk', 'billing clerk')
  const [ada, ben] = [
    await office.holder('Ada', 'billing lead'),
    await office.holder('Ben', 'billing lead'),
  ]
  // Together the three would need an accountant as well.
  await office.policy({ persons: 2 }, { from: 2_000_000n, roles: ['accountant'] })
  const papers = [1, 2, 3].map(() => office.paper(clerk, { party: 'ACME' }))
  await office.ask(clerk, papers, Temporal.Now.plainDateISO('UTC'))
  const [adas, bens, clerks] = [await sessionOf(ada), await sessionOf(ben), await sessionOf(clerk)]
  const waiting = await inboxOf(api, adas)
  assert.deepEqual(
    waiting.map(({ paper, amount, askedBy }) => [paper, amount, askedBy]),
    papers.map(({ paper }) => [paper, '1000000', 'Clerk']),
  )
  assert.match(waiting[0]?.notes[0]?.message ?? '', /^Together with 2 others for ACME/)
  assert.deepEqual(await inboxOf(api, clerks), [])
  const [one, two, three] = waiting.map(({ id, contentHash }) => ({ id, contentHash }))
  const at = (what: string): string => `/approval-requests/${what}`
  const both = { requests: [one, two], comment: 'Seen.' }
  // A key approves nothing, whosever it is.
  const byKey = await api.post(await keyOf(ada), at('approvals'), both)
  assert.deepEqual([byKey.status, byKey.json.problems[0]?.rule], [403, 'approval-by-key'])
  assert.deepEqual(told(await api.post(adas, at('approvals'), both)), ['done', 'done'])
  const other = { requests: [{ ...one, contentHash: '0'.repeat(64) }] }
  assert.deepEqual(told(await api.post(bens, at('approvals'), other)), [
    'refused content-other requests[1].contentHash',
  ])
  const left = (await inboxOf(api, bens)).find(({ id }) => id === one?.id)
  assert.deepEqual([left?.approvals[0]?.name, left?.approvals[0]?.comment], ['Ada', 'Seen.'])
  assert.equal(left?.waitingFor[0]?.persons, 1)
  const done = await api.post(bens, at('approvals'), { requests: [one] })
  assert.equal(resultsOf(done)[0]?.state, 'approved')
  const rejected = await api.post(bens, at('rejections'), { requests: [two] })
  assert.equal(resultsOf(rejected)[0]?.state, 'rejected')
  const withdrawn = { requests: [two?.id, three?.id] }
  assert.deepEqual(told(await api.post(clerks, at('withdrawals'), withdrawn)), [
    'refused request-closed requests[1].request',
    'done',
  ])
  assert.deepEqual(await inboxOf(api, bens), [])
}

interface Waiting {
  readonly id: string
  readonly paper: string
  readonly contentHash: string
  readonly amount: string
  readonly askedBy: string
  readonly notes: readonly { readonly message: string }[]
  readonly waitingFor: readonly { readonly persons: number }[]
  readonly approvals: readonly { readonly name: string; readonly comment: string | null }[]
}

async function inboxOf(api: TestApi, key: string): Promise<readonly Waiting[]> {
  const { json } = await api.get(key, '/approval-requests')
  return json['requests'] as readonly Waiting[]
}
