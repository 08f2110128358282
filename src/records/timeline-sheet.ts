/** All that happened to a paper or row as a table: page by page, as of one moment. */
import type { Cell, Sheet, SheetColumn } from '#kit/cell.ts'
import type { Changed } from '#kit/changes.ts'
import type { Described } from '#kit/key.ts'
import type { Reader, TopicPlace } from '#kit/topic.ts'
import { timelineOf } from '#records/timeline.ts'
import type { Happening, TimelineFilter } from '#records/timeline.ts'

/** What is taken out, for whom. */
export interface TimelineWish {
  readonly of: Described
  readonly reader: Pick<Reader, 'sight'>
  readonly key: string
  readonly only: TimelineFilter
}

const pageOf = 200

const titles = ['at', 'person', 'name', 'origin', 'kind', 'what', 'version', 'changes', 'text']
const more = ['file', 'entries']

/** The table; each happening is a row, its changes in one cell. */
export function timelineSheet(place: TopicPlace, wish: TimelineWish): Sheet {
  return {
    name: 'timeline',
    columns: [...titles, ...more].map(textColumn),
    rows: rows(place, wish),
  }
}

async function* rows(
  place: TopicPlace,
  { of, reader, key, only }: TimelineWish,
): AsyncGenerator<readonly Cell[]> {
  let after: string | null = null
  do {
    const behind: { after?: string } = after === null ? {} : { after }
    const page = await timelineOf(place, of, reader, key, { limit: pageOf, only, ...behind })
    for (const happening of page?.happenings ?? []) yield rowOf(happening)
    after = page?.next ?? null
  } while (after !== null)
}

function rowOf(happening: Happening): Cell[] {
  const { at, person, name, version } = happening
  const {
    origin = null,
    kind,
    what,
    changes = '',
    text = null,
    file = null,
    entries = '',
  } = told(happening)
  const about = [at.toString(), person, name, origin, kind, what, String(version)]
  return [...about, changes, text, file, entries]
}

interface ToldHappening {
  readonly kind: string
  readonly what: string
  readonly origin?: string | null
  readonly changes?: string
  readonly text?: string | null
  readonly file?: string
  readonly entries?: string
}

/** What each kind of happening has of its own. */
function told(happening: Happening): ToldHappening {
  switch (happening.what) {
    case 'act': {
      const { verb, changes, moreChanges, entries, origin } = happening
      const rest = moreChanges > 0 ? [`and ${moreChanges} more`] : []
      const written = [...changes.map(changeText), ...rest].join('; ')
      return { kind: 'act', what: verb, origin, changes: written, entries: entries.join(' ') }
    }
    case 'comment':
      return { kind: 'comment', what: 'comment', text: happening.text }
    case 'approval': {
      const { verb, decision, standingFor, comment } = happening
      const inPlace =
        standingFor === null ? '' : ` ${decision === 'hand over' ? 'to' : 'for'} ${standingFor}`
      return { kind: 'approval', what: `${decision} ${verb}${inPlace}`, text: comment }
    }
    case 'task': {
      const { text, assigneeName, isDone, version: time } = happening
      const how = isDone ? 'done' : time === 1 ? 'given to' : 'not done after all'
      return { kind: 'task', what: time === 1 ? `${how} ${assigneeName}` : how, text }
    }
    case 'added':
    case 'replaced':
    case 'withdrawn':
      return { kind: 'file', what: happening.what, file: happening.fileName }
  }
}

/** "State: draft → issued"; of what the reader may not see only that it changed. */
function changeText({ label, from, to }: Changed): string {
  return from === undefined && to === undefined ? label : `${label}: ${plain(from)} → ${plain(to)}`
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function textColumn(title: string): SheetColumn {
  return { title, format: { of: 'text' }, side: 'start' }
}
