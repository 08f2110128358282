/** One run of the command line: where it writes, what it finds in the environment, who runs it. */
import { userInfo } from 'node:os'
import type { Answer } from '#cli/answer.ts'
import { exitCodes } from '#cli/answer.ts'
import { plain, plainJson, plainLines } from '#cli/plain.ts'
import { progressOf, type Progress } from '#cli/progress.ts'
import type { Problem } from '#base/problem.ts'
import type { Services } from '#server/http/operation.ts'

/** The world around a run; tests give their own. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether standard output and standard error are terminals. */
  readonly outIsTerminal: boolean
  readonly errIsTerminal: boolean
  readonly input: () => AsyncIterable<Uint8Array>
  /** Papers, roles and a clock of a test's own, instead of the program's. */
  readonly house?: Partial<Pick<Services, 'catalogue' | 'permissions' | 'now'>>
}

/** What a verb has of the run it is in. */
export interface Session {
  readonly world: World
  readonly json: boolean
  /** Who posts, as it stands in entries. */
  readonly actor: string
  /** A sentence for the person who waits; left out for programs. */
  readonly say: (sentence: string) => void
  progress(verb: string, things: string): Progress
}

export function sessionOf(world: World, json: boolean): Session {
  return {
    world,
    json,
    actor: `command line (${plain(userName())})`,
    say: (sentence) => {
      if (!json) world.err(`${plain(sentence)}\n`)
    },
    progress: (verb, things) => {
      const style = json ? 'json' : world.errIsTerminal ? 'terminal' : 'lines'
      const now = () => performance.now()
      return progressOf({ style, write: world.err, now }, verb, things)
    },
  }
}

/** Writes an answer and says the exit code that belongs to it. */
export function deliver(session: Session, answer: Answer): number {
  const { world, json } = session
  const { ending, problems, text, document = false } = answer
  if (json) {
    const told = problems.length === 0 ? {} : { problems }
    world.out(`${plainJson({ ...answer.json, ...told }, 2)}\n`)
  } else {
    const raw = document && !world.outIsTerminal
    if (text !== '') world.out(raw ? text : plainLines(text))
    for (const problem of problems) world.err(`${sentenceOf(problem)}\n`)
  }
  return exitCodes[ending]
}

/** "books.journal line 3: The postings do not sum to zero. … (unbalanced)" */
function sentenceOf({ field, rule, message }: Problem): string {
  const where = field === '' ? '' : `${plain(field)}: `
  return `${where}${plain(message)}${rule === 'usage' ? '' : ` (${plain(rule)})`}`
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'nobody'
  }
}
