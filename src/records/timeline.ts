/**
 * What happened to a paper or row, the newest first: who did what with it and what that changed,
 * what was said about it, which files came and went, and what somebody is to do about it.
 */
import type { Instant } from '#base/date.ts'
import { changesOf, mostChanges } from '#kit/changes.ts'
import type { Changed, Readable } from '#kit/changes.ts'
import { readCursor, writeCursor } from '#lists/cursor.ts'
import type { Content } from '#kit/erased.ts'
import type { Described } from '#kit/key.ts'
import { placed, topicsOf } from '#kit/topic.ts'
import type { Reader, TopicPlace } from '#kit/topic.ts'

/** What all that happens has in common. */
interface Happened {
  readonly at: Instant
  /** The person who did it, and the name under which it was done. */
  readonly person: string
  readonly name: string
}

/** An act with the paper or row itself. */
export interface ActHappened extends Happened {
  readonly what: 'act'
  /** A transition's verb, "write", "change", "add", "throw away". */
  readonly verb: string
  readonly version: number
  readonly changes: readonly Changed[]
  /** How many changes there are beyond those that are told. */
  readonly moreChanges: number
  /** The identifiers of the entries that it recorded. */
  readonly entries: readonly string[]
  /** From where it came; null where that was not noted. */
  readonly origin: string | null
}

/** Something that was said, as it stands now. */
export interface CommentHappened extends Happened {
  readonly what: 'comment'
  readonly comment: string
  readonly version: number
  /** Null where it is withdrawn. */
  readonly text: string | null
  readonly mentions: readonly string[]
  /** When it was last changed or withdrawn; null where it never was. */
  readonly changedAt: Instant | null
}

/** A file that was added, put in another's place, or withdrawn. */
export interface FileHappened extends Happened {
  readonly what: 'added' | 'replaced' | 'withdrawn'
  readonly attachment: string
  readonly version: number
  readonly fileName: string
  readonly mediaType: string
  readonly category: string | null
  /** Bytes; null where it was withdrawn. */
  readonly size: number | null
}

/** What somebody decided about a step for which approval was asked. */
export interface ApprovalHappened extends Happened {
  readonly what: 'approval'
  readonly verb: string
  readonly version: number
  readonly decision: 'approve' | 'reject' | 'hand over'
  /** In whose place or, where it was handed over, to whom, by name; null for nobody else. */
  readonly standingFor: string | null
  readonly comment: string | null
}

/** A task that was given, done, or is not done after all. */
export interface TaskHappened extends Happened {
  readonly what: 'task'
  readonly task: string
  readonly version: number
  readonly text: string
  readonly assigneeName: string
  readonly dueOn: string | null
  readonly isDone: boolean
}

export type Happening =
  | ActHappened
  | CommentHappened
  | FileHappened
  | TaskHappened
  | ApprovalHappened

/** What kinds of happenings are told apart. */
export const happeningKinds = ['act', 'comment', 'file', 'task', 'approval'] as const

/** Which of all that happened is wanted; null for all. */
export interface TimelineFilter {
  readonly person: string | null
  readonly what: (typeof happeningKinds)[number] | null
  /** From this moment on, and before that one. */
  readonly from: Instant | null
  readonly until: Instant | null
}

export const allThatHappened: TimelineFilter = { person: null, what: null, from: null, until: null }

/** A page of what happened. */
export interface Timeline {
  readonly happenings: readonly Happening[]
  /** What is passed to get the next, older page; null where this is the last. */
  readonly next: string | null
}

/** Which page is wanted. */
export interface TimelinePage {
  /** The `next` of the page before. */
  readonly after?: string
  /** How many are told. */
  readonly limit: number
  readonly only?: TimelineFilter
}

/**
 * A page of what happened to a paper or row; null where it is not there to be read, or where
 * `after` was not said of its timeline. Values of fields that the reader may not read are not told.
 */
