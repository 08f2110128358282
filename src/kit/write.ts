/** Writes papers in their first state and rows of registers: new, changed, thrown away; in sets. */
import { refused, fine } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { newId } from '#base/id.ts'
import type { Books, Member, Performed } from '#kit/books.ts'
import { isKnownTo, whereabouts } from '#kit/decide.ts'
import { changeSchema, writtenSchema } from '#kit/derive/schema.ts'
import type { AnyPaper, Document, PaperHead } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import { rowFields, writtenFields } from '#kit/field.ts'
import { aOrAn, calledPaper } from '#kit/naming.ts'
import { noteAll } from '#kit/noting.ts'
import { otherVersion, perform, standsTwice, unknownPaper } from '#kit/perform.ts'
import { roleProblems } from '#kit/role-problem.ts'
import type { Actor } from '#kit/role.ts'
import { column } from '#kit/columns.ts'
import { changeAll, insertAll, loadPapers, removeAll } from '#kit/store.ts'
import type { Written } from '#kit/store.ts'
import { givenHere } from '#kit/numbering.ts'
import { named, problemsOf, readSent } from '#kit/sent.ts'

/** A paper as somebody sends it: its fields as JSON, and `extra`, the organization's own ones. */
export interface Sent {
  readonly values: unknown
  readonly actor: Actor
  /** The number that it has elsewhere: an import keeps the numbers of its file. */
  readonly number?: string
}

/** What became of what was sent: the paper, or all that is wrong with it. */
export type Made = Outcome<AnyPaper>

/**
 * Reads what was sent into papers that are not written yet: their fields filled in, read and looked
 * up. Answers for each, in the set's order. Problems: those of the fields (`field-…`),
 * `link-unknown`, `role-missing`, `number-form`, `number-taken`, `number-own`.
 */
export async function prepare(
  books: Books,
  document: Document,
  set: readonly Sent[],
): Promise<Made[]> {
  const schema = writtenSchema(document.fields)
  const sent = set.map(({ values }) => values)
  const read = await readSent(books, document, schema, sent, document.fills)
  const problems = await numberProblems(books, document, set)
  return set.map((member, at): Made => {
    const one = read[at] ?? refused()
    const head = headOf(books, document, member)
    const hindered = [
      ...problemsOf(one),
      ...roleProblems(
        `write ${aOrAn(document.name)}`,
        document.write,
        whereabouts(document, { ...head, ...(one.ok ? one.value.values : {}) }),
        member.actor,
      ),
      ...(problems.get(at) ?? []),
    ]
    if (!one.ok || hindered.length > 0) return refused(...hindered)
    return fine({ ...one.value.values, ...head, extra: one.value.extra ?? {} })
  })
}

/**
 * Writes papers in their first state and notes it. Answers for each, in the set's order; one that
 * is refused leaves the others alone. Problems: those of `prepare`.
 */
export async function create(
  books: Books,
  document: Document,
  set: readonly Sent[],
): Promise<Made[]> {
  const prepared = await prepare(books, document, set)
  const made = prepared.map((one): Made => (one.ok ? fine({ ...one.value, version: 1 }) : one))
  const written = made.flatMap((one, at) => {
    const actor = set[at]?.actor
    return one.ok && actor !== undefined ? [{ paper: one.value, actor }] : []
  })
  await insertAll(
    books.query,
    document,
    books,
    written.map(({ paper, actor }) => writtenOf(paper, actor)),
  )
  const acts = written.map(({ paper, actor }) => {
    const { id, version } = paper
    return { verb: 'write', actor, key: [id], version, before: null, after: paper }
  })
  await noteAll(books, document, acts)
  return made
}

/**
 * Writes papers and brings them on in one act: a paper that may not go on is not written either.
 * Answers for each, in the set's order. Problems: those of `prepare` and of `perform`.
 */
