/** The letter that tells who made a webhook that it was paused by itself. */
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { headed, letter, oneLine } from '#server/access/letters.ts'
import type { Addressee } from '#server/access/letters.ts'
import type { NewMail } from '#server/mail/outbox.ts'
import { languageOf } from '#server/news/preferences.ts'
import type { Language } from '#server/news/preferences.ts'

/** Why it was paused: the receiver said that it is gone, or it failed for days. */
export type PausedWhy = 'gone' | 'failing'

interface Words {
  readonly subject: (house: string) => string
  readonly why: Readonly<Record<PausedWhy, (host: string) => string>>
  readonly behind: string
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    subject: (house) => `A webhook of ${house} was paused`,
    why: {
      gone: (host) =>
        `${host} answers your webhook that it is there no longer (410), so nothing is sent to it ` +
        'any more.',
      failing: (host) =>
        `${host} has not taken what your webhook sends for three days, so no more attempts are ` +
        'made.',
    },
    behind:
      'What happens meanwhile is kept for thirty days. In the settings, under Webhooks, you see ' +
      'how each attempt went, and let it go on when the receiver is ready.',
  },
  de: {
    subject: (house) => `Ein Webhook von ${house} wurde angehalten`,
    why: {
      gone: (host) =>
        `${host} antwortet Ihrem Webhook, dass es ihn nicht mehr gibt (410); deshalb wird dorthin ` +
        'nichts mehr gesendet.',
      failing: (host) =>
        `${host} nimmt seit drei Tagen nicht an, was Ihr Webhook sendet; deshalb wird es nicht ` +
        'weiter versucht.',
    },
    behind:
      'Was inzwischen geschieht, wird dreißig Tage aufgehoben. In den Einstellungen sehen Sie ' +
      'unter „Webhooks“, wie jeder Versuch ausging, und lassen ihn weiterlaufen, sobald der ' +
      'Empfänger bereit ist.',
  },
}

/** The letter itself. */
export function pausedLetter(to: Addressee, why: PausedWhy, host: string): NewMail {
  const own = words[to.language]
  return {
    ...headed(to, own.subject(to.organizationName)),
    body: letter(to, [own.why[why](oneLine(host)), own.behind]),
    usefulMinutes: 3 * 24 * 60,
  }
}

interface Paused {
  readonly address: string
  readonly person: string
  readonly name: string
  readonly email: string | null
  readonly organizationName: string
  readonly language: string | null
}

/** Pauses a webhook; answers whom to tell, and nothing where it rests already. */
export async function pauseByItself(
  query: Query,
  organization: string,
  webhook: string,
  why: PausedWhy,
  now: Instant,
): Promise<Paused | null> {
  const [found] = await query<Paused>({
    text: `with paused as (
        update webhook.webhook set paused_at = $3, pause = $4
        where organization = $1 and id = $2 and paused_at is null and removed_at is null
        returning address, made_by)
      select w.address, p.id as person, p.name, o.name as "organizationName", f.language,
        case when p.kind = 'human' and p.left_at is null then p.email end as email
      from paused w
      join access.person p on p.organization = $1 and p.id = w.made_by
      join ledger.organization o on o.organization = $1
      left join access.preference f on f.organization = $1 and f.person = p.id`,
    values: [organization, webhook, now.toString(), why],
  })
  return found ?? null
}

/** The mail to who made it, where that person reads mail. */
export function lettersOf(paused: Paused, why: PausedWhy): NewMail[] {
  const { email, language, name, organizationName, address } = paused
  if (email === null) return []
  const to = { name, email, organizationName, language: languageOf(language) ?? 'en' }
  return [pausedLetter(to, why, URL.parse(address)?.host ?? address)]
}
