/** What a kind of job is: what it is asked with, and one step of it. */
import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import type { Instant } from '#base/date.ts'
import { fine } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { validated } from '#kit/validation.ts'
import type { Services } from '#server/http/operation.ts'

export type Level = 'info' | 'warning' | 'error'

/** What a step knows, and where it works. */
export interface Step<Input, Cursor> {
  readonly services: Services
  readonly organization: string
  /** The company's code, where the job is one company's. */
  readonly company: string | null
  /** The number of the job. */
  readonly run: string
  /** Who asked for it, as it stands in entries; and the person in whose name it acts. */
  readonly askedBy: string
  readonly person: string | null
  /** The moment that the job stands for; its today is the day of it where the company is. */
  readonly asOf: Instant
  readonly input: Input
  /** Where the step before said to go on; null in the first. */
  readonly cursor: Cursor | null
  /** How many things the steps before did, and of how many, where that is known. */
  readonly done: bigint
  readonly total: bigint | null
  /** The transaction of this step. All that the step writes goes through it, or is not undone. */
  readonly query: Query
  /** Aborted when the server ends or another has the job; then the next query throws. */
  readonly signal: AbortSignal
  /** Tells a line of the log, which commits with the step. */
  readonly log: (level: Level, message: string) => void
}

/** What a step did: to go on a step must say where, so none can forget it. */
export type Stepped<Cursor> =
  | { readonly goOn: Cursor; readonly did: number; readonly total?: number }
  | { readonly did: number; readonly total?: number; readonly result?: object }

interface KindDefinition<Input extends z.ZodType, Cursor extends z.ZodType> {
  /** The kind's name, which never changes: "import". */
  readonly kind: string
  /** What a job does, for its line in a list: "Import of parties.csv". */
  readonly title: (input: z.output<Input>) => string
  /** Both are kept as JSON. */
  readonly input: Input
  readonly cursor: Cursor
  /**
   * Does a bounded piece of the work, of seconds at most, in one transaction with the note how far
   * it came. It may be done again from its beginning, so it keeps nothing outside of the
   * transaction. Problems are the asker's mistakes: the job ends as failed, with nothing of this
   * step done. What it throws is our defect, and it is tried again.
   */
  readonly step: (
    at: Step<z.output<Input>, z.output<Cursor>>,
  ) => Promise<Outcome<Stepped<z.input<Cursor>>>>
  /** Done in the transaction in which a job fails or is parked, where somebody is to know it. */
  readonly halted?: (query: Query, at: Halted<z.output<Input>>) => Promise<void>
}

/** A job that stands still. */
export interface Halted<Input> {
  readonly organization: string
  readonly company: string | null
  readonly run: string
  readonly person: string | null
  readonly input: Input
}

/** What is kept of a job when it is asked for. */
export interface Asked {
  readonly kind: string
  readonly title: string
  readonly input: unknown
}

/** A kind as those who ask for a job see it, and, whatever its input, as the runner does. */
export interface JobKind<in Input = never> {
  readonly kind: string
  readonly ask: (input: Input) => Outcome<Asked>
  /** The same for what is not known to fit: what stands in a timetable. */
  readonly read: (input: unknown) => Outcome<Asked>
  readonly step: (at: Step<unknown, unknown>) => Promise<Outcome<Stepped<unknown>>>
  readonly halted: (query: Query, at: Halted<unknown>) => Promise<void>
}

/** Describes a kind of job. */
export function jobKind<Input extends z.ZodType, Cursor extends z.ZodType>(
  definition: KindDefinition<Input, Cursor>,
): JobKind<z.input<Input>> {
  const { kind, title, input, cursor, step, halted } = definition
  const read = (sent: unknown): Outcome<Asked> => {
    const found = validated(input, sent)
    return found.ok ? fine({ kind, title: title(found.value), input: sent }) : found
  }
  return {
    kind,
    read,
    ask: read,
    step: async (at) => {
      const found = validated(input, at.input)
      if (!found.ok) return found
      const place = at.cursor === null ? null : cursor.parse(at.cursor)
      const stepped = await step({ ...at, input: found.value, cursor: place })
      if (stepped.ok) assertFurther(kind, at.cursor, stepped.value)
      return stepped
    },
    halted: async (query, at) => {
      const found = validated(input, at.input)
      if (found.ok) await halted?.(query, { ...at, input: found.value })
    },
  }
}

/** A step that changes nothing and asks for another would go on for ever. */
function assertFurther(kind: string, before: unknown, stepped: Stepped<unknown>): void {
  if (!Number.isSafeInteger(stepped.did) || stepped.did < 0) {
    throw new Error(`A step of the job ${kind} did ${stepped.did} things.`)
  }
  if (!('goOn' in stepped) || stepped.did > 0) return
  const after: unknown = JSON.parse(JSON.stringify(stepped.goOn))
  if (isDeepStrictEqual(before, after)) {
    throw new Error(`The job ${kind} goes on without getting further.`)
  }
}
