/** With the server's login, raw SQL gets no further with roles and approvals than the program. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { setUpOwner } from '#server/access/first-owner.ts'
import type { Database } from '#server/database/database.ts'
import { booksOnAll, storeIn } from '#test/books.ts'
import { peopleOf } from '#test/people.ts'
import type { People } from '#test/people.ts'

const tables = [
  'grant_of_role',
  'duty_exception',
  'approval_policy',
  'delegation',
  'approval_request',
  'approval',
] as const

/** Columns that the server may change, once each. */
const mayUpdate = [
  'delegation.ended_at',
  'delegation.ended_by',
  'approval_policy.ended_at',
  'approval_policy.ended_by',
  'duty_exception.ended_at',
  'duty_exception.ended_by',
  'duty_exception.reviewed_by',
  'duty_exception.reviewed_on',
  'grant_of_role.end_reason',
  'grant_of_role.ended_at',
  'grant_of_role.ended_by',
]

/** An organization with a row in each table. */
interface House {
  readonly organization: string
  readonly people: People
  readonly ada: string
  readonly ben: string
  readonly cat: string
  readonly request: string
  /** Writes a row of a table; columns that are named differ from one that is right. */
  readonly write: (
    table: (typeof tables)[number],
    changes?: Record<string, unknown>,
  ) => Promise<string>
}

const stages = await Promise.all(
  (await booksOnAll()).map(async ({ server, books }) => {
    const { database } = books
    return { server, books, ours: await furnish(database), theirs: await furnish(database) }
  }),
)

for (const { server, books, ours, theirs } of stages) {
  after(() => books.drop())
  const { database } = books
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`
  const refused = (work: Promise<unknown>, why: RegExp, what?: string): Promise<void> =>
    assert.rejects(work, why, what)

  test(here('it sees its own organization, and nothing without one'), async () => {
    for (const table of tables) {
      const none = await database.bare({ text: `select from access.${table}` })
      assert.equal(none.length, 0, table)
      const rows = await ours.people.run<{ organization: string }>(
        `select organization from access.${table}`,
      )
      assert.ok(rows.length > 0, table)
      assert.ok(
        rows.every(({ organization }) => organization === ours.organization),
        table,
      )
    }
  })

  test(here('it deletes nothing, and changes only what ends'), async () => {
    for (const table of tables) {
      for (const text of [`delete from access.${table}`, `truncate access.${table} cascade`]) {
        await refused(ours.people.run(text), /permission denied/, text)
      }
    }
    const columns = await ours.people.run<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.column_privileges
        where table_schema = 'access' and privilege_type = 'UPDATE'
          and grantee = 'backstay_server' and table_name = any ($1)`,
      tables,
    )
    assert.deepEqual(columns.map(({ name }) => name).toSorted(), mayUpdate.toSorted())
  })

  test(here('it writes into no other organization'), async () => {
    for (const table of tables) {
      const stolen = { organization: theirs.organization }
      await refused(ours.write(table, stolen), /row-level security/, table)
    }
  })

  test(here('what is ended stays ended'), async () => {
    for (const [table, extra] of [
      ['grant_of_role', ", end_reason = 'x'"],
      ['duty_exception', ''],
      ['approval_policy', ''],
      ['delegation', ''],
    ] as const) {
      const house = await furnish(database)
      const { ada, organization, people } = house
      await people.run(
        `update access.${table} set ended_at = now(), ended_by = $2${extra}
          where organization = $1`,
        organization,
        ada,
      )
      const again = await people.run(
        `update access.${table} set ended_at = null, ended_by = null where organization = $1
          returning 1 as one`,
        organization,
      )
      assert.deepEqual(again, [], table)
      await refused(
        house.write(table, { ended_at: '2026-11-22', ended_by: ada }),
        /row-level security/,
        table,
      )
    }
  })

  test(here('nobody grants to themself, and nobody is a second first owner'), async () => {
    const { ben, write } = ours
    const own = { person: ben, granted_by: ben, role: 'owner' }
    await refused(write('grant_of_role', own), /check constraint/)
    await refused(write('grant_of_role', { ...own, at_set_up: true }), /row-level security/)
    await refused(write('grant_of_role', { role: 'owner', at_set_up: true }), /row-level security/)
    await refused(write('grant_of_role'), /grant_once/)
    const made = await ours.people.run<{ made: boolean }>(
      'select access.set_up_owner($1, $2, $3) as made',
      ours.organization,
      newId(Date.now()),
      ben,
    )
    assert.deepEqual(made, [{ made: false }])
    const elsewhere = [theirs.organization, newId(Date.now()), theirs.ben]
    await refused(
      ours.people.run('select access.set_up_owner($1, $2, $3)', ...elsewhere),
      /another one/,
    )
  })

  test(here('an exception is for a year, not from S13, and reviewed by another'), async () => {
    const { ben, cat, people, organization, write } = ours
    await refused(write('duty_exception', { person: cat, rule: 'S13' }), /check constraint/)
    await refused(write('duty_exception', { person: cat, until: '2027-11-23' }), /check constraint/)
    await refused(write('duty_exception', { person: cat, until: '2026-11-21' }), /check constraint/)
    const review = `update access.duty_exception set reviewed_on = '2026-12-01', reviewed_by = $2
      where organization = $1`
    await refused(people.run(review, organization, ben), /check constraint/)
    await people.run(review, organization, cat)
  })

  test(here('nobody makes themself stand in'), async () => {
    const { ada, ben, cat, write } = ours
    await refused(write('delegation', { to_person: ada }), /check constraint/)
    await refused(write('delegation', { made_by: ben }), /check constraint/)
    await refused(write('delegation', { last_day: '2026-11-21' }), /check constraint/)
    await refused(write('delegation', { last_day: '2027-11-23' }), /check constraint/)
    await write('delegation', { made_by: cat })
  })

  test(here('who wrote or asked approves nothing, in no name, and nobody twice'), async () => {
    const { ada, ben, cat, write, request } = await furnish(database)
    const delegation = await write('delegation', { from_person: ben, to_person: cat })
    await refused(write('approval', { person: ada, standing_for: ada }), /check constraint/)
    const forAda = { person: cat, standing_for: ada, delegation }
    await refused(write('approval', forAda), /check constraint/)
    // To say that somebody else asked does not help: the request knows who did.
    const lie = { person: ada, standing_for: ada, asked_by: cat, made_by: cat }
    await refused(write('approval', lie), /foreign key/)
    await refused(write('approval'), /duplicate key/)
    const forBen = { person: cat, standing_for: ben, delegation }
    await refused(write('approval', forBen), /duplicate key/)
    await refused(write('approval', { person: cat, standing_for: ben }), /check constraint/)
    await refused(write('approval', { request: newId(Date.now()) }), /foreign key/)
    await write('approval', { request, person: cat, standing_for: cat })
  })

  test(here('a request is approved by as many as it asks for, and by nobody’s word'), async () => {
    const { people, organization, request, write, cat } = await furnish(database)
    const close = (state: string) =>
      people.run<{ id: string }>(
        'select access.close_requests($1, $2, $3) as id',
        organization,
        [request],
        [state],
      )
    await refused(close('approved'), /fewer persons than it asks for/)
    await refused(
      people.run(
        `update access.approval_request set state = 'approved', closed_at = now()
          where organization = $1`,
        organization,
      ),
      /permission denied/,
    )
    await refused(write('approval_request', { state: 'approved' }), /row-level security|check/)
    await refused(write('approval_request'), /request_once/)
    await write('approval', { person: cat, standing_for: cat })
    assert.equal((await close('approved')).length, 1)
    assert.deepEqual(await close('withdrawn'), [])
    const [found] = await people.run<{ state: string }>(
      'select state from access.approval_request where organization = $1 and id = $2',
      organization,
      request,
    )
    assert.equal(found?.state, 'approved')
    const lock = people.run('select access.lock_requests($1, $2)', theirs.organization, [
      theirs.request,
    ])
    await refused(lock, /another one/)
    await refused(
      people.run(
        'select access.close_requests($1, $2, $3)',
        theirs.organization,
        [theirs.request],
        ['void'],
      ),
      /another one/,
    )
  })

  test(here('a refusal cannot be outvoted'), async () => {
    const { people, organization, request, write, cat } = await furnish(database)
    const dan = await people.human('Dan')
    await write('approval', { person: cat, standing_for: cat, decision: 'reject' })
    await write('approval', { person: dan, standing_for: dan })
    await refused(
      people.run('select access.close_requests($1, $2, $3)', organization, [request], ['approved']),
      /fewer persons than it asks for/,
    )
  })
}

