/**
 * Files that hang on papers and on rows of registers. To a paper that left its first state files
 * are added, and none is replaced or withdrawn; before, that is a row of its own, too.
 */
import type { Instant } from '#base/date.ts'
import { isId, newId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { BlobStore, Incoming } from '#records/blob.ts'
import { column } from '#kit/columns.ts'
import { fileNameProblems } from '#records/file-name.ts'
import { text as textField } from '#kit/fields/text.ts'
import type { Described } from '#kit/key.ts'
import { mediaTypeOf } from '#records/media-type.ts'
import { aOrAn, calledPaper } from '#kit/naming.ts'
import { roleProblems } from '#kit/role-problem.ts'
import { placed, topicsOf, unknownTopic } from '#kit/topic.ts'
import type { Reader, Topic, TopicPlace, WritingPlace } from '#kit/topic.ts'
import { validated } from '#kit/validation.ts'

/** So many characters a category has at most. */
export const longestCategory = 60

/** A file that somebody wants to attach. */
export interface SentFile {
  /** The paper or row that it hangs on. */
  readonly key: string
  readonly file: Incoming
  /** As its sender calls it. */
  readonly fileName: string
  /** What it is to the reader: "receipt", "contract". */
  readonly category?: string
}

/** An attachment as somebody saw it. */
export interface SeenAttachment {
  readonly key: string
  readonly attachment: string
  /** The version that the person saw; where it is another by now, nothing is done. */
  readonly version: number
}

/** What became of an attachment: its identifier, and how often it was replaced. */
export interface NotedAttachment {
  readonly attachment: string
  readonly version: number
}

/** An attachment as it stands. */
export interface Attachment extends NotedAttachment {
  readonly fileName: string
  /** As its content shows. */
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly hash: string
  readonly category: string | null
  readonly person: string
  readonly name: string
  readonly at: Instant
}

/**
 * Attaches files. Answers for each, in the set's order; one that is refused leaves the others
 * alone. Problems: `paper-unknown`, `role-missing`, `file-empty`, `file-name`, `field-…` of the
 * category.
 */
export async function addAttachments(
  place: WritingPlace,
  store: BlobStore,
  of: Described,
  reader: Reader,
  set: readonly SentFile[],
): Promise<Outcome<NotedAttachment>[]> {
  const topics = await topicsOf(place, of, reader.sight, keysOf(set))
  const wanted = set.map((sent): Outcome<Row> => {
    const problems = [
      ...topicProblems(of, topics.get(sent.key), sent, reader),
      ...ownProblems(sent),
    ]
    if (problems.length > 0) return refused(...problems)
    return fine(rowOf(sent, newId(place.now), 1))
  })
  await keepAll(place, store, wanted, set)
  return await write(place, of, reader, wanted)
}

/**
 * Puts other files in the place of attached ones. Problems: those of `addAttachments`,
 * `attachment-unknown`, `version-other`, `paper-frozen`.
 */
export async function replaceAttachments(
  place: WritingPlace,
  store: BlobStore,
  of: Described,
  reader: Reader,
  set: readonly (SentFile & SeenAttachment)[],
): Promise<Outcome<NotedAttachment>[]> {
  const hinders = await hindering(place, of, reader, set)
  const wanted = set.map((sent): Outcome<Row> => {
    const problems = [...hinders(sent).problems, ...ownProblems(sent)]
    if (problems.length > 0) return refused(...problems)
    return fine(rowOf(sent, sent.attachment, sent.version + 1))
  })
  await keepAll(place, store, wanted, set)
  return await write(place, of, reader, wanted)
}

/** Withdraws attachments; that they were there stays. Problems: as of `replaceAttachments`. */
export async function withdrawAttachments(
  place: WritingPlace,
  of: Described,
  reader: Reader,
  set: readonly SeenAttachment[],
): Promise<Outcome<NotedAttachment>[]> {
  const hinders = await hindering(place, of, reader, set)
  const wanted = set.map((sent): Outcome<Row> => {
    const { problems, standing } = hinders(sent)
    if (problems.length > 0 || standing === undefined) return refused(...problems)
    const { key, attachment, version } = sent
    const { fileName, mediaType, category } = standing
    const gone = { hash: null, size: null, fileName, mediaType, category }
    return fine({ key, attachment, version: version + 1, ...gone })
  })
  return await write(place, of, reader, wanted)
}

/** The files on one paper or row, the oldest first; null where it is not there to be read. */
export async function listAttachments(
  place: TopicPlace,
  of: Described,
  { sight }: Pick<Reader, 'sight'>,
  key: string,
): Promise<Attachment[] | null> {
  const topics = await topicsOf(place, of, sight, [key])
  return topics.has(key) ? await standingAttachments(place, of, key) : null
}

/**
 * One attachment, as it stands or as it was at a version; null where it is not there to be read.
 */
export async function findAttachment(
  place: TopicPlace,
  of: Described,
  { sight }: Pick<Reader, 'sight'>,
  { key, attachment, version }: Omit<SeenAttachment, 'version'> & { readonly version?: number },
): Promise<Attachment | null> {
  const topics = await topicsOf(place, of, sight, [key])
  if (!topics.has(key) || !isId(attachment)) return null
  const [found] = await place.query<Attachment>({
    name: 'paper.attachment',
    text: `select ${columns} from paper.attachment a
      where a.organization = $1 and a.company = $2 and a.kind = $3 and a.key = $4
        and a.attachment = $5 and a.hash is not null and a.version = coalesce($6, (
          select max(last.version) from paper.attachment last
          where last.organization = a.organization and last.company = a.company
            and last.kind = a.kind and last.key = a.key and last.attachment = a.attachment))`,
    values: [...placed(place, of), key, attachment, version ?? null],
  })
  return found ?? null
}

const columns = `a.attachment, a.version, a.file_name as "fileName", a.media_type as "mediaType",
  a.size, encode(a.hash, 'hex') as hash, a.category, a.person, a.name, a.at`

async function standingAttachments(
  place: TopicPlace,
  of: Described,
  key: string,
): Promise<Attachment[]> {
  return await place.query<Attachment>({
    name: 'paper.attachments',
    text: `select * from (
        select distinct on (a.attachment) ${columns} from paper.attachment a
        where a.organization = $1 and a.company = $2 and a.kind = $3 and a.key = $4
        order by a.attachment, a.version desc) standing
      where hash is not null order by attachment`,
    values: [...placed(place, of), key],
  })
}

interface Row extends NotedAttachment {
  readonly key: string
  readonly hash: string | null
  readonly size: number | null
  readonly fileName: string
  readonly mediaType: string
  readonly category: string | null
}

function rowOf(
  { key, file: { hash, size, head }, fileName, category }: SentFile,
  attachment: string,
  version: number,
): Row {
  const mediaType = mediaTypeOf(head)
  const said = category ?? null
  return { key, attachment, version, hash, size, fileName, mediaType, category: said }
}

function keysOf(set: readonly { readonly key: string }[]): string[] {
  return set.map(({ key }) => key)
}

function topicProblems(
  of: Described,
  topic: Topic | undefined,
  { key }: { readonly key: string },
  { actor }: Reader,
): Problem[] {
  if (topic === undefined) return [unknownTopic(of, key)]
  return roleProblems(`change the files of ${aOrAn(of.name)}`, of.write, topic.where, actor)
}

const { codec: categoryCodec } = textField({ most: longestCategory }).kind

function ownProblems({ file, fileName, category }: SentFile): Problem[] {
  const read = category === undefined ? fine('') : validated(categoryCodec, category)
  const problems = read.ok ? [] : read.problems
  return [
    ...(file.size === 0 ? [fileEmpty] : []),
    ...fileNameProblems(fileName),
    ...problems.map(({ rule, message }) => {
      return { rule, field: 'category', message: message.replace('The body', 'The category') }
    }),
  ]
}

const fileEmpty: Problem = {
  rule: 'file-empty',
  field: '',
  message: 'The file is empty. Choose another one.',
}

type Standing = Omit<Row, 'hash' | 'size'> & { readonly isWithdrawn: boolean }

/** What stands in the way of replacing or withdrawing; papers are kept as they are meanwhile. */
async function hindering(
  place: TopicPlace,
  of: Described,
  reader: Reader,
  set: readonly SeenAttachment[],
): Promise<(sent: SeenAttachment) => { standing: Standing | undefined; problems: Problem[] }> {
  const topics = await topicsOf(place, of, reader.sight, keysOf(set), 'share')
  const known = set.filter(({ key, attachment }) => topics.has(key) && isId(attachment))
  const found =
    known.length === 0
      ? []
      : await place.query<Standing>({
          name: 'paper.attachment standing',
          text: `select distinct on (a.key, a.attachment) a.key, a.attachment, a.version,
              a.file_name as "fileName", a.media_type as "mediaType", a.category,
              a.hash is null as "isWithdrawn"
            from paper.attachment a
            where a.organization = $1 and a.company = $2 and a.kind = $3
              and (a.key, a.attachment) in (select * from unnest($4::text[], $5::uuid[]))
            order by a.key, a.attachment, a.version desc`,
          values: [
            ...placed(place, of),
            column(known, ({ key }) => key),
            column(known, ({ attachment }) => attachment),
          ],
        })
  const byName = new Map(found.map((one) => [named(one), one]))
  return (sent) => {
    const standing = byName.get(named(sent))
    const topic = topics.get(sent.key)
    const problems = [
      ...topicProblems(of, topic, sent, reader),
      ...frozenProblems(of, topic),
      ...versionProblems(standing, sent),
    ]
    return { standing, problems }
  }
}

function frozenProblems(of: Described, topic: Topic | undefined): Problem[] {
  if (topic === undefined || of.noun === 'register' || topic.state === of.states[0]) return []
  const message =
    `${calledPaper(of.name, topic.code)} is ${topic.state}: its files are kept as they are. Add ` +
    'another one instead.'
  return [{ rule: 'paper-frozen', field: '', message }]
}

function versionProblems(standing: Standing | undefined, { version }: SeenAttachment): Problem[] {
  if (standing === undefined || standing.isWithdrawn) {
    const message = 'There is no such file here. Read the list again.'
    return [{ rule: 'attachment-unknown', field: 'attachment', message }]
  }
  return standing.version === version ? [] : [otherVersion]
}

const otherVersion: Problem = {
  rule: 'version-other',
  field: 'version',
  message: 'The file was replaced meanwhile. Read the list again, and decide anew.',
}

function named({ key, attachment }: Pick<SeenAttachment, 'key' | 'attachment'>): string {
  return `${attachment} ${key}`
}

/** Keeps the bytes of what was accepted. */
async function keepAll(
  { query, organization }: TopicPlace,
  store: BlobStore,
  wanted: readonly Outcome<Row>[],
  set: readonly SentFile[],
): Promise<void> {
  const files = new Map(
    set.flatMap(({ file }, at) => (wanted[at]?.ok === true ? [[file.hash, file]] : [])),
  )
  // In the order of their hashes, so that two who keep the same never wait for each other.
  const ordered = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [, file] of ordered) await store.keep(query, organization, file)
}

