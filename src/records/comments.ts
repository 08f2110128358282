/**
 * Comments on papers and on rows of registers: whoever reads one may say something about it. Who
 * said something may change or withdraw it; that is a row of its own, and nothing is deleted.
 */
import type { Instant } from '#base/date.ts'
import { isId, newId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { column } from '#kit/columns.ts'
import { text as textField } from '#kit/fields/text.ts'
import type { Described } from '#kit/key.ts'
import { placed, topicsOf, unknownTopic } from '#kit/topic.ts'
import type { Reader, Topic, TopicPlace, WritingPlace } from '#kit/topic.ts'
import { validated } from '#kit/validation.ts'

/** So many characters a comment has at most. */
export const longestComment = 5000
/** So many persons it names at most. */
export const mostMentions = 50

/** What somebody wants to say. */
export interface SentComment {
  /** The paper or row that it is about. */
  readonly key: string
  readonly text: string
  /** The identifiers of persons whom it names; that gives them no right to read it. */
  readonly mentions?: readonly string[]
}

/** What somebody wants to say instead. */
export interface ChangedComment extends SentComment {
  readonly comment: string
  /** The version that the person saw; where it is another by now, nothing is done. */
  readonly version: number
}

/** What somebody no longer wants to have said. */
export type WithdrawnComment = Omit<ChangedComment, 'text' | 'mentions'>

/** What became of a comment: its identifier, and how often it was written. */
export interface NotedComment {
  readonly comment: string
  readonly version: number
}

/** A comment as it stands. */
export interface Comment extends NotedComment {
  readonly person: string
  readonly name: string
  /** When it was first said. */
  readonly at: Instant
  /** When it was last changed or withdrawn; null where it never was. */
  readonly changedAt: Instant | null
  /** Null where it is withdrawn. */
  readonly text: string | null
  readonly mentions: readonly string[]
}

/**
 * Adds comments. Answers for each, in the set's order; one that is refused leaves the others alone.
 * Problems: `paper-unknown`, `field-…` of the text, `mention-unknown`, `mentions-many`.
 */
export async function addComments(
  place: WritingPlace,
  of: Described,
  reader: Reader,
  set: readonly SentComment[],
): Promise<Outcome<NotedComment>[]> {
  const { judge } = await judging(place, of, reader, set)
  const wanted = set.map((sent): Outcome<Row> => {
    const problems = judge(sent)
    if (problems.length > 0) return refused(...problems)
    const { key, text, mentions = [] } = sent
    return fine({ key, comment: newId(place.now), version: 1, text, mentions })
  })
  return await write(place, of, reader, wanted)
}

/**
 * Changes comments, whole. Problems: those of `addComments`, `comment-unknown`, `comment-other`
 * (who did not write it may not change it), `comment-withdrawn`, `version-other`.
 */
export async function changeComments(
  place: WritingPlace,
  of: Described,
  reader: Reader,
  set: readonly ChangedComment[],
): Promise<Outcome<NotedComment>[]> {
  const { topics, judge } = await judging(place, of, reader, set)
  const standing = await standingOf(place, of, set, topics)
  const wanted = set.map((sent): Outcome<Row> => {
    const problems = [...judge(sent), ...changeProblems(standing.get(named(sent)), sent, reader)]
    if (problems.length > 0) return refused(...problems)
    const { key, comment, version, text, mentions = [] } = sent
    return fine({ key, comment, version: version + 1, text, mentions })
  })
  return await write(place, of, reader, wanted)
}

/** Withdraws comments; that there was one stays. Problems: those of `changeComments`. */
export async function withdrawComments(
  place: WritingPlace,
  of: Described,
  reader: Reader,
  set: readonly WithdrawnComment[],
): Promise<Outcome<NotedComment>[]> {
  const topics = await topicsOf(
    place,
    of,
    reader.sight,
    set.map(({ key }) => key),
  )
  const standing = await standingOf(place, of, set, topics)
  const wanted = set.map((sent): Outcome<Row> => {
    const { key, comment, version } = sent
    const problems = topics.has(key)
      ? changeProblems(standing.get(named(sent)), sent, reader)
      : [unknownTopic(of, key)]
    if (problems.length > 0) return refused(...problems)
    return fine({ key, comment, version: version + 1, text: null, mentions: [] })
  })
  return await write(place, of, reader, wanted)
}

/** The comments on one paper or row, the oldest first; null where it is not there to be read. */
export async function listComments(
  place: TopicPlace,
  of: Described,
  { sight }: Pick<Reader, 'sight'>,
  key: string,
): Promise<Comment[] | null> {
  const topics = await topicsOf(place, of, sight, [key])
  if (!topics.has(key)) return null
  return await place.query<Comment>({
    name: 'paper.comments',
    text: `select distinct on (c.comment) c.comment, c.version, c.person, c.name, c.text,
        c.mentions, first.at, case when c.version > 1 then c.at end as "changedAt"
      from paper.comment c
      join paper.comment first on first.organization = c.organization
        and first.company = c.company and first.kind = c.kind and first.key = c.key
        and first.comment = c.comment and first.version = 1
      where c.organization = $1 and c.company = $2 and c.kind = $3 and c.key = $4
      order by c.comment, c.version desc`,
    values: [...placed(place, of), key],
  })
}

interface Row {
  readonly key: string
  readonly comment: string
  readonly version: number
  readonly text: string | null
  readonly mentions: readonly string[]
}

/** What hinders what is said, whatever it says it of. */
async function judging(
  place: TopicPlace,
  of: Described,
  { sight }: Reader,
  set: readonly SentComment[],
): Promise<{
  readonly topics: ReadonlyMap<string, Topic>
  readonly judge: (sent: SentComment) => Problem[]
}> {
  const keys = set.map(({ key }) => key)
  const mentions = set.flatMap((sent) => (sent.mentions ?? []).slice(0, mostMentions + 1))
  const [topics, persons] = [
    await topicsOf(place, of, sight, keys),
    await personsIn(place, mentions),
  ]
  const judge = ({ key, text, mentions: told = [] }: SentComment): Problem[] => [
    ...(topics.has(key) ? [] : [unknownTopic(of, key)]),
    ...textProblems(text),
    ...mentionProblems(told, persons),
  ]
  return { topics, judge }
}

/** Those of the persons who are there and have not left. */
async function personsIn(
  { query, organization }: TopicPlace,
  mentions: readonly string[],
): Promise<ReadonlySet<string>> {
  const wanted = new Set(mentions.filter(isId))
  if (wanted.size === 0) return new Set()
  const found = await query<{ id: string }>({
    name: 'paper.mentioned',
    text: `select id from access.person
      where organization = $1 and id = any ($2::uuid[]) and left_at is null`,
    values: [organization, column([...wanted], (id) => id)],
  })
  return new Set(found.map(({ id }) => id))
}

const { codec: textCodec } = textField({ most: longestComment }).kind

function textProblems(text: string): Problem[] {
  const read = validated(textCodec, text)
  if (read.ok) return []
  return read.problems.map(({ rule, message }) => ({
    rule,
    field: 'text',
    message: message.replace('The body', 'The text'),
  }))
}

function mentionProblems(mentions: readonly string[], persons: ReadonlySet<string>): Problem[] {
  if (new Set(mentions).size > mostMentions) {
    const message = `A comment names at most ${mostMentions} persons. Name fewer.`
    return [{ rule: 'mentions-many', field: 'mentions', message }]
  }
  const strangers = mentions.filter((id) => !persons.has(id))
  if (strangers.length === 0) return []
  const message = 'Somebody who is named is not here, or has left. Take persons from the list.'
  return [{ rule: 'mention-unknown', field: 'mentions', message }]
}

interface Standing {
  readonly version: number
  readonly person: string
  readonly isWithdrawn: boolean
}

/** How comments stand now, by key and identifier; those on what is not seen are not there. */
async function standingOf(
  place: TopicPlace,
  of: Described,
  set: readonly WithdrawnComment[],
  topics: ReadonlyMap<string, Topic>,
): Promise<ReadonlyMap<string, Standing>> {
  const known = set.filter(({ key, comment }) => topics.has(key) && isId(comment))
  if (known.length === 0) return new Map()
  const found = await place.query<Standing & { key: string; comment: string }>({
    name: 'paper.comment standing',
    text: `select distinct on (c.key, c.comment) c.key, c.comment, c.version, c.person,
        c.text is null as "isWithdrawn"
      from paper.comment c
      where c.organization = $1 and c.company = $2 and c.kind = $3
        and (c.key, c.comment) in (select * from unnest($4::text[], $5::uuid[]))
      order by c.key, c.comment, c.version desc`,
    values: [
      ...placed(place, of),
      column(known, ({ key }) => key),
      column(known, ({ comment }) => comment),
    ],
  })
  return new Map(found.map((one) => [named(one), one]))
}

function named({ key, comment }: { readonly key: string; readonly comment: string }): string {
  return `${comment} ${key}`
}

function changeProblems(
  standing: Standing | undefined,
  { version }: WithdrawnComment,
  { actor }: Reader,
): Problem[] {
  if (standing === undefined) {
    const message = 'There is no such comment here. Read the list again.'
    return [{ rule: 'comment-unknown', field: 'comment', message }]
  }
  if (standing.person !== actor.person) {
    const message = 'Only who wrote a comment may change or withdraw it. Write one of your own.'
    return [{ rule: 'comment-other', field: 'comment', message }]
  }
  if (standing.isWithdrawn) {
    const message = 'This comment is withdrawn already. Write a new one.'
    return [{ rule: 'comment-withdrawn', field: 'comment', message }]
  }
  return standing.version === version ? [] : [otherVersion]
}

const otherVersion: Problem = {
  rule: 'version-other',
  field: 'version',
  message: 'The comment was changed meanwhile. Read it again, and decide anew.',
}

/** Writes rows; one whose version somebody else has written a moment ago is told so. */
async function write(
  place: WritingPlace,
  of: Described,
  { actor }: Reader,
  wanted: readonly Outcome<Row>[],
): Promise<Outcome<NotedComment>[]> {
  const rows = wanted.flatMap((one) => (one.ok ? [one.value] : []))
  if (rows.length === 0) return wanted.map((one) => (one.ok ? fine(one.value) : one))
  const written = await place.query<{ comment: string; version: number }>({
    name: 'paper.write comments',
    text: `insert into paper.comment (organization, company, kind, key, comment, version, replaces,
        person, name, text, mentions)
      select $1::uuid, $2::text, $3::text, u.key, u.comment, u.version, nullif(u.version - 1, 0),
        $4::text, $5::text, u.text, u.mentions::uuid[]
      from unnest($6::text[], $7::uuid[], $8::integer[], $9::text[], $10::text[])
        u (key, comment, version, text, mentions)
      on conflict do nothing returning comment, version`,
    values: [
      ...placed(place, of),
      actor.person,
      actor.name,
      column(rows, ({ key }) => key),
      column(rows, ({ comment }) => comment),
      column(rows, ({ version }) => String(version)),
      column(rows, ({ text }) => text),
      column(rows, ({ mentions }) => `{${[...new Set(mentions)].join(',')}}`),
    ],
  })
  const there = new Set(written.map(({ comment, version }) => `${comment} ${version}`))
  return wanted.map((one) => {
    if (!one.ok) return one
    const { comment, version } = one.value
    // What stands in the set twice is written once.
    return there.delete(`${comment} ${version}`)
      ? fine({ comment, version })
      : refused(otherVersion)
  })
}
