/** How far a long work is: one line that is rewritten on a terminal, plain lines elsewhere. */
import { plain, plainJson } from '#cli/plain.ts'

/** `terminal`: one rewritten line. `lines`: a sentence now and then. `json`: an object a line. */
export type ProgressStyle = 'terminal' | 'lines' | 'json'

export interface ProgressPlace {
  readonly style: ProgressStyle
  readonly write: (text: string) => void
  /** The present moment in milliseconds, rising. */
  readonly now: () => number
}

export interface Progress {
  /** Says how many are done, of how many where that is known. */
  tell(done: number, total?: number): void
  /** Clears the rewritten line, or says the last figures once more. */
  end(): void
}

interface Told {
  readonly done: number
  readonly total: number | undefined
}

const pauses: Readonly<Record<ProgressStyle, number>> = { terminal: 100, lines: 5_000, json: 1_000 }

/** Follows a work, such as the verb `import` over `entries`. */
export function progressOf(place: ProgressPlace, verb: string, things: string): Progress {
  const began = place.now()
  let shown = Number.NEGATIVE_INFINITY
  let last: Told | null = null
  let told: Told | null = null

  function show(): void {
    if (last === null || last === told) return
    const { done, total } = last
    const seconds = Math.max((place.now() - began) / 1000, 0.001)
    const figures = figuresOf(done, total, seconds)
    if (place.style === 'json') {
      place.write(`${plainJson({ progress: { verb, things, done, total, ...figures } })}\n`)
    } else {
      const line = sentence(verb, things, done, total, figures)
      place.write(place.style === 'terminal' ? `\r\u001b[K${line}` : `${line}\n`)
    }
    told = last
    shown = place.now()
  }

  return {
    tell(done, total) {
      last = { done, total }
      if (place.now() - shown >= pauses[place.style]) show()
    },
    end() {
      if (place.style !== 'terminal') show()
      else if (told !== null) place.write('\r\u001b[K')
    },
  }
}

interface Figures {
  readonly perSecond: number
  readonly secondsLeft?: number
}

function figuresOf(done: number, total: number | undefined, seconds: number): Figures {
  const rate = done / seconds
  const perSecond = Math.round(rate)
  if (total === undefined || rate === 0) return { perSecond }
  return { perSecond, secondsLeft: Math.max(0, Math.ceil((total - done) / rate)) }
}

/** "import: 12,000 of 54,000 entries, 4,100 a second, 11 s left" */
function sentence(
  verb: string,
  things: string,
  done: number,
  total: number | undefined,
  { perSecond, secondsLeft }: Figures,
): string {
  const of = total === undefined ? '' : ` of ${grouped(total)}`
  const rest = secondsLeft === undefined || done === total ? '' : `, ${spell(secondsLeft)} left`
  return plain(`${verb}: ${grouped(done)}${of} ${things}, ${grouped(perSecond)} a second${rest}`)
}

/** "12,000" */
export function grouped(count: number): string {
  return count.toLocaleString('en-GB')
}

function spell(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
