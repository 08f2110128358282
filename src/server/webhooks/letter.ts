/** The letter that tells who made a webhook that it was paused by itself. */
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { headed, letter, oneLine } from '#server/access/letters.ts'
import type { Addressee } from '#server/access/letters.ts'
import type { NewMail } from '#server/mail/outbox.ts'
import { languageOf } from '#server/news/preferences.ts'
import { pausedWords } from '#server/webhooks/letter-words.ts'
import type { PausedWhy } from '#server/webhooks/letter-words.ts'

/** The letter itself. */
export function pausedLetter(to: Addressee, why: PausedWhy, host: string): NewMail {
  const own = pausedWords[to.language]
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
