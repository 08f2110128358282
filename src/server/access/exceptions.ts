/** Exceptions from the separation of duties: acknowledged by an owner, reviewed, and soon over. */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import { newId } from '#base/id.ts'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { dutyRules } from '#permissions/duty-rule.ts'
import { containing, dutiesAt, rolesAt } from '#permissions/roles.ts'
import type { Holding, RoleBook } from '#permissions/roles.ts'
import { listed } from '#kit/sentence.ts'
import { holdingOf, holders } from '#server/access/holders.ts'

/** An exception that is to be acknowledged. */
export interface NewException {
  readonly person: string
  /** The number of the rule: "S2". */
  readonly rule: string
  readonly reason: string
  /** What stands in for the second person: who looks at what, and how often. */
  readonly review: string
  /** Its last day, at most twelve months from now. */
  readonly until: PlainDate
}

/** An exception that was not ended, as lists and the report of conflicts show it. */
export interface ListedException {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly rule: string
  readonly acknowledgedBy: string
  readonly acknowledgedOn: PlainDate
  readonly reason: string
  readonly review: string
  readonly until: PlainDate
  readonly reviewedOn: PlainDate | null
  /** Whether the last review, or the beginning, is more than a month ago. */
  readonly reviewDue: boolean
}

/** What became of one of a set; the identifier is that of the exception. */
export interface ExceptionAnswer {
  readonly id: string
  readonly problems: readonly Problem[]
}

/**
 * Acknowledges exceptions, each by itself: recorded, for at most twelve months, never from a rule
 * that knows none. An owner acknowledges one of their own only where nobody else could.
 * Problems: `rule-unknown`, `exception-never`, `exception-needless`, `exception-until`,
 * `exception-own`, `exception-held`, `person-unknown`.
 */
export async function acknowledgeExceptions(
  query: Query,
  book: RoleBook,
  organization: string,
  by: Holding,
  wanted: readonly NewException[],
  today: PlainDate,
): Promise<ExceptionAnswer[]> {
  const persons = [...new Set(wanted.map(({ person }) => person))]
  const found = await query<{ id: string }>({
    text: `select id from access.person where organization = $1 and id = any ($2)
        and left_at is null order by id for no key update`,
    values: [organization, persons],
  })
  const known = new Set(found.map(({ id }) => id))
  const held = await standingExceptions(query, organization, persons, today)
  const others = await ownersBeside(query, book, organization, by.person, today)
  const taken = new Set<string>()
  const made: (NewException & { readonly id: string })[] = []
  const answers = wanted.map((one) => {
    const id = newId(Date.now())
    const problem =
      badRule(one.rule) ??
      badTime(one, today) ??
      (known.has(one.person) ? null : personUnknown) ??
      (one.person === by.person && others.length > 0 ? ownException(others) : null) ??
      (held.get(one.person)?.has(one.rule) === true || taken.has(`${one.person} ${one.rule}`)
        ? exceptionHeld
        : null)
    if (problem !== null) return { id, problems: [problem] }
    taken.add(`${one.person} ${one.rule}`)
    made.push({ ...one, id })
    return { id, problems: [] }
  })
  await insertExceptions(query, organization, by, made, today)
  return answers
}

/**
 * Notes that exceptions were looked at today, by somebody who sees everything and has not got them.
 * Problems: `exception-unknown`, `review-own`, `review-not-allowed`.
 */
export async function reviewExceptions(
  query: Query,
  book: RoleBook,
  organization: string,
  by: Holding,
  ids: readonly string[],
  today: PlainDate,
): Promise<ExceptionAnswer[]> {
  const held = rolesAt(by, nowhere)
  const seesAll = [...held].some((name) => book.get(name)?.seesAll === true)
  return await changeExceptions(query, organization, ids, {
    problem: ({ person }) => (person === by.person ? reviewOwn : seesAll ? null : reviewNotAllowed),
    text: `update access.duty_exception set reviewed_on = $3, reviewed_by = $4
      where organization = $1 and id = any ($2) and ended_at is null`,
    values: [today.toString(), by.person],
  })
}

/** Ends exceptions before their time. Problem: `exception-unknown`. */
export async function endExceptions(
  query: Query,
  organization: string,
  by: Holding,
  ids: readonly string[],
): Promise<ExceptionAnswer[]> {
  return await changeExceptions(query, organization, ids, {
    problem: () => null,
    text: `update access.duty_exception set ended_at = clock_timestamp(), ended_by = $3
      where organization = $1 and id = any ($2) and ended_at is null`,
    values: [by.person],
  })
}

/** All exceptions that were not ended, by the persons' names. */
export async function listExceptions(
  query: Query,
  organization: string,
  today: PlainDate,
): Promise<ListedException[]> {
  return await query<ListedException>({
    text: `select e.id, e.person, p.name, e.rule, a.name as "acknowledgedBy",
        e.acknowledged_on as "acknowledgedOn", e.reason, e.review, e.until,
        e.reviewed_on as "reviewedOn",
        coalesce(e.reviewed_on, e.acknowledged_on) + interval '1 month' < $2::date as "reviewDue"
      from access.duty_exception e
      join access.person p on p.organization = e.organization and p.id = e.person
      join access.person a on a.organization = e.organization and a.id = e.acknowledged_by
      where e.organization = $1 and e.ended_at is null
      order by p.name, e.person, e.rule`,
    values: [organization, today.toString()],
  })
}

