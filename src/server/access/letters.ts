/** The mails about signing in: what they say, as plain text, in the language of who reads them. */
import { english, german } from '#server/access/letter-words.ts'
import type { Change, LetterWords } from '#server/access/letter-words.ts'
import type { NewMail } from '#server/mail/outbox.ts'
import type { Language } from '#server/news/preferences.ts'

/** To whom a letter goes, and on whose behalf. */
export interface Addressee {
  readonly name: string
  readonly email: string
  readonly organizationName: string
  readonly language: Language
}

const words: Readonly<Record<Language, LetterWords>> = { en: english, de: german }

/** An invitation with its link, which is a secret until it is used. */
export function invitationLetter(to: Addressee, link: string, hours: number): NewMail {
  const { invitation } = words[to.language]
  const facts = factsOf(to)
  return {
    ...headed(to, invitation.subject(facts)),
    body: letter(to, [...invitation.before(facts, hours), link, ...invitation.behind(facts)]),
    usefulMinutes: hours * 60,
  }
}

/** The link to set a new password. */
export function resetLetter(to: Addressee, link: string, minutes: number): NewMail {
  const { reset } = words[to.language]
  const facts = factsOf(to)
  return {
    ...headed(to, reset.subject(facts)),
    body: letter(to, [...reset.before(facts, minutes), link, ...reset.behind]),
    usefulMinutes: minutes,
  }
}

/** The news of a change. It has no link, so that nobody learns to follow links in such mails. */
export function changeLetter(to: Addressee, what: Change): NewMail {
  const { change } = words[to.language]
  return {
    ...headed(to, change.subject(factsOf(to))),
    body: letter(to, [change.sentences[what], change.behind]),
  }
}

const longestSubject = 200

/** To whom it goes, and the line above it. */
export function headed(
  { email }: Pick<Addressee, 'email'>,
  subject: string,
): Pick<NewMail, 'recipient' | 'subject'> {
  return { recipient: email, subject: oneLine(subject).slice(0, longestSubject).toWellFormed() }
}

/** A letter: whom it greets, what it says, and who says it. */
export function letter(
  { name, language }: Pick<Addressee, 'name' | 'language'>,
  paragraphs: readonly string[],
): string {
  const greeting = words[language].greeting(oneLine(name))
  return [greeting, ...paragraphs, 'Backstay'].join('\n\n') + '\n'
}

/** Names come from people: none of them may begin a line of its own in a mail. */
export function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').toWellFormed()
}

function factsOf({ organizationName, email }: Addressee): { house: string; email: string } {
  return { house: organizationName, email }
}