/** Makes an organization with a row in each table. */
async function furnish(database: Database): Promise<House> {
  const organization = await storeIn(database)
  const people = peopleOf(database, organization)
  const [ada, ben, cat] = [
    await people.human('Ada'),
    await people.human('Ben'),
    await people.human('Cat'),
  ]
  await database.transaction(organization, (query) => setUpOwner(query, organization, ada))
  const request = newId(Date.now())
  const right = rowsOf({ ada, ben, request })
  const write: House['write'] = async (table, changes = {}) => {
    const id = newId(Date.now())
    const own = table === 'approval' ? {} : { id }
    const row: Record<string, unknown> = { organization, ...own, ...right[table], ...changes }
    const names = Object.keys(row)
    await people.run(
      `insert into access.${table} (${names.join(', ')})
        values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
      ...Object.values(row),
    )
    return id
  }
  const house = { organization, people, ada, ben, cat, request, write }
  for (const table of tables)
    await write(table, table === 'approval_request' ? { id: request } : {})
  return house
}

/** A row of each table that is right, without its organization and number. */
function rowsOf({
  ada,
  ben,
  request,
}: Pick<House, 'ada' | 'ben' | 'request'>): Readonly<
  Record<(typeof tables)[number], Record<string, unknown>>
> {
  return {
    grant_of_role: { person: ben, role: 'staff', granted_by: ada, reason: 'x' },
    duty_exception: {
      person: ben,
      rule: 'S2',
      acknowledged_by: ada,
      acknowledged_on: '2026-11-22',
      reason: 'x',
      review: 'x',
      until: '2027-11-22',
    },
    approval_policy: { kind: 'order', verb: 'send', roles: '{staff}', persons: 1, made_by: ada },
    delegation: {
      from_person: ada,
      to_person: ben,
      first_day: '2026-11-22',
      last_day: '2026-11-30',
      roles: '{staff}',
      reason: 'x',
      made_by: ada,
    },
    approval_request: requestRow(ada),
    approval: {
      request,
      person: ben,
      standing_for: ben,
      asked_by: ada,
      made_by: ada,
      decision: 'approve',
      decided_on: '2026-11-22',
    },
  }
}

function requestRow(ada: string): Record<string, unknown> {
  return {
    company: 'store',
    kind: 'order',
    paper: newId(Date.now()),
    verb: 'send',
    version: 1,
    content_hash: `\\x${'ab'.repeat(32)}`,
    steps: '[]',
    persons: 2,
    notes: '[]',
    asked_by: ada,
    made_by: ada,
    asked_on: '2026-11-22',
    expires_on: '2026-12-22',
  }
}
