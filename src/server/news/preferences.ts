/** What a person wishes of screens and letters: the language, the time zone, which news by mail. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { mailWishes, newsKinds, usualWishes } from '#server/news/wishes.ts'
import type { MailWish, MailWishes, NewsKind } from '#server/news/wishes.ts'

/** The languages in which there are screens and letters. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

export interface Preferences {
  /** Null: as the device says. */
  readonly language: Language | null
  /** An IANA name; null: as the device says. */
  readonly timeZone: string | null
  readonly mails: MailWishes
  /** The number of the newest change of the screens that the person saw; 0 where none was. */
  readonly changesSeen: number
}

/** What is to be otherwise; what is not said stays. */
export interface ChangedPreferences {
  readonly language?: Language | null
  readonly timeZone?: string | null
  readonly mails?: Partial<MailWishes>
  readonly changesSeen?: number
}

/** Whose they are. */
export interface Whose {
  readonly organization: string
  readonly person: string
}

/** Reads a person's preferences: the usual ones, where nothing was said. */
export async function readPreferences(
  query: Query,
  { organization, person }: Whose,
): Promise<Preferences> {
  const [found] = await query<Stored>({
    name: 'access.preference',
    text: `select language, time_zone as "timeZone", mails, changes_seen as "changesSeen"
      from access.preference
      where organization = $1 and person = $2`,
    values: [organization, person],
  })
  return {
    language: languageOf(found?.language ?? null),
    timeZone: found?.timeZone ?? null,
    mails: wishesOf(found?.mails ?? {}),
    changesSeen: found?.changesSeen ?? 0,
  }
}

/** Changes a person's preferences; answers them as they are then. Problem: `time-zone-unknown`. */
export async function changePreferences(
  query: Query,
  whose: Whose,
  changed: ChangedPreferences,
): Promise<Outcome<Preferences>> {
  const { timeZone } = changed
  if (typeof timeZone === 'string' && !isZone(timeZone)) return refused(zoneUnknown)
  const before = await readPreferences(query, whose)
  const after = { ...before, ...changed, mails: { ...before.mails, ...changed.mails } }
  await query({
    name: 'access.set preference',
    text: `insert into access.preference (organization, person, language, time_zone, mails,
        changes_seen)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (organization, person) do update set language = excluded.language,
        time_zone = excluded.time_zone, mails = excluded.mails,
        changes_seen = greatest(preference.changes_seen, excluded.changes_seen),
        changed_at = clock_timestamp()`,
    values: [
      whose.organization,
      whose.person,
      after.language,
      after.timeZone,
      JSON.stringify(unusualOf(after.mails)),
      after.changesSeen,
    ],
  })
  return fine(after)
}

/** Gives somebody a first language, as of who lets them in; what they chose themself stays. */
export async function giveLanguage(
  query: Query,
  { organization, person }: Whose,
  language: Language | null,
): Promise<void> {
  if (language === null) return
  await query({
    name: 'access.first language',
    text: `insert into access.preference (organization, person, language) values ($1, $2, $3)
      on conflict (organization, person) do nothing`,
    values: [organization, person, language],
  })
}

/** A language that there is; null of any other. */
export function languageOf(word: string | null): Language | null {
  return languages.find((one) => one === word) ?? null
}

/** How each kind comes by mail, by what is kept of it. */
export function wishesOf(kept: Readonly<Record<string, unknown>>): MailWishes {
  const wish = (kind: NewsKind): MailWish =>
    mailWishes.find((one) => one === kept[kind]) ?? usualWishes[kind]
  return {
    mention: wish('mention'),
    question: wish('question'),
    task: wish('task'),
    request: wish('request'),
    overdue: wish('overdue'),
    decision: wish('decision'),
    work: wish('work'),
    comment: wish('comment'),
  }
}

interface Stored {
  readonly language: string | null
  readonly timeZone: string | null
  readonly mails: Readonly<Record<string, unknown>>
  readonly changesSeen: number
}

/** What is as usual is not kept, so that it changes with what is usual. */
function unusualOf(mails: MailWishes): object {
  return Object.fromEntries(
    newsKinds.flatMap((kind) => (mails[kind] === usualWishes[kind] ? [] : [[kind, mails[kind]]])),
  )
}

/** Whether text names a time zone: a name of the IANA's list, and no distance such as "+01:00". */
export function isZone(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(text)) return false
  try {
    return Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const zoneUnknown: Problem = {
  rule: 'time-zone-unknown',
  field: 'timeZone',
  message: 'There is no such time zone. Write its name as in “Europe/Berlin”.',
}
