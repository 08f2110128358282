/** An organization in which approval is asked for and given, for tests on a real database. */
import { newId } from '#base/id.ts'
import type { PlainDate } from '#base/date.ts'
import { all } from '#departments/all.ts'
import { roles } from '#departments/roles.ts'
import { contentHash } from '#records/content-hash.ts'
import { everywhere } from '#kit/role.ts'
import { expanded } from '#permissions/roles.ts'
import { inboxOf, standingsOf } from '#server/access/approvals.ts'
import type { PaperStanding, WaitingRequest } from '#server/access/approvals.ts'
import { askApproval, withdrawRequests } from '#server/access/asking.ts'
import type { Asked, AskedPaper } from '#server/access/asking.ts'
import { decideRequests } from '#server/access/deciding.ts'
import type { Decided, Decision } from '#server/access/deciding.ts'
import { delegate } from '#server/access/delegations.ts'
import { setPolicies } from '#server/access/policies.ts'
import type { PolicyBand } from '#server/access/policies.ts'
import type { Database } from '#server/database/database.ts'
import { peopleOf, today } from '#test/people.ts'
import type { People } from '#test/people.ts'

/** What approval is asked for in these tests. */
export const matter = { company: 'store', kind: 'sales invoice', verb: 'issue' } as const

export const hashOf = (content: string): string => contentHash({ content })

export interface Office extends People {
  /** Sets what sending an order needs; amounts in pence. */
  readonly policy: (...bands: Partial<PolicyBand>[]) => Promise<void>
  /** A paper that somebody wrote, worth 10,000.00 unless said otherwise. */
  readonly paper: (madeBy: string, rest?: Partial<AskedPaper>) => AskedPaper
  readonly ask: (askedBy: string, papers: readonly AskedPaper[], on?: PlainDate) => Promise<Asked[]>
  /** Asks for one paper, which goes well, and answers the request's number. */
  readonly asked: (askedBy: string, paper: AskedPaper) => Promise<string>
  readonly decide: (person: string, ...decisions: Partial<Decision>[]) => Promise<Decided[]>
  /** Decides on another day than today. */
  readonly decideOn: (
    day: PlainDate,
    person: string,
    decision: Partial<Decision>,
  ) => Promise<string>
  readonly approve: (person: string, request: string, rest?: Partial<Decision>) => Promise<string>
  readonly withdraw: (person: string, request: string) => Promise<string>
  readonly standing: (paper: AskedPaper, day?: PlainDate) => Promise<PaperStanding | undefined>
  readonly inbox: (person: string, day?: PlainDate) => Promise<WaitingRequest[]>
  /** Lets somebody approve in somebody's place, as the person themself says. */
  readonly standIn: (
    from: string,
    to: string,
    names: string[],
    days?: [PlainDate, PlainDate],
  ) => Promise<string>
}

export function officeOf(database: Database, organization: string): Office {
  return {
    ...peopleOf(database, organization),
    ...askingIn(database, organization),
    ...decidingIn(database, organization),
    paper: (madeBy, rest = {}) => ({
      paper: newId(Date.now()),
      version: 1,
      contentHash: hashOf('as written'),
      amount: 1_000_000n,
      site: null,
      department: null,
      party: null,
      madeBy,
      ...rest,
    }),
  }
}

type Asking = Pick<Office, 'policy' | 'ask' | 'asked' | 'withdraw' | 'standing'>

function askingIn(database: Database, organization: string): Asking {
  const people = peopleOf(database, organization)
  const place = { organization, currency: 'GBP', ...matter }
  const ask: Office['ask'] = (askedBy, papers, on = today) =>
    database.transaction(organization, (query) =>
      askApproval(query, roles, { ...place, askedBy }, papers, on),
    )
  return {
    ask,
    policy: async (...bands) => {
      const by = await people.operator()
      const usually = { from: 0n, below: null, roles: ['billing lead'], persons: 1 }
      const whole = bands.map((band) => ({ ...usually, ...band }))
      const set = await database.transaction(organization, (query) =>
        setPolicies(query, roles, all, organization, by, {
          ...matter,
          company: null,
          bands: whole,
        }),
      )
      if (!set.ok) throw new Error(set.problems[0]?.message)
    },
    asked: async (askedBy, paper) => {
      const [answer] = await ask(askedBy, [paper])
      if (answer?.outcome !== 'asked') throw new Error(JSON.stringify(answer))
      return answer.id
    },
    withdraw: async (person, request) => {
      const [answer] = await database.transaction(organization, (query) =>
        withdrawRequests(query, organization, person, [request]),
      )
      return answer?.problems.map(({ rule }) => rule).join(' ') ?? ''
    },
    standing: async (paper, day = today) => {
      const found = await database.transaction(
        organization,
        (query) => standingsOf(query, roles, place, () => [paper], day),
        { mode: 'snapshot' },
      )
      return found.get(paper.paper) ?? { steps: [], standing: null }
    },
  }
}

type Deciding = Pick<Office, 'decide' | 'decideOn' | 'approve' | 'inbox' | 'standIn'>

function decidingIn(database: Database, organization: string): Deciding {
  const decideAt = (day: PlainDate, person: string, decisions: readonly Partial<Decision>[]) =>
    database.transaction(organization, (query) => {
      const whole = decisions.map((one) => ({ ...usual, ...one }))
      return decideRequests(query, roles, organization, person, whole, day)
    })
  return {
    decide: (person, ...decisions) => decideAt(today, person, decisions),
    decideOn: async (day, person, decision) => word((await decideAt(day, person, [decision]))[0]),
    approve: async (person, request, rest = {}) =>
      word((await decideAt(today, person, [{ request, ...rest }]))[0]),
    inbox: (person, day = today) =>
      database.transaction(
        organization,
        (query) => inboxOf(query, roles, organization, person, day),
        { mode: 'snapshot' },
      ),
    standIn: async (from, to, names, [firstDay, lastDay] = [today, today.add({ days: 9 })]) => {
      const by = { person: from, grants: expanded(roles, [{ role: 'staff', scope: everywhere }]) }
      const wanted = { from, to, firstDay, lastDay, roles: names, reason: 'a holiday' }
      const [answer] = await database.transaction(organization, (query) =>
        delegate(query, roles, organization, by, [wanted], today),
      )
      return answer?.problems.map(({ rule }) => rule).join(' ') ?? ''
    },
  }
}

const usual: Decision = {
  request: '',
  contentHash: hashOf('as written'),
  decision: 'approve',
  comment: null,
  standingFor: null,
}

/** A decision's answer in a word: the state of the request, or the rule that hinders it. */
export function word(answer: Decided | undefined): string {
  if (answer === undefined) return 'nothing'
  return answer.outcome === 'done'
    ? answer.state
    : answer.problems.map(({ rule }) => rule).join(' ')
}