/** The rules to which these persons have an exception that stands on a day. */
export async function standingExceptions(
  query: Query,
  organization: string,
  persons: readonly string[],
  today: PlainDate,
): Promise<Map<string, ReadonlySet<string>>> {
  const rows = await query<{ person: string; rule: string }>({
    name: 'access.exceptions',
    text: `select person, rule from access.duty_exception
      where organization = $1 and person = any ($2) and ended_at is null and until >= $3`,
    values: [organization, persons, today.toString()],
  })
  const byPerson = Map.groupBy(rows, ({ person }) => person)
  return new Map([...byPerson].map(([person, of]) => [person, new Set(of.map(({ rule }) => rule))]))
}

/** The names of the humans beside one person who may acknowledge exceptions. */
async function ownersBeside(
  query: Query,
  book: RoleBook,
  organization: string,
  person: string,
  today: PlainDate,
): Promise<string[]> {
  const duty = 'acknowledge exceptions'
  const able = [...book.values()].filter(({ ownDuties }) => ownDuties.includes(duty))
  const roles = containing(
    book,
    able.map(({ name }) => name),
  )
  return (await holders(query, organization, today, { roles }))
    .filter((one) => one.isHuman && one.person !== person)
    .filter((one) => dutiesAt(book, holdingOf(book, one), nowhere).has(duty))
    .map(({ name }) => name)
}

async function insertExceptions(
  query: Query,
  organization: string,
  by: Holding,
  made: readonly (NewException & { readonly id: string })[],
  today: PlainDate,
): Promise<void> {
  if (made.length === 0) return
  const columns = made.map((one) => ({ ...one, until: one.until.toString() }))
  const values = [organization, by.person, today.toString(), JSON.stringify(columns)]
  // One whose time is over makes room for the next.
  await query({
    text: `update access.duty_exception e set ended_at = clock_timestamp(), ended_by = $2
      from jsonb_to_recordset($4) as n (person uuid, rule text)
      where e.organization = $1 and e.person = n.person and e.rule = n.rule
        and e.ended_at is null and e.until < $3`,
    values,
  })
  await query({
    text: `insert into access.duty_exception
        (organization, acknowledged_by, acknowledged_on, id, person, rule, reason, review, until)
      select $1, $2, $3, n.* from jsonb_to_recordset($4) as n
        (id uuid, person uuid, rule text, reason text, review text, until date)`,
    values,
  })
}

async function changeExceptions(
  query: Query,
  organization: string,
  ids: readonly string[],
  change: {
    readonly problem: (exception: { readonly person: string }) => Problem | null
    readonly text: string
    readonly values: readonly unknown[]
  },
): Promise<ExceptionAnswer[]> {
  const rows = await query<{ id: string; person: string }>({
    text: `select id, person from access.duty_exception
      where organization = $1 and id = any ($2) and ended_at is null order by id for update`,
    values: [organization, ids],
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const answers = ids.map((id) => {
    const row = byId.get(id)
    const problem = row === undefined ? exceptionUnknown : change.problem(row)
    return { id, problems: problem === null ? [] : [problem] }
  })
  const good = answers.filter(({ problems }) => problems.length === 0).map(({ id }) => id)
  if (good.length > 0) {
    await query({ text: change.text, values: [organization, good, ...change.values] })
  }
  return answers
}

function badRule(id: string): Problem | null {
  const rule = dutyRules.find((one) => one.id === id)
  if (rule === undefined) {
    const every = dutyRules.map((one) => one.id).join(', ')
    const message = `There is no rule ${id}. The rules are ${every}.`
    return { rule: 'rule-unknown', field: 'rule', message }
  }
  if (rule.mode === 'never') {
    const message = `There is no exception to ${id}. ${rule.sentence}`
    return { rule: 'exception-never', field: 'rule', message }
  }
  if (rule.mode === 'detect') {
    const message = `${id} forbids nothing, it is only watched. No exception is needed.`
    return { rule: 'exception-needless', field: 'rule', message }
  }
  return null
}

function badTime({ until }: NewException, today: PlainDate): Problem | null {
  const latest = today.add({ months: 12 })
  if (compareDates(until, today) >= 0 && compareDates(until, latest) <= 0) return null
  const message = `Name a last day from today to ${latest.toString()}; then it is judged anew.`
  return { rule: 'exception-until', field: 'until', message }
}

function ownException(others: readonly string[]): Problem {
  const message = `Somebody else answers for your exceptions. Ask ${listed(others, 'or')}.`
  return { rule: 'exception-own', field: 'person', message }
}

const nowhere = { company: null, site: null, department: null, madeBy: null }

const personUnknown: Problem = {
  rule: 'person-unknown',
  field: 'person',
  message: 'There is no such person, or they have left. Take one from the list.',
}

const exceptionHeld: Problem = {
  rule: 'exception-held',
  field: 'rule',
  message: 'There is such an exception already. Let it end, or end it first.',
}

const exceptionUnknown: Problem = {
  rule: 'exception-unknown',
  field: 'id',
  message: 'There is no such exception, or it is ended. The list shows those there are.',
}

const reviewOwn: Problem = {
  rule: 'review-own',
  field: 'id',
  message: 'Nobody reviews an exception of their own. Ask somebody else.',
}

const reviewNotAllowed: Problem = {
  rule: 'review-not-allowed',
  field: 'id',
  message: 'Only somebody who sees everything, such as an auditor, reviews exceptions. Ask one.',
}
