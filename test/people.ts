/** People of an organization, for tests: they are taken on, hold roles, and act. */
import { newId } from '#base/id.ts'
import type { PlainDate } from '#base/date.ts'
import { roles } from '#departments/roles.ts'
import { everywhere } from '#kit/role.ts'
import type { Actor, Role, Scope } from '#kit/role.ts'
import { commandLineActor } from '#server/access/first-owner.ts'
import { grantRoles } from '#server/access/grants.ts'
import type { Granted } from '#server/access/grants.ts'
import { actorOf } from '#server/access/holders.ts'
import type { Database } from '#server/database/database.ts'

export const today = Temporal.PlainDate.from('2026-11-22')

export interface People {
  /** Takes a human on; the answer is the person's number. */
  readonly human: (name: string) => Promise<string>
  readonly program: (name: string) => Promise<string>
  readonly leave: (person: string) => Promise<void>
  /** Grants a role as the command line does, and answers what became of it. */
  readonly give: (
    person: string,
    role: Role,
    scope?: Partial<Scope>,
    until?: PlainDate,
  ) => Promise<Granted>
  /** Takes a human on who holds these roles. */
  readonly holder: (name: string, ...held: Role[]) => Promise<string>
  /** The actor that a person is today. */
  readonly as: (person: string) => Promise<Actor>
  /** The actor of the command line. */
  readonly operator: () => Promise<Actor>
  /** Runs a statement as the server's login. */
  readonly run: <Row extends object>(text: string, ...values: unknown[]) => Promise<Row[]>
}

/** The people of an organization, of whom there is none yet. */
export function peopleOf(database: Database, organization: string): People {
  const run: People['run'] = (text, ...values) =>
    database.transaction(organization, (query) => query({ text, values }))
  const add = async (kind: string, name: string): Promise<string> => {
    const id = newId(Date.now())
    const email = kind === 'human' ? `${id}@example.com` : null
    await run(
      `insert into access.person (organization, id, kind, name, email, created_by)
        values ($1, $2, $3, $4, $5, 'test')`,
      organization,
      id,
      kind,
      name,
      email,
    )
    return id
  }
  const operator = (): Promise<Actor> =>
    database.transaction(organization, (query) => commandLineActor(query, organization, 'tests'))
  const give = givingIn(database, organization, operator)
  return {
    run,
    give,
    operator,
    human: (name) => add('human', name),
    program: (name) => add('program', name),
    leave: async (person) => {
      const text = 'update access.person set left_at = now() where organization = $1 and id = $2'
      await run(text, organization, person)
    },
    holder: async (name, ...held) => {
      const person = await add('human', name)
      for (const role of held) {
        const answer = await give(person, role)
        if (answer.outcome === 'refused') throw new Error(answer.problems[0]?.message)
      }
      return person
    },
    as: (person) =>
      database.transaction(organization, (query) =>
        actorOf(query, roles, organization, person, today),
      ),
  }
}

function givingIn(
  database: Database,
  organization: string,
  operator: () => Promise<Actor>,
): People['give'] {
  return async (person, role, scope = {}, until) => {
    const by = await operator()
    const grant = { person, role, scope: { ...everywhere, ...scope }, reason: 'a test' }
    const [answer] = await database.transaction(organization, (query) =>
      grantRoles(query, roles, organization, by, [{ ...grant, until: until ?? null }], today),
    )
    if (answer === undefined) throw new Error('There is no answer.')
    return answer
  }
}