export async function timelineOf(
  place: TopicPlace,
  of: Described,
  { sight }: Pick<Reader, 'sight'>,
  key: string,
  { after, limit, only = allThatHappened }: TimelinePage,
): Promise<Timeline | null> {
  const { person, what, from, until } = only
  const filter = [person, what, from?.toString() ?? null, until?.toString() ?? null]
  const question = ['timeline', ...placed(place, of), key, JSON.stringify(filter)].join(' ')
  const past = after === undefined ? [null, null] : pastIn(readCursor(question, after))
  if (past === null) return null
  const topic = (await topicsOf(place, of, sight, [key])).get(key)
  if (topic === undefined) return null
  const found = await place.query<Stored>({
    name: of.noun === 'document' ? 'paper.timeline' : 'register.timeline',
    text: of.noun === 'document' ? ofPaper : ofRow,
    values: [...placed(place, of), key, past[0] ?? null, past[1] ?? null, limit + 1, ...filter],
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    happenings: page.map((stored) => happeningOf(of, stored, sight.at(topic.where))),
    next:
      found.length > limit && last !== undefined
        ? writeCursor(question, [last.at.toString(), last.place])
        : null,
  }
}

/** A moment and a place, as they were written into a cursor; null where it holds anything else. */
function pastIn(values: readonly unknown[] | null): readonly [string, string] | null {
  const [at, behind] = values ?? []
  if (typeof at !== 'string' || typeof behind !== 'string') return null
  return isMoment(at) && /^[a-z]+ [0-9a-f -]{1,80}$/.test(behind) ? [at, behind] : null
}

/** Whether text is a moment as the database reads it, too: with a year of four digits. */
function isMoment(text: string): boolean {
  if (!/^\d{4}-/.test(text)) return false
  try {
    return Temporal.Instant.from(text).toString() === text
  } catch {
    return false
  }
}

interface Stored extends Happened {
  readonly what: (typeof happeningKinds)[number]
  /** What tells it apart from others of the same moment, in their order. */
  readonly place: string
  readonly version: number
  /** The identifier of a comment or attachment. */
  readonly id: string | null
  readonly about: About
  readonly changed_at: Instant | null
}

/** What an act, a comment or a file has of its own. */
interface About {
  readonly verb?: string
  readonly before?: Content | null
  readonly after?: Content | null
  readonly entries?: readonly string[]
  readonly text?: string | null
  readonly mentions?: readonly string[]
  readonly fileName?: string
  readonly mediaType?: string
  readonly category?: string | null
  readonly size?: number | null
  readonly origin?: string | null
  readonly decision?: ApprovalHappened['decision']
  readonly standingFor?: string | null
  readonly assigneeName?: string
  readonly dueOn?: string | null
  readonly isDone?: boolean
}

function happeningOf(of: Described, stored: Stored, readable: Readable): Happening {
  const { at, person, name, version, id, about } = stored
  const happened = { at, person, name, version }
  if (stored.what === 'act') {
    const changes = changesOf(of, about.before ?? null, about.after ?? null, readable)
    return {
      what: 'act',
      ...happened,
      verb: about.verb ?? '',
      changes: changes.slice(0, mostChanges),
      moreChanges: Math.max(0, changes.length - mostChanges),
      entries: about.entries ?? [],
      origin: about.origin ?? null,
    }
  }
  if (stored.what === 'comment') {
    const { text = null, mentions = [] } = about
    const changedAt = stored.changed_at
    return { what: 'comment', ...happened, comment: id ?? '', text, mentions, changedAt }
  }
  if (stored.what === 'approval') {
    const { verb = '', decision = 'approve', standingFor = null, text: comment = null } = about
    return { what: 'approval', ...happened, verb, decision, standingFor, comment }
  }
  if (stored.what === 'task') {
    const { text, assigneeName = '', dueOn = null, isDone = false } = about
    const said = { text: text ?? '', assigneeName, dueOn, isDone }
    return { what: 'task', ...happened, task: id ?? '', ...said }
  }
  const { fileName = '', mediaType = '', category = null, size = null } = about
  const what = size === null ? 'withdrawn' : version === 1 ? 'added' : 'replaced'
  return { what, ...happened, attachment: id ?? '', fileName, mediaType, category, size }
}

/**
 * Acts, comments, files and tasks in one question. Of what is after an act only that comes which
 * became different: a paper of ten thousand rows is not sent for each change of its note.
 */
function statement(acts: string, more = ''): string {
  return `select h.what, h.place, h.at, h.person, h.name, h.version, h.id, h.about, h.changed_at
    from (
      ${acts}
      union all
      select 'comment', 'comment ' || c.comment, first.at, c.person, c.name, c.version, c.comment,
        jsonb_build_object('text', c.text, 'mentions', c.mentions),
        case when c.version > 1 then c.at end
      from paper.comment c
      join paper.comment first on first.organization = c.organization
        and first.company = c.company and first.kind = c.kind and first.key = c.key
        and first.comment = c.comment and first.version = 1
      where c.organization = $1::uuid and c.company = $2 and c.kind = $3 and c.key = $4::text
        and not exists (select from paper.comment later
          where later.organization = c.organization and later.company = c.company
            and later.kind = c.kind and later.key = c.key and later.comment = c.comment
            and later.version = c.version + 1)
      union all
      select 'file', 'file ' || a.attachment || ' ' || lpad(a.version::text, 10, '0'), a.at,
        a.person, a.name, a.version, a.attachment,
        jsonb_build_object('fileName', a.file_name, 'mediaType', a.media_type,
          'category', a.category, 'size', a.size), null
      from paper.attachment a
      where a.organization = $1::uuid and a.company = $2 and a.kind = $3 and a.key = $4::text
      union all
      select 'task', 'task ' || k.task || ' ' || lpad(k.version::text, 10, '0'), k.at, k.person,
        k.name, k.version, k.task, jsonb_build_object('text', k.text, 'assigneeName', p.name,
          'dueOn', k.due_on, 'isDone', k.is_done), null
      from paper.task k
      join access.person p on p.organization = k.organization and p.id = k.assignee
      where k.organization = $1::uuid and k.company = $2 and k.kind = $3 and k.key = $4::text
      ${more}
    ) h
    where ($8::text is null or h.person = $8) and ($9::text is null or h.what = $9)
      and ($10::timestamptz is null or h.at >= $10)
      and ($11::timestamptz is null or h.at < $11)
      and ($5::timestamptz is null or (h.at, h.place collate "C") < ($5::timestamptz, $6::text))
    order by h.at desc, h.place collate "C" desc limit $7`
}

const actOf = `'act' as what, 'act ' || lpad(t.version::text, 10, '0') as place, t.at,
        t.actor as person, t.name, t.version, null::uuid as id`

/** What is after an act, without what was so before. */
const becoming = `case when t.before is null or t.after is null then t.after else coalesce((
          select jsonb_object_agg(key, value) from jsonb_each(t.after) where t.before ? key),
          '{}') end`

/** Who decided what about a step that wanted approval. */
const approvals = `union all
      select 'approval', 'approval ' || a.request || ' ' || a.person, a.at, a.person::text,
        p.name, r.version, a.request, jsonb_build_object('verb', r.verb, 'decision', a.decision,
          'text', a.comment, 'standingFor',
          case when a.standing_for <> a.person then o.name end), null
      from access.approval_request r
      join access.approval a on a.organization = r.organization and a.request = r.id
      join access.person p on p.organization = a.organization and p.id = a.person
      join access.person o on o.organization = a.organization and o.id = a.standing_for
      where r.organization = $1::uuid and r.company = $2 and r.kind = $3 and r.paper = $4::uuid
      union all
      select 'approval', 'approval ' || h.request || ' ' || h.to_person, h.at, h.person::text,
        p.name, r.version, h.request, jsonb_build_object('verb', r.verb, 'decision', 'hand over',
          'text', h.note, 'standingFor', o.name), null
      from access.approval_request r
      join access.approval_handing h on h.organization = r.organization and h.request = r.id
      join access.person p on p.organization = h.organization and p.id = h.person
      join access.person o on o.organization = h.organization and o.id = h.to_person
      where r.organization = $1::uuid and r.company = $2 and r.kind = $3 and r.paper = $4::uuid`

const ofPaper = statement(
  `select ${actOf}, jsonb_build_object('verb', t.verb, 'before', t.before,
          'after', ${becoming}, 'entries', t.entries, 'origin', t.origin) as about,
        null::timestamptz as changed_at
      from paper.act t
      where t.organization = $1::uuid and t.company = $2 and t.kind = $3 and t.paper = $4::uuid`,
  approvals,
)

const ofRow = statement(`select ${actOf}, jsonb_build_object('verb', t.verb, 'before', t.before,
          'after', ${becoming}, 'origin', t.origin) as about, null::timestamptz as changed_at
      from register.act t
      where t.organization = $1::uuid and t.company = $2 and t.kind = $3 and t.row = $4::text`)
