/** What insiders do with papers besides writing them: files, approvals, runs of tasks. */
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { tasks } from '#departments/tasks.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import { stepsOf } from '#server/webhooks/steps.ts'
import { taskJob } from '#server/jobs/task-job.ts'
import { addressName } from '#kit/spelling.ts'
import type { Cage } from './canary.ts'
import { bearing } from './asking.ts'
import type { Asker, House } from './house.ts'
import { knownIn } from './known.ts'
import { pluralOf } from './reading.ts'
import { tasksOf } from './variants.ts'

/**
 * Takes each kind out as a file and brings it in again as drafts: some good, some refused with what
 * is wrong. Answers the canaries in the names of the files.
 */
export async function importAll(
  house: House,
  cage: Cage,
  insider: Asker,
): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const of of house.catalogue.all) {
    if (of.noun === 'register' && of.isLedgers) continue
    const company = of.target.of === 'company' ? '/companies/store' : ''
    const list = await house.api.get(insider.text, `${company}/exports/${pluralOf(of)}`)
    assert.equal(list.status, 200, list.text)
    // Where a figure is wanted, a word is wrong, and is told.
    const wrong = list.text.replace(/71\d{5}(?:\.37)?/, cage.word())
    const name = cage.word()
    names.set(name, of.name)
    const query = new URLSearchParams({ kind: of.name, file: `${name}.csv`, numbers: 'given' })
    const made = await house.api.send(`/api/v1/companies/store/imports?${query.toString()}`, {
      method: 'POST',
      headers: { ...bearing(house, insider), 'content-type': 'application/octet-stream' },
      body: wrong,
    })
    assert.ok([201, 422].includes(made.status), `${of.name}: ${made.text}`)
  }
  await quiet(house)
  for (const id of (await knownIn(house)).imports) {
    await house.api.post(insider.text, `/companies/store/imports/${id}/trial`, {})
  }
  await quiet(house)
  return names
}

/** Has a webhook hear everything, before anything is done. */
export async function hearAll({ api, catalogue }: House, insider: Asker): Promise<void> {
  const hears = stepsOf(catalogue).map(({ type }) => type)
  const made = await api.post(insider.text, '/webhooks', { address: 'https://example.com', hears })
  assert.equal(made.status, 201, made.text)
}

/** Wants approval of everything, and asks for it. */
export async function askApprovals(house: House, insider: Asker, author: Asker): Promise<void> {
  const known = await knownIn(house)
  const topics = known.topics.filter(({ madeBy }) => madeBy === author.person)
  for (const of of house.catalogue.all) {
    if (of.noun !== 'document') continue
    for (const [verb, { from }] of Object.entries(of.transitions)) {
      const bands = [{ from: '0', roles: ['billing lead'], persons: 1 }]
      const policy = { company: 'store', kind: of.name, verb, bands }
      const set = await house.api.post(insider.text, '/approval-policies', policy)
      assert.ok(set.status < 300, set.text)
      const papers = topics
        .filter(({ kind, state }) => kind === of.name && [from].flat().includes(state ?? ''))
        .map(({ key: id, version }) => ({ id, version }))
      if (papers.length === 0) continue
      const at = `/companies/store/${pluralOf(of)}/approval-requests`
      const asked = await house.api.post(insider.text, at, { papers, verb })
      assert.equal(asked.status, 200, asked.text)
    }
  }
}

/** Has each task run. */
export async function runTasks(house: House, insider: Asker): Promise<void> {
  const kind = taskJob(house.catalogue, tasksOf(house))
  for (const { name } of tasks) {
    const asked = { receivables: '1100', feeIncome: '4400' }
    const made = await house.shop.inBooks(({ query, organization }) =>
      enqueue(
        query,
        organization,
        kind,
        { task: name, asked },
        {
          company: 'store',
          askedBy: insider.name,
          person: insider.person,
        },
      ),
    )
    assert.ok(made.ok)
  }
  await quiet(house)
}

/** Has all papers of each kind printed into one file. */
export async function printAll(house: House, insider: Asker): Promise<void> {
  const { topics } = await knownIn(house)
  for (const { name: kind, noun } of house.catalogue.all) {
    const papers = topics.filter((one) => one.kind === kind).map(({ key }) => key)
    if (noun === 'register' || papers.length === 0) continue
    const made = await house.api.post(insider.text, '/companies/store/prints', { kind, papers })
    assert.equal(made.status, 202, made.text)
  }
  await quiet(house)
}

/** Asks for a step with all papers of some kinds, none of which is as it was said to be. */
export async function bulkSteps(house: House, insider: Asker): Promise<void> {
  const { topics } = await knownIn(house)
  let made = 0
  for (const of of house.catalogue.all) {
    if (of.noun !== 'document') continue
    const papers = topics
      .filter(({ kind }) => kind === of.name)
      .map(({ key: id, version }) => ({ id, version: version + 1_000 }))
    const [verb = ''] = Object.keys(of.transitions)
    if (papers.length === 0 || made > 2) continue
    const body = { kind: of.name, step: addressName(verb), papers }
    const asked = await house.api.post(insider.text, '/companies/store/bulk-steps', body)
    assert.ok([202, 403].includes(asked.status), asked.text)
    if (asked.status === 202) made += 1
  }
  assert.ok(made > 0)
  await quiet(house)
}

/** Waits until no job is under way. */
async function quiet({ sql }: House): Promise<void> {
  for (let waited = 0; waited < 120_000; waited += 50) {
    const open = await sql(
      `select from job.run where organization = $1 and state in ('waiting', 'running')`,
    )
    if (open.length === 0) return
    await pause(50)
  }
  assert.fail('the jobs do not end')
}
