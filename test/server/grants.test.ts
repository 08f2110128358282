/** Roles on a real database: granted, ended, kept apart, and in force within seconds. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { roles } from '#departments/roles.ts'
import { everywhere, holds } from '#kit/role.ts'
import type { Role, Scope } from '#kit/role.ts'
import { Actors } from '#server/access/actors.ts'
import { conflictsReport } from '#server/access/conflicts.ts'
import { setUpOwner } from '#server/access/first-owner.ts'
import { endGrants, grantRoles, listGrants } from '#server/access/grants.ts'
import type { Granted } from '#server/access/grants.ts'
import { grantorsOf } from '#server/access/holders.ts'
import { leave } from '#server/access/persons.ts'
import { commandLine } from '#server/access/visitor.ts'
import { booksOnAll, storeIn } from '#test/books.ts'
import { peopleOf, today } from '#test/people.ts'

const nowhere = { company: null, site: null, department: null, madeBy: null }
const everywhereIn = (company: string): Scope => ({ ...everywhere, company })

function rules(answer: Granted | undefined): string {
  if (answer === undefined) return 'nothing'
  return answer.outcome === 'granted'
    ? ['granted', ...answer.notes.map(({ rule }) => rule)].join(' ')
    : answer.problems.map(({ rule }) => rule).join(' ')
}

for (const { server, books } of await booksOnAll()) {
  after(() => books.drop())
  const { database } = books
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  const open = async () => {
    const organization = await storeIn(database)
    const people = peopleOf(database, organization)
    const granted = async (by: string, person: string, role: Role, scope = everywhere) => {
      const actor = await people.as(by)
      const grant = { person, role, scope, until: null, reason: 'a test' }
      const [answer] = await database.transaction(organization, (query) =>
        grantRoles(query, roles, organization, actor, [grant], today),
      )
      return answer
    }
    const ended = async (by: string, ...ids: string[]): Promise<string[]> => {
      const actor = await people.as(by)
      const answers = await database.transaction(organization, (query) =>
        endGrants(query, roles, organization, actor, ids, 'a test'),
      )
      return answers.map(({ problems }) => problems.map(({ rule }) => rule).join(' '))
    }
    const list = () =>
      database.transaction(organization, (query) => listGrants(query, organization))
    const setUp = (person: string) =>
      database.transaction(organization, (query) => setUpOwner(query, organization, person))
    return { organization, people, granted, ended, list, setUp }
  }

  test(here('the first person becomes owner, once'), async () => {
    const { people, setUp, list } = await open()
    const [ada, tom] = [await people.human('Ada Kay'), await people.human('Tom Fox')]
    assert.deepEqual([await setUp(ada), await setUp(ada), await setUp(tom)], [true, false, false])
    const grants = await list()
    assert.deepEqual(
      grants.map(({ name, role, atSetUp, grantedBy }) => [name, role, atSetUp, grantedBy]),
      [['Ada Kay', 'owner', true, 'Ada Kay']],
    )
    assert.equal(holds(await people.as(ada), 'administrator', nowhere), true)
  })

  test(here('of many who set up at once, one becomes owner'), async () => {
    const { people, setUp, list } = await open()
    const all = await Promise.all(Array.from({ length: 8 }, (_, at) => people.human(`P ${at}`)))
    const made = await Promise.all(all.map(setUp))
    assert.equal(made.filter(Boolean).length, 1)
    assert.equal((await list()).length, 1)
  })

  test(here('a program is the first until a human comes; a stranger never'), async () => {
    const { people, setUp } = await open()
    const [robot, other] = [await people.program('robot'), await people.program('other')]
    assert.deepEqual([await setUp(robot), await setUp(other)], [true, false])
    assert.equal(await setUp(await people.human('Ada')), true)
    assert.equal(await setUp(await people.human('Tom')), false)
    assert.equal(await setUp(newId(Date.now())), false)
  })

  test(here('roles are granted by those who may, and never to oneself'), async () => {
    const { people, granted, setUp } = await open()
    const [olga, ben] = [await people.human('Olga'), await people.human('Ben')]
    await setUp(olga)
    const admin = await people.human('Ada')
    assert.equal(rules(await granted(olga, admin, 'administrator')), 'granted')
    assert.equal(rules(await granted(admin, ben, 'billing clerk')), 'granted')
    assert.equal(rules(await granted(admin, admin, 'billing clerk')), 'grant-to-oneself')
    assert.equal(rules(await granted(olga, olga, 'staff')), 'grant-to-oneself')
    assert.equal(rules(await granted(admin, ben, 'administrator')), 'grant-not-allowed')
    assert.equal(rules(await granted(ben, admin, 'staff')), 'grant-not-allowed')
    assert.equal(rules(await granted(admin, ben, 'billing clerk')), 'role-held')
    const narrower = await granted(admin, ben, 'billing clerk', everywhereIn('store'))
    assert.equal(rules(narrower), 'granted')
  })

  test(here('an administrator of one company grants there, and nowhere else'), async () => {
    const { people, granted, setUp, organization } = await open()
    const [olga, ada, ben] = [
      await people.human('Olga'),
      await people.human('Ada'),
      await people.human('Ben'),
    ]
    await setUp(olga)
    await people.run(
      `insert into ledger.company (organization, code, name, currency)
        values ($1, 'shop', 'The shop', 'GBP')`,
      organization,
    )
    await granted(olga, ada, 'administrator', everywhereIn('shop'))
    assert.equal(rules(await granted(ada, ben, 'staff', everywhereIn('shop'))), 'granted')
    assert.equal(
      rules(await granted(ada, ben, 'staff', everywhereIn('store'))),
      'grant-not-allowed',
    )
    assert.equal(rules(await granted(ada, ben, 'staff')), 'grant-not-allowed')
    const grantors = await database.transaction(organization, (query) =>
      grantorsOf(query, roles, organization, today),
    )
    assert.deepEqual(grantors('staff', 'shop'), ['Ada', 'Olga'])
    assert.deepEqual(grantors('staff', 'store'), ['Olga'])
    assert.deepEqual(grantors('staff', null), ['Olga'])
  })

  test(here('what is unknown or over is refused, all at once'), async () => {
    const { people } = await open()
    const ben = await people.human('Ben')
    const nobody = newId(Date.now())
    assert.equal(rules(await people.give(nobody, 'staff')), 'person-unknown')
    assert.equal(rules(await people.give(ben, 'harbour master')), 'role-unknown')
    const answer = await people.give(
      ben,
      'staff',
      everywhereIn('no-shop'),
      today.subtract({ days: 1 }),
    )
    assert.equal(rules(answer), 'company-unknown until-past')
    await people.leave(ben)
    assert.equal(rules(await people.give(ben, 'staff')), 'person-unknown')
  })

  test(here('a blocked pair is refused with its reason, others are told'), async () => {
    const { people } = await open()
    const ben = await people.holder('Ben Ray', 'bookkeeper')
    const refused = await people.give(ben, 'treasurer')
    assert.equal(rules(refused), 'duties-conflict duties-conflict')
    assert.ok(refused.outcome === 'refused')
    assert.match(
      refused.problems[0]?.message ?? '',
      /^Ben Ray may not combine “enter supplier invoices” \(as bookkeeper\) and “release pay/,
    )
    // An accountant writes and posts: allowed, but another person is asked for with each entry.
    assert.equal(
      rules(await people.give(ben, 'accountant')),
      'granted' + ' duties-combined'.repeat(4),
    )
    assert.equal(rules(await people.give(ben, 'billing clerk')), 'granted')
  })

  test(here('two halves of a pair in one set: the second is refused'), async () => {
    const { people, organization, list } = await open()
    const ben = await people.human('Ben')
    const by = await people.operator()
    const wanted = ['bookkeeper', 'treasurer', 'staff'].map((role) => ({
      person: ben,
      role,
      scope: everywhere,
      until: null,
      reason: 'a test',
    }))
    const answers = await database.transaction(organization, (query) =>
      grantRoles(query, roles, organization, by, wanted, today),
    )
    assert.deepEqual(answers.map(rules), ['granted', 'duties-conflict duties-conflict', 'granted'])
    assert.deepEqual(
      (await list()).map(({ role }) => role),
      ['bookkeeper', 'staff'],
    )
  })

  test(here('two halves of a pair at the same moment: one is refused'), async () => {
    const { people, organization } = await open()
    const outcomes = new Set<string>()
    for (let round = 0; round < 10; round += 1) {
      const person = await people.human(`P ${round}`)
      const answers = await Promise.all([
        people.give(person, 'bookkeeper'),
        people.give(person, 'treasurer'),
      ])
      const granted = answers.filter(({ outcome }) => outcome === 'granted')
      assert.equal(granted.length, 1, answers.map(rules).join(', '))
      outcomes.add(answers[0].outcome)
    }
    const report = await database.transaction(organization, (query) =>
      conflictsReport(query, roles, organization, today),
    )
    assert.deepEqual(
      report.filter(({ mode }) => mode === 'block'),
      [],
    )
  })

  test(here('a role ends on its last day, and what was ended holds no more'), async () => {
    const { people, list, ended, setUp, organization } = await open()
    const [olga, ben] = [await people.human('Olga'), await people.human('Ben')]
    await setUp(olga)
    await people.give(ben, 'staff', {}, today)
    const on = async (day: Temporal.PlainDate): Promise<boolean> => {
      const actors = new Actors(database, roles)
      return holds(await actors.of(organization, ben, day), 'staff', nowhere)
    }
    assert.deepEqual([await on(today), await on(today.add({ days: 1 }))], [true, false])
    // To go on is a new grant.
    assert.equal(rules(await people.give(ben, 'staff', {}, today.add({ days: 9 }))), 'granted')
    assert.equal(await on(today.add({ days: 1 })), true)
    const ids = (await list()).filter(({ person }) => person === ben).map(({ id }) => id)
    assert.deepEqual(await ended(olga, ...ids), ['', ''])
    assert.equal(await on(today), false)
    assert.deepEqual(await ended(olga, ids[0] ?? ''), ['grant-unknown'])
  })

  test(
    here('a grant is ended by who may grant it or has it, and the last owner stays'),
    async () => {
      const { people, list, ended, setUp, granted } = await open()
      const [olga, ben, eve] = [
        await people.human('Olga'),
        await people.human('Ben'),
        await people.human('Eve'),
      ]
      await setUp(olga)
      await granted(olga, ben, 'billing clerk')
      await granted(olga, eve, 'staff')
      const of = async (person: string): Promise<string> =>
        (await list()).find((grant) => grant.person === person)?.id ?? ''
      assert.deepEqual(await ended(eve, await of(ben)), ['grant-not-allowed'])
      assert.deepEqual(await ended(eve, await of(eve)), [''])
      assert.deepEqual(await ended(olga, await of(olga)), ['owner-last'])
      // One for a while only does not count as another owner.
      await people.give(ben, 'owner', {}, today.add({ days: 9 }))
      assert.deepEqual(await ended(olga, await of(olga)), ['owner-last'])
    },
  )

  test(here('of two owners who are ended at once, one remains'), async () => {
    const { people, list, setUp, granted, organization } = await open()
    const [olga, oscar] = [await people.human('Olga'), await people.human('Oscar')]
    await setUp(olga)
    await granted(olga, oscar, 'owner')
    const ids = (await list()).map(({ id }) => id)
    const by = await people.operator()
    const answers = await Promise.all(
      ids.map((id) =>
        database.transaction(organization, (query) =>
          endGrants(query, roles, organization, by, [id], 'a test'),
        ),
      ),
    )
    const told = answers.flat().map(({ problems }) => problems.map(({ rule }) => rule).join(' '))
    assert.deepEqual(told.toSorted(), ['', 'owner-last'])
    assert.equal((await list()).length, 1)
  })

  test(here('who leaves keeps nothing, should they come back'), async () => {
    const { people, list, setUp, granted, organization } = await open()
    const [olga, ben, cat] = [
      await people.human('Olga'),
      await people.human('Ben'),
      await people.human('Cat'),
    ]
    await setUp(olga)
    await granted(olga, ben, 'billing lead')
    const goes = (person: string) =>
      database.transaction(organization, (query) =>
        leave(query, { organization, actor: 'tests', from: commandLine }, person),
      )
    const refused = await goes(olga)
    assert.deepEqual(refused.ok || refused.problems.map(({ rule }) => rule), ['owner-last'])
    assert.ok((await goes(ben)).ok)
    assert.ok((await goes(ben)).ok)
    await people.run('update access.person set left_at = null where id = $1', ben)
    assert.deepEqual((await people.as(ben)).grants, [])
    assert.deepEqual(
      (await list()).map(({ name }) => name),
      ['Olga'],
    )
    // Another owner lets her go.
    await granted(olga, cat, 'owner')
    assert.ok((await goes(olga)).ok)
  })

  test(here('what is granted or ended holds for live sessions within five seconds'), async () => {
    const { people, organization, list, ended, setUp } = await open()
    const [olga, ben] = [await people.human('Olga'), await people.human('Ben')]
    await setUp(olga)
    let now = 0
    const actors = new Actors(database, roles, () => now)
    const isStaff = async (): Promise<boolean> =>
      holds(await actors.of(organization, ben, today), 'staff', nowhere)
    assert.equal(await isStaff(), false)
    await people.give(ben, 'staff')
    assert.equal(await isStaff(), false)
    now = 5_000
    assert.equal(await isStaff(), true)
    const [grant] = (await list()).filter(({ person }) => person === ben)
    await ended(olga, grant?.id ?? '')
    assert.equal(await isStaff(), true)
    now = 10_000
    assert.equal(await isStaff(), false)
    await people.give(ben, 'staff')
    actors.forget(organization, [ben])
    assert.equal(await isStaff(), true)
    await people.leave(ben)
    now = 15_000
    assert.equal(await isStaff(), false)
  })
}
