/** Delegations on a real database: who approves in whose place, and what it never gives. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { officeOf } from '#test/approvals/office.ts'
import { booksOnAll, storeIn } from '#test/books.ts'
import { today } from '#test/people.ts'

for (const { server, books } of await booksOnAll()) {
  after(() => books.drop())
  const { database } = books
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  /** An office with a clerk who writes, and three leads; one lead approves. */
  const open = async () => {
    const organization = await storeIn(database)
    const office = officeOf(database, organization)
    const clerk = await office.holder('Clerk', 'billing clerk')
    const [ada, ben, cat] = [
      await office.holder('Ada', 'billing lead'),
      await office.holder('Ben', 'billing lead'),
      await office.holder('Cat', 'billing lead'),
    ]
    return { organization, ...office, clerk, ada, ben, cat }
  }

  test(here('a delegate approves in the place of one who is away, and both are told'), async () => {
    const { clerk, ada, ben, approve, asked, inbox, paper, policy, run, standIn, human } =
      await open()
    await policy({ persons: 2 })
    const dan = await human('Dan')
    const request = await asked(clerk, paper(clerk))
    assert.equal(await approve(dan, request), 'approver-role')
    assert.equal(await standIn(ada, dan, ['billing lead']), '')
    assert.deepEqual((await inbox(dan))[0]?.inPlaceOf, [ada])
    assert.equal(await approve(dan, request), 'open')
    assert.equal(await approve(ada, request), 'approver-role')
    assert.equal(await approve(ben, request), 'approved')
    const given = await run<{ person: string; standing_for: string; delegation: string | null }>(
      'select person, standing_for, delegation from access.approval where person = $1',
      dan,
    )
    assert.equal(given[0]?.standing_for, ada)
    assert.notEqual(given[0]?.delegation, null)
  })

  test(here('a delegation gives nothing else, and never lets a maker check'), async () => {
    const { clerk, ada, ben, as, approve, asked, paper, policy, standIn, human } = await open()
    await policy({})
    const dan = await human('Dan')
    assert.equal(await standIn(ada, dan, ['billing lead']), '')
    assert.deepEqual((await as(dan)).grants, [])
    assert.equal(await approve(dan, await asked(clerk, paper(ada))), 'approver-role')
    // Dan stands in for Ada; what Dan wrote, Dan does not approve in her name.
    assert.equal(await approve(dan, await asked(clerk, paper(dan))), 'approver-maker')
    const later = [today.add({ days: 3 }), today.add({ days: 5 })] as [typeof today, typeof today]
    assert.equal(await standIn(ben, dan, ['billing lead'], later), '')
    const request = await asked(clerk, paper(ada))
    assert.equal(await approve(dan, request), 'approver-role')
    assert.equal(await approve(dan, request, { standingFor: ben }), 'approver-role')
  })

  test(here('only roles that are held are delegated, to humans, for a while'), async () => {
    const { clerk, ada, ben, standIn, program } = await open()
    assert.equal(await standIn(clerk, ada, ['billing lead']), 'role-not-held')
    assert.equal(await standIn(ada, ada, ['billing lead']), 'delegation-to-oneself')
    assert.equal(await standIn(ada, await program('Robot'), ['billing lead']), 'person-unknown')
    const long = [today, today.add({ months: 12, days: 1 })] as [typeof today, typeof today]
    assert.equal(await standIn(ada, ben, ['billing lead'], long), 'delegation-days')
    // A contained role is held as well.
    assert.equal(await standIn(ada, ben, ['billing clerk']), '')
  })
}