export async function enter(
  books: Books,
  document: Document,
  verb: string,
  set: readonly Sent[],
): Promise<Performed[]> {
  const prepared = await prepare(books, document, set)
  const members = prepared.flatMap((one, at) => {
    const actor = set[at]?.actor
    return one.ok && actor !== undefined ? [{ id: one.value.id, actor }] : []
  })
  const papers = prepared.flatMap((one) => (one.ok ? [[one.value.id, one.value] as const] : []))
  const performed = await perform(books, document, verb, members, new Map(papers))
  let next = 0
  return prepared.flatMap((one): Performed[] => {
    if (!one.ok) return [{ id: '', outcome: 'refused', problems: one.problems }]
    const answer = performed[next]
    next += 1
    return answer === undefined ? [] : [answer]
  })
}

/** A change of a paper: the fields that are to be different. */
export interface Change extends Member {
  readonly values: unknown
}

/**
 * Changes papers in their first state; what is not named stays as it is. Problems: those of
 * `create`, `paper-unknown`, `paper-twice`, `version-other`, `paper-frozen`.
 */
export async function change(
  books: Books,
  document: Document,
  set: readonly Change[],
): Promise<Performed[]> {
  const { found, answers } = await openAll(books, document, set, 'change')
  const schema = changeSchema(document.fields)
  const sent = found.map(({ member }) => member.values)
  const read = await readSent(books, document, schema, sent)
  const steps = found.flatMap(({ member: { actor }, paper }, at) => {
    const one = read[at]
    if (one?.ok === true) {
      const { values, extra = paper.extra } = one.value
      const after = { ...paper, ...named(values), extra, version: paper.version + 1 }
      return [{ actor, before: paper, after }]
    }
    answers.set(paper.id, { id: paper.id, outcome: 'refused', problems: problemsOf(one) })
    return []
  })
  const lists = new Set(rowFields(writtenFields(document.fields)).map(([name]) => name))
  await changeAll(
    books.query,
    document,
    books,
    steps.map(({ after, actor }) => writtenOf(after, actor)),
    lists,
  )
  return await noted(books, document, 'change', steps, answers, set)
}

/** Throws papers in their first state away. Problems: as of `change`. */
export async function discard(
  books: Books,
  document: Document,
  set: readonly Member[],
): Promise<Performed[]> {
  const { found, answers } = await openAll(books, document, set, 'throw away')
  const steps = found.map(({ member, paper }) => {
    return { actor: member.actor, before: paper, after: null }
  })
  await removeAll(
    books.query,
    document,
    books,
    found.map(({ paper }) => [paper.id]),
  )
  return await noted(books, document, 'throw away', steps, answers, set)
}

interface Noted {
  readonly actor: Actor
  readonly before: AnyPaper
  readonly after: AnyPaper | null
}

async function noted(
  books: Books,
  document: Document,
  verb: string,
  steps: readonly Noted[],
  answers: Map<string, Performed>,
  set: readonly Member[],
): Promise<Performed[]> {
  const acts = steps.map(({ actor, before, after }) => {
    const version = before.version + 1
    return { verb, actor, key: [before.id], version, before, after }
  })
  await noteAll(books, document, acts)
  for (const { before, after } of steps) {
    const { id, state, number } = after ?? before
    const version = before.version + 1
    answers.set(id, { id, outcome: 'done', state, number, version, entries: [] })
  }
  return set.flatMap(({ id }) => answers.get(id) ?? [])
}

/** The papers of a set that may still be changed by whom; locked. */
async function openAll<Of extends Member>(
  books: Books,
  document: Document,
  set: readonly Of[],
  verb: string,
): Promise<{
  readonly found: { readonly member: Of; readonly paper: AnyPaper }[]
  readonly answers: Map<string, Performed>
}> {
  const answers = new Map<string, Performed>()
  const byId = Map.groupBy(set, ({ id }) => id)
  const loaded = await loadPapers(books.query, document, books, [...byId.keys()], {
    lock: 'change',
  })
  const papers = new Map(asDescribed<AnyPaper[]>(loaded).map((paper) => [paper.id, paper]))
  const found = [...byId].flatMap(([id, [member, ...more]]) => {
    const paper = papers.get(id)
    if (member === undefined) return []
    const problems =
      paper === undefined || !isKnownTo(document, paper, member.actor)
        ? [unknownPaper(document, id)]
        : more.length > 0
          ? [standsTwice(document)]
          : openProblems(document, paper, member, verb)
    if (problems.length > 0) answers.set(id, { id, outcome: 'refused', problems })
    return paper === undefined || problems.length > 0 ? [] : [{ member, paper }]
  })
  return { found, answers }
}

