/** The nightly look at permissions, as the runner does it: what it closes, and what it tells. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { roles } from '#departments/roles.ts'
import { acknowledgeExceptions } from '#server/access/exceptions.ts'
import { permissionsLook } from '#server/jobs/permissions-look.ts'
import { officeOf } from '#test/approvals/office.ts'
import type { Office } from '#test/approvals/office.ts'
import { firstServer } from '#test/postgres.ts'
import { openGround } from '#test/jobs/ground.ts'

const ground = await openGround(await firstServer())
after(() => ground.close())
const today = Temporal.Now.plainDateISO('UTC')

test('it closes what has expired and tells who combines what', async () => {
  const office = officeOf(ground.database, ground.organization)
  await askInTime(office)
  await combine(office)
  ground.runner([permissionsLook])
  const id = await ground.ask(permissionsLook, {})
  const run = await ground.until(id, ({ state }) => state === 'done')
  assert.deepEqual(run.result, {
    expired: 2,
    overdue: 0,
    conflicts: 3,
    withoutException: 1,
    reviewsDue: 2,
  })
  const told = await ground.log(id)
  assert.ok(
    told.includes(
      'S8: Eve combines “set credit limits” (as credit controller) and “take orders” (as billing ' +
        'clerk). Whoever sets a limit neither sells up to it nor makes room below it. There is ' +
        'no exception.',
    ),
    told.join('\n'),
  )
  const excused = told.find((line) => line.startsWith('S2')) ?? ''
  assert.match(excused, /tests answers for it until .*, and its review is due\.$/)
  const states = await ground.sql<{ state: string }>(
    'select state from access.approval_request order by id',
  )
  assert.deepEqual(
    states.map(({ state }) => state),
    ['expired', 'expired', 'open'],
  )
})

/** Two requests whose time is over, and one on its last day. */
async function askInTime(office: Office): Promise<void> {
  const clerk = await office.holder('Clerk', 'billing clerk')
  await office.holder('Lead', 'billing lead')
  await office.policy({})
  const papers = [office.paper(clerk), office.paper(clerk)]
  await office.ask(clerk, papers, today.subtract({ days: 31 }))
  await office.ask(clerk, [office.paper(clerk)], today.subtract({ days: 30 }))
}

/** Ben by exceptions at which nobody has looked for two months, and Eve without any. */
async function combine(office: Office): Promise<void> {
  const { database, organization } = ground
  const [ben, eve] = [await office.holder('Ben', 'bookkeeper'), await office.human('Eve')]
  const by = await office.operator()
  const exceptions = ['S2', 'S9'].map((rule) => {
    return { person: ben, reason: 'Few.', review: 'Tom', until: today, rule }
  })
  const acknowledged = today.subtract({ months: 2 })
  await database.transaction(organization, (query) =>
    acknowledgeExceptions(query, roles, organization, by, exceptions, acknowledged),
  )
  assert.equal((await office.give(ben, 'treasurer')).outcome, 'granted')
  // A pair that nobody let be, as only raw SQL or a change of the catalogue could make it.
  await ground.sql(
    `insert into access.grant_of_role (organization, id, person, role, granted_by, reason)
      select $1, gen_random_uuid(), $2, role, $3, 'x'
      from unnest(array['credit controller', 'billing clerk']) role`,
    [organization, eve, ben],
  )
}
