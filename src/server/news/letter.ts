/** The letter with a person's news: which papers, who said or did what, and how to change it. */
import { headed, letter, oneLine } from '#server/access/letters.ts'
import type { Addressee } from '#server/access/letters.ts'
import type { NewMail } from '#server/mail/outbox.ts'
import { english, german } from '#server/news/letter-words.ts'
import type { NewsWords } from '#server/news/letter-words.ts'
import type { Language } from '#server/news/preferences.ts'
import type { NewsKind } from '#server/news/wishes.ts'

/** A paper or row as a letter names it. */
export interface NamedPaper {
  /** What it is and its number, in the person's language: "Sales invoice SI-2026-00001". */
  readonly name: string
  readonly link: string
}

/** A line of a letter. */
export interface LetterLine {
  readonly what: NewsKind
  readonly by: string
  /** Null where the person may not read it: then nothing of it is told. */
  readonly paper: NamedPaper | null
  readonly text: string | null
  readonly state: string | null
}

/** So much of what somebody said stands in a letter; the rest is read where it was said. */
const longestText = 1_000
const mostQuoted = 40
/** So many lines a letter has at most. */
const mostLines = 50

const words: Readonly<Record<Language, NewsWords>> = { en: english, de: german }

/** What a letter is about: news of one person, at least one. */
export interface NewsLetter {
  readonly lines: readonly LetterLine[]
  /** Where one changes which news comes by mail. */
  readonly settings: string
}

/** One letter with all news that is due to a person. */
export function newsLetter(to: Addressee, { lines, settings }: NewsLetter): NewMail {
  const own = words[to.language]
  const shown = lines.slice(0, mostLines)
  // A link leads to one thing that was said: what stands before the question mark is the paper.
  const papers = Map.groupBy(shown, ({ paper }) => paper?.link.replace(/\?.*/s, '') ?? '')
  const parts = [...papers.values()].map((some) => partOf(own, some))
  const more = lines.length - shown.length
  return {
    ...headed(to, own.subject(to.organizationName, lines.length)),
    body: letter(to, [
      own.opening(oneLine(to.organizationName)),
      ...parts,
      ...(more === 0 ? [] : [own.more(more)]),
      `${own.settings}\n${settings}`,
    ]),
    // Old news is none, where the mail server was away for long.
    usefulMinutes: 3 * 24 * 60,
  }
}

function partOf(own: NewsWords, lines: readonly LetterLine[]): string {
  const [first] = lines
  const paper = first?.paper ?? null
  if (paper === null) return lines.map(({ by }) => own.unreadable(oneLine(by))).join('\n')
  return [
    oneLine(paper.name),
    ...lines.flatMap(({ what, by, text, state }) => [
      `  ${own.happened(what, oneLine(by), state)}`,
      ...(text === null ? [] : quoted(text)),
    ]),
    `  ${paper.link}`,
  ].join('\n')
}

/** What somebody said, behind marks: it cannot pass for a line of ours. */
function quoted(text: string): string[] {
  const shown = text.length > longestText ? `${text.slice(0, longestText)} …` : text
  return shown
    .toWellFormed()
    .split(/\r\n|[\n\r\u2028\u2029\u0085]/)
    .slice(0, mostQuoted)
    .map((line) => `  > ${oneLine(line)}`)
}
