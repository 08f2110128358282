/** Exceptions from the separation of duties on a real database: for a while, reviewed, and told. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { roles } from '#departments/roles.ts'
import { conflictsReport } from '#server/access/conflicts.ts'
import {
  acknowledgeExceptions,
  endExceptions,
  listExceptions,
  reviewExceptions,
} from '#server/access/exceptions.ts'
import { setUpOwner } from '#server/access/first-owner.ts'
import type { Granted } from '#server/access/grants.ts'
import { booksOnAll, storeIn } from '#test/books.ts'
import { peopleOf, today } from '#test/people.ts'

function rules(answer: Granted): string {
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
    const except = async (by: string, person: string, rule: string, months = 12) => {
      const actor = await people.as(by)
      const until = today.add({ months })
      const one = { person, rule, reason: 'We are few.', review: 'Tom, every month', until }
      const [answer] = await database.transaction(organization, (query) =>
        acknowledgeExceptions(query, roles, organization, actor, [one], today),
      )
      return answer
    }
    const setUp = (person: string) =>
      database.transaction(organization, (query) => setUpOwner(query, organization, person))
    return { organization, people, except, setUp }
  }

  test(here('an exception lets a pair be, until it is over, and is told'), async () => {
    const { people, except, setUp, organization } = await open()
    const olga = await people.human('Olga')
    await setUp(olga)
    const ben = await people.holder('Ben', 'bookkeeper')
    assert.deepEqual((await except(olga, ben, 'S2'))?.problems, [])
    // S9 stands against it as well: a treasurer pays refunds.
    assert.equal(rules(await people.give(ben, 'treasurer')), 'duties-conflict')
    await except(olga, ben, 'S9')
    assert.equal(
      rules(await people.give(ben, 'treasurer')),
      'granted duties-combined duties-combined',
    )
    const report = (day: Temporal.PlainDate) =>
      database.transaction(organization, (query) =>
        conflictsReport(query, roles, organization, day),
      )
    const blocked = (await report(today)).filter(({ mode }) => mode === 'block')
    assert.deepEqual(
      blocked.map(({ name, rule, exception }) => [name, rule, exception?.acknowledgedBy]),
      [
        ['Ben', 'S2', 'Olga'],
        ['Ben', 'S9', 'Olga'],
      ],
    )
    assert.equal(blocked[0]?.exception?.reviewDue, false)
    const later = (await report(today.add({ months: 2 }))).filter(({ mode }) => mode === 'block')
    assert.equal(later[0]?.exception?.reviewDue, true)
    const over = (await report(today.add({ months: 13 }))).filter(({ mode }) => mode === 'block')
    assert.deepEqual(
      over.map(({ exception }) => exception),
      [null, null],
    )
  })

  test(
    here('exceptions are for a year, not from S13, and not one’s own where others are'),
    async () => {
      const { people, except, setUp } = await open()
      const [olga, ben] = [await people.human('Olga'), await people.human('Ben')]
      await setUp(olga)
      const told = async (...words: Parameters<typeof except>): Promise<string | undefined> =>
        (await except(...words))?.problems[0]?.rule
      assert.equal(await told(olga, ben, 'S13'), 'exception-never')
      assert.equal(await told(olga, ben, 'S6'), 'exception-needless')
      assert.equal(await told(olga, ben, 'S99'), 'rule-unknown')
      assert.equal(await told(olga, ben, 'S2', 13), 'exception-until')
      assert.equal(await told(olga, newId(Date.now()), 'S2'), 'person-unknown')
      // The only owner of a small firm answers for her own; with another one that is over.
      assert.equal(await told(olga, olga, 'S14'), undefined)
      assert.equal(await told(olga, olga, 'S14'), 'exception-held')
      await people.give(ben, 'owner')
      assert.equal(await told(olga, olga, 'S15'), 'exception-own')
      assert.equal(await told(ben, olga, 'S15'), undefined)
    },
  )

  test(here('exceptions are reviewed by others who see everything, and end'), async () => {
    const { people, except, setUp, organization } = await open()
    const [olga, ben] = [await people.human('Olga'), await people.human('Ben')]
    await setUp(olga)
    const tom = await people.holder('Tom', 'auditor')
    const { id = '' } = (await except(olga, olga, 'S14')) ?? {}
    const review = async (by: string): Promise<string | undefined> => {
      const actor = await people.as(by)
      const [answer] = await database.transaction(organization, (query) =>
        reviewExceptions(query, roles, organization, actor, [id], today),
      )
      return answer?.problems[0]?.rule
    }
    assert.deepEqual(
      [await review(olga), await review(ben), await review(tom)],
      ['review-own', 'review-not-allowed', undefined],
    )
    const list = () =>
      database.transaction(organization, (query) => listExceptions(query, organization, today))
    assert.equal((await list())[0]?.reviewedOn?.toString(), today.toString())
    const end = async (): Promise<string | undefined> => {
      const actor = await people.as(olga)
      const [answer] = await database.transaction(organization, (query) =>
        endExceptions(query, organization, actor, [id]),
      )
      return answer?.problems[0]?.rule
    }
    assert.deepEqual([await end(), await end()], [undefined, 'exception-unknown'])
    assert.deepEqual(await list(), [])
  })

  test(here('an exception that is over makes room for the next'), async () => {
    const { people, setUp, organization } = await open()
    const [olga, ben] = [await people.human('Olga'), await people.human('Ben')]
    await setUp(olga)
    const actor = await people.as(olga)
    for (const day of [today, today.add({ months: 13 })]) {
      const until = day.add({ days: 5 })
      const one = { person: ben, rule: 'S2', reason: 'Few.', review: 'Tom', until }
      const [answer] = await database.transaction(organization, (query) =>
        acknowledgeExceptions(query, roles, organization, actor, [one], day),
      )
      assert.deepEqual(answer?.problems, [])
    }
  })
}
