/** Approvals on a real database: asked for, given, counted once, and void when anything changes. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { stepWords } from '#permissions/approval-problem.ts'
import { closeExpired } from '#server/access/asking.ts'
import type { Asked } from '#server/access/asking.ts'
import { listPolicies } from '#server/access/policies.ts'
import type { Database } from '#server/database/database.ts'
import { hashOf, officeOf, word } from '#test/approvals/office.ts'
import { booksOnAll, storeIn } from '#test/books.ts'
import { today } from '#test/people.ts'

const told = (answer: Asked | undefined): string =>
  answer?.outcome === 'refused'
    ? answer.problems.map(({ rule }) => rule).join(' ')
    : (answer?.outcome ?? 'nothing')

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

  test(here('what no policy speaks of needs no approval'), async () => {
    const { clerk, ask, paper, policy, standing } = await open()
    const small = paper(clerk, { amount: 999_999n })
    assert.equal(told((await ask(clerk, [small]))[0]), 'not needed')
    assert.deepEqual(await standing(small), { steps: [], standing: null })
    await policy({ from: 1_000_000n })
    assert.equal(told((await ask(clerk, [small]))[0]), 'not needed')
    assert.deepEqual(await standing(small), { steps: [], standing: null })
    const large = paper(clerk)
    assert.equal((await standing(large))?.standing, null)
    assert.equal(told((await ask(clerk, [large]))[0]), 'asked')
  })

  test(here('one approval of one who may is enough where one is asked for'), async () => {
    const { clerk, ada, ben, approve, asked, inbox, paper, policy, standing } = await open()
    await policy({})
    const order = paper(clerk)
    const request = await asked(clerk, order)
    assert.deepEqual((await standing(order))?.standing, {
      standing: 'waiting',
      for: [{ roles: ['billing lead'], persons: 1 }],
    })
    assert.deepEqual(
      (await inbox(ada)).map(({ id, inPlaceOf }) => [id, inPlaceOf]),
      [[request, [ada]]],
    )
    assert.deepEqual(await inbox(clerk), [])
    assert.equal(await approve(ada, request), 'approved')
    assert.deepEqual((await standing(order))?.standing, { standing: 'approved' })
    assert.deepEqual(await inbox(ben), [])
    assert.equal(await approve(ben, request), 'request-closed')
  })

  test(here('who may not, who wrote it and who decided already is refused'), async () => {
    const { clerk, ada, ben, approve, asked, paper, policy, program, human } = await open()
    await policy({ persons: 2 })
    const request = await asked(clerk, paper(ada))
    assert.equal(await approve(ada, request), 'approver-maker')
    assert.equal(await approve(clerk, request), 'approver-maker')
    assert.equal(await approve(await human('Guest'), request), 'approver-role')
    assert.equal(await approve(await program('Robot'), request), 'approver-program')
    assert.equal(await approve(newId(Date.now()), request), 'approver-program')
    assert.equal(await approve(ben, newId(Date.now())), 'request-unknown')
    assert.equal(await approve(ben, request, { contentHash: hashOf('other') }), 'content-other')
    assert.equal(await approve(ben, request), 'open')
    assert.equal(await approve(ben, request), 'decided-already')
  })

  test(here('a program with the role approves nothing'), async () => {
    const { clerk, approve, asked, give, paper, policy, program } = await open()
    await policy({})
    const robot = await program('Robot')
    await give(robot, 'billing lead')
    assert.equal(await approve(robot, await asked(clerk, paper(clerk))), 'approver-program')
  })

  test(here('approval that nobody can give is not asked for'), async () => {
    const { clerk, ada, ben, ask, paper, policy, holder, program, give } = await open()
    await policy({ persons: 3 })
    const [answer] = await ask(ada, [paper(ben)])
    assert.ok(answer?.outcome === 'refused')
    assert.match(
      answer.problems[0]?.message ?? '',
      /nobody is there for the approval of 2 persons who are a billing lead\./,
    )
    assert.equal(told((await ask(clerk, [paper(clerk)]))[0]), 'asked')
    await give(await program('Robot'), 'billing lead')
    assert.equal(told((await ask(clerk, [paper(ada)]))[0]), 'approver-missing')
    await holder('Dan', 'billing lead')
    assert.equal(told((await ask(clerk, [paper(ada)]))[0]), 'asked')
    await policy({ roles: ['treasurer'] })
    assert.equal(told((await ask(clerk, [paper(clerk)]))[0]), 'approver-missing')
  })

  test(here('one is open for a paper and verb; a newer version voids the older'), async () => {
    const { clerk, ada, approve, ask, asked, paper, policy, run, standing } = await open()
    await policy({})
    const order = paper(clerk)
    const first = await asked(clerk, order)
    assert.equal(told((await ask(clerk, [order]))[0]), 'approval-asked')
    const changed = { ...order, version: 2, contentHash: hashOf('as changed') }
    assert.deepEqual((await standing(changed))?.standing, { standing: 'void', because: 'content' })
    const second = await asked(clerk, changed)
    const states = await run<{ id: string; state: string }>(
      'select id, state from access.approval_request order by id',
    )
    assert.deepEqual(states, [
      { id: first, state: 'void' },
      { id: second, state: 'open' },
    ])
    assert.equal(await approve(ada, first), 'request-closed')
    assert.equal(await approve(ada, second), 'content-other')
    assert.equal(await approve(ada, second, { contentHash: hashOf('as changed') }), 'approved')
    assert.deepEqual((await standing(order))?.standing, { standing: 'void', because: 'content' })
    assert.deepEqual((await standing(changed))?.standing, { standing: 'approved' })
    // An act makes a new version, so that an approval is good for one act.
    assert.equal((await standing({ ...changed, version: 3 }))?.standing?.standing, 'void')
  })

  test(here('of many who ask at once, one request is open'), async () => {
    const { clerk, ask, paper, policy, run } = await open()
    await policy({})
    const order = paper(clerk)
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(clerk, [order])))
    assert.deepEqual(answers.flat().map(told).toSorted(), [
      ...Array<string>(7).fill('approval-asked'),
      'asked',
    ])
    assert.equal((await run('select from access.approval_request')).length, 1)
  })

  test(here('two who approve at once: with one needed, one decides'), async () => {
    const { clerk, ada, ben, cat, approve, asked, paper, policy, run } = await open()
    await policy({})
    for (let round = 0; round < 5; round += 1) {
      const request = await asked(clerk, paper(clerk))
      const words = await Promise.all([ada, ben, cat].map((who) => approve(who, request)))
      assert.deepEqual(words.toSorted(), ['approved', 'request-closed', 'request-closed'])
      const given = await run('select from access.approval where request = $1', request)
      assert.equal(given.length, 1)
    }
  })

  test(
    here('two who approve at once: with two needed, both count and one completes it'),
    async () => {
      const { clerk, ada, ben, approve, asked, paper, policy } = await open()
      await policy({ persons: 2 })
      for (let round = 0; round < 5; round += 1) {
        const request = await asked(clerk, paper(clerk))
        const words = await Promise.all([ada, ben].map((who) => approve(who, request)))
        assert.deepEqual(words.toSorted(), ['approved', 'open'])
      }
    },
  )

  test(here('one who approves twice at once counts once'), async () => {
    const { clerk, ada, approve, asked, paper, policy } = await open()
    await policy({ persons: 2 })
    const request = await asked(clerk, paper(clerk))
    const words = await Promise.all([1, 2, 3, 4].map(() => approve(ada, request)))
    assert.deepEqual(words.toSorted(), [...Array<string>(3).fill('decided-already'), 'open'])
  })

  test(here('one refusal ends it; who has no say refuses nothing'), async () => {
    const { clerk, ada, ben, approve, asked, human, paper, policy, standing, ask } = await open()
    await policy({ persons: 2 })
    const order = paper(clerk)
    const request = await asked(clerk, order)
    const reject = { decision: 'reject', comment: 'Too dear.' } as const
    assert.equal(await approve(await human('Guest'), request, reject), 'approver-role')
    assert.equal(await approve(ada, request), 'open')
    assert.equal(await approve(ben, request, reject), 'rejected')
    assert.deepEqual((await standing(order))?.standing, { standing: 'rejected' })
    assert.equal(told((await ask(clerk, [order]))[0]), 'asked')
  })

  test(
    here('an approval is void when the approver’s role is ended, or more is asked for'),
    async () => {
      const { clerk, ada, approve, asked, paper, policy, run, standing, organization } =
        await open()
      await policy({})
      const [one, other] = [paper(clerk), paper(clerk)]
      for (const order of [one, other]) {
        assert.equal(await approve(ada, await asked(clerk, order)), 'approved')
      }
      await policy({ persons: 2 })
      const voided = { standing: 'void', because: 'approvers' }
      assert.deepEqual((await standing(one))?.standing, voided)
      await policy({})
      assert.deepEqual((await standing(one))?.standing, { standing: 'approved' })
      await run(
        `update access.grant_of_role set ended_at = now(), ended_by = person, end_reason = 'x'
        where organization = $1 and person = $2`,
        organization,
        ada,
      )
      assert.deepEqual((await standing(one))?.standing, voided)
    },
  )

  test(here('who approves for one site or company, approves there only'), async () => {
    const { clerk, approve, asked, ask, give, human, paper, policy } = await open()
    await policy({ roles: ['accountant'] })
    const [york, hull] = [await human('York'), await human('Hull')]
    await give(york, 'accountant', { site: 'york' })
    await give(hull, 'accountant', { company: 'store', site: 'hull' })
    assert.equal(told((await ask(clerk, [paper(clerk)]))[0]), 'approver-missing')
    const request = await asked(clerk, paper(clerk, { site: 'york' }))
    assert.equal(await approve(hull, request), 'approver-role')
    assert.equal(await approve(york, request), 'approved')
  })

  test(here('steps are filled by different persons, each where it fits best'), async () => {
    const { clerk, ada, holder, approve, asked, paper, policy, inbox } = await open()
    await policy({ roles: ['billing lead'] }, { from: 500_000n, roles: ['accountant'] })
    const both = await holder('Both', 'accountant', 'billing lead')
    const request = await asked(clerk, paper(clerk))
    assert.equal(await approve(both, request), 'open')
    const [waiting] = await inbox(ada)
    assert.equal(stepWords(waiting?.waitingFor ?? []), 'an accountant')
    // Ada is no accountant, but then the other one is.
    assert.equal(await approve(ada, request), 'approved')
  })

  test(here('it expires after thirty days, and can be asked for again'), async () => {
    const { clerk, ada, ask, asked, decideOn, paper, policy, run, organization, inbox } =
      await open()
    await policy({})
    const order = paper(clerk)
    const request = await asked(clerk, order)
    const last = today.add({ days: 30 })
    const late = today.add({ days: 31 })
    assert.equal(await decideOn(late, ada, { request }), 'request-expired')
    assert.equal((await inbox(ada, last)).length, 1)
    assert.equal((await inbox(ada, late)).length, 0)
    const close = (day: typeof today) =>
      database.transaction(organization, (query) => closeExpired(query, organization, day))
    assert.deepEqual([await close(last), await close(late), await close(late)], [0, 1, 0])
    const again = await asked(clerk, order)
    // One that nobody closed makes room as well.
    assert.equal(told((await ask(clerk, [order], late))[0]), 'asked')
    const states = await run<{ state: string }>(
      'select state from access.approval_request order by id',
    )
    assert.deepEqual(
      states.map(({ state }) => state),
      ['expired', 'expired', 'open'],
    )
    assert.equal(await decideOn(last, ada, { request: again }), 'request-closed')
  })

  test(here('a request is withdrawn by who asked or wrote, while it is open'), async () => {
    const { clerk, ada, ben, approve, asked, paper, policy, withdraw } = await open()
    await policy({})
    const [one, two] = [await asked(clerk, paper(ben)), await asked(clerk, paper(ben))]
    assert.equal(await withdraw(ada, one), 'withdrawal-not-allowed')
    assert.equal(await withdraw(ben, one), '')
    assert.equal(await withdraw(clerk, one), 'request-closed')
    assert.equal(await approve(ada, one), 'request-closed')
    assert.equal(await withdraw(clerk, two), '')
    assert.equal(await withdraw(clerk, newId(Date.now())), 'request-unknown')
  })

  test(here('what looks like parts of one matter is told'), async () => {
    const { clerk, ask, paper, policy } = await open()
    await policy({ persons: 1 }, { from: 1_000_000n, roles: ['billing lead'], persons: 1 })
    const part = (amount: bigint, party = 'ACME') => paper(clerk, { amount, party })
    const notes = (answers: readonly Asked[]): number[] =>
      answers.map((answer) => (answer.outcome === 'asked' ? answer.notes.length : -1))
    assert.deepEqual(notes(await ask(clerk, [part(600_000n)])), [0])
    assert.deepEqual(notes(await ask(clerk, [part(600_000n), part(600_000n, 'Other')])), [1, 0])
    // Both of one set see each other.
    const set = [part(500_000n, 'Third'), part(500_000n, 'Third')]
    assert.deepEqual(notes(await ask(clerk, set)), [1, 1])
    const later = today.add({ days: 8 })
    assert.deepEqual(notes(await ask(clerk, [part(600_000n)], later)), [0])
  })

  test(
    here('a set is answered one by one, with as many statements for many as for one'),
    async () => {
      const { organization, clerk, ada, ask, decide, paper, policy } = await open()
      await policy({ from: 500_000n })
      const papers = [paper(clerk), paper(clerk, { amount: 1n }), paper(ada), paper(clerk)]
      const answers = await ask(clerk, papers)
      assert.deepEqual(answers.map(told), ['asked', 'not needed', 'asked', 'asked'])
      const ids = answers.flatMap((answer) => (answer.outcome === 'asked' ? answer.id : []))
      const [first = '', second = '', third = ''] = ids
      const decided = await decide(
        ada,
        { request: first },
        { request: second },
        { request: third, contentHash: hashOf('other') },
        { request: first },
      )
      assert.deepEqual(decided.map(word), [
        'request-twice',
        'approver-maker',
        'content-other',
        'request-twice',
      ])
      const counted = counting(database)
      const counter = officeOf(counted.database, organization)
      const statements = async (many: number): Promise<number> => {
        const before = counted.statements()
        await counter.ask(
          clerk,
          Array.from({ length: many }, () => paper(clerk)),
        )
        return counted.statements() - before
      }
      const one = await statements(1)
      assert.ok(one > 3)
      assert.equal(await statements(60), one)
    },
  )

  test(here('policies of a verb are set together, and the old ones end'), async () => {
    const { organization, policy, run } = await open()
    await policy({}, { from: 100n, persons: 2 })
    await policy({ from: 7n, below: 9n, roles: ['accountant', 'treasurer'] })
    const found = await database.transaction(organization, (query) =>
      listPolicies(query, organization),
    )
    assert.deepEqual(
      found.map(({ company, kind, verb, from, below, roles, persons }) => ({
        company,
        kind,
        verb,
        from,
        below,
        roles,
        persons,
      })),
      [
        {
          company: null,
          kind: 'sales invoice',
          verb: 'issue',
          from: 7n,
          below: 9n,
          roles: ['accountant', 'treasurer'],
          persons: 1,
        },
      ],
    )
    assert.equal((await run('select from access.approval_policy')).length, 3)
    await assert.rejects(policy({ roles: ['harbour master'] }), /There is no role “harbour master”/)
    await assert.rejects(policy({ from: 5n, below: 5n }), /It ends before it begins/)
  })
}

/** The same database, with a count of its statements. */
function counting(database: Database): { database: Database; statements: () => number } {
  let statements = 0
  const transaction: Database['transaction'] = (organization, work, options) =>
    database.transaction(
      organization,
      (query) =>
        work((statement) => {
          statements += 1
          return query(statement)
        }),
      options,
    )
  return { database: { ...database, transaction }, statements: () => statements }
}