function openProblems(
  document: Document,
  paper: AnyPaper,
  { version, actor }: Member,
  verb: string,
): Problem[] {
  const [first] = document.states
  const frozen =
    `${calledPaper(document.name, paper.number)} is ${paper.state}, and only one that is ` +
    `${first} can be changed. Correct it by what can be done with it now.`
  return [
    ...roleProblems(
      `${verb} ${aOrAn(document.name)}`,
      document.write,
      whereabouts(document, paper),
      actor,
    ),
    ...(paper.state === first ? [] : [{ rule: 'paper-frozen', field: 'state', message: frozen }]),
    ...(version === undefined || version === paper.version
      ? []
      : [otherVersion(document, paper, version)]),
  ]
}

/** The head of a paper that is not written yet: its version is 0. */
function headOf({ company, now }: Books, { states }: Document, { number, actor }: Sent): PaperHead {
  return {
    id: newId(now),
    company,
    state: states[0],
    number: number ?? null,
    version: 0,
    madeBy: actor.person,
  }
}

function writtenOf(paper: AnyPaper, actor: Actor | undefined): Written {
  const { id, number, extra, madeBy } = paper
  return {
    key: [id],
    values: paper,
    extra,
    by: actor?.person ?? madeBy,
    ...(number === null ? {} : { number }),
  }
}

/** Whether a number can stand on a paper: 1 to 60 characters, and no blank at either end. */
function isNumber(number: string): boolean {
  return (
    number.length <= 60 &&
    number.trim() === number &&
    number !== '' &&
    number.isWellFormed() &&
    !/\p{Cc}/u.test(number)
  )
}

function numberForm(number: string): Problem {
  const message =
    `“${number.slice(0, 60)}” is no number of a paper: that has 1 to 60 characters, and no blank ` +
    'at either end. Write another one.'
  return { rule: 'number-form', field: 'number', message }
}

/** Numbers that papers bring along: not one of ours, and none that another has. */
async function numberProblems(
  books: Books,
  document: Document,
  set: readonly Sent[],
): Promise<ReadonlyMap<number, readonly Problem[]>> {
  const problems = new Map<number, Problem[]>()
  const brought = set.flatMap(({ number }, at) => (number === undefined ? [] : [{ at, number }]))
  if (brought.length === 0) return problems
  const { query, organization, company } = books
  const { name, target } = document
  const good = brought.filter(({ number }) => isNumber(number))
  const ours = await givenHere(
    books,
    document,
    good.map(({ number }) => number),
  )
  const found = await query<{ number: string }>({
    name: `numbers ${name}`,
    text:
      `select number from ${target.table} ` +
      'where organization = $1 and company = $2 and number = any ($3::text[])',
    values: [organization, company, column(good, ({ number }) => number)],
  })
  const there = new Set(found.map(({ number }) => number))
  for (const { at, number } of brought) {
    if (!isNumber(number)) {
      problems.set(at, [numberForm(number)])
      continue
    }
    const isOurs = ours.has(number)
    const message = isOurs
      ? `“${number}” looks like a number that is given here. Keep another one, or leave it out.`
      : `The number ${number} is given to another ${name} already. Each number stands once.`
    if (document.number === null || isOurs) {
      problems.set(at, [{ rule: 'number-own', field: 'number', message }])
    } else if (there.has(number)) {
      problems.set(at, [{ rule: 'number-taken', field: 'number', message }])
    }
    there.add(number)
  }
  return problems
}