/** Writes rows; one whose version somebody else has written a moment ago is told so. */
async function write(
  place: TopicPlace,
  of: Described,
  { actor }: Reader,
  wanted: readonly Outcome<Row>[],
): Promise<Outcome<NotedAttachment>[]> {
  const rows = wanted.flatMap((one) => (one.ok ? [one.value] : []))
  const written =
    rows.length === 0
      ? []
      : await place.query<NotedAttachment>({
          name: 'paper.write attachments',
          text: `insert into paper.attachment (organization, company, kind, key, attachment,
              version, replaces, hash, size, file_name, media_type, category, person, name)
            select $1::uuid, $2::text, $3::text, u.key, u.attachment, u.version,
              nullif(u.version - 1, 0), decode(u.hash, 'hex'), u.size, u.file_name, u.media_type,
              u.category, $4::text, $5::text
            from unnest($6::text[], $7::uuid[], $8::integer[], $9::text[], $10::integer[],
                $11::text[], $12::text[], $13::text[])
              u (key, attachment, version, hash, size, file_name, media_type, category)
            on conflict do nothing returning attachment, version`,
          values: [
            ...placed(place, of),
            actor.person,
            actor.name,
            column(rows, ({ key }) => key),
            column(rows, ({ attachment }) => attachment),
            column(rows, ({ version }) => String(version)),
            column(rows, ({ hash }) => hash),
            column(rows, ({ size }) => (size === null ? null : String(size))),
            column(rows, ({ fileName }) => fileName),
            column(rows, ({ mediaType }) => mediaType),
            column(rows, ({ category }) => category),
          ],
        })
  const there = new Set(written.map(({ attachment, version }) => `${attachment} ${version}`))
  return wanted.map((one) => {
    if (!one.ok) return one
    const { attachment, version } = one.value
    // What stands in the set twice is written once.
    return there.delete(`${attachment} ${version}`)
      ? fine({ attachment, version })
      : refused(otherVersion)
  })
}
