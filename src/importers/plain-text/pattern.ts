/**
 * Search patterns of aliases, run so that no pattern can hang the reader.
 *
 * A pattern is compiled to a small program, and all its ways through a text are walked side by side
 * (Ken Thompson, "Regular Expression Search Algorithm", 1968; the captures after Rob Pike's sam).
 * The work is at most the length of the text times the size of the program, whatever the pattern.
 * What that method can't do, references back and looking around, is refused.
 * Letters match in either case, as hledger's aliases have it.
 */
import { parsePattern, type Node } from './pattern-syntax.ts'
import { excerpt, isRefusal, refuse, type Refusal } from './problem.ts'

export interface Pattern {
  /**
   * The text with every match replaced; \1 to \9 in the replacement are the groups.
   * `work.left` is lessened by the steps taken; where it falls below zero the answer is null.
   */
  replace(text: string, replacement: string, work: Work): string | null
}

/** How many steps may still be taken, over all patterns and texts of one reading. */
export interface Work {
  left: number
}

type Instruction =
  | { readonly op: 'one'; readonly matches: (character: string) => boolean }
  | { readonly op: 'either'; first: number; second: number }
  | { readonly op: 'go'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'start' | 'end' | 'found' }

const longestPattern = 200
const longestProgram = 1000

/** Compiles a pattern, or says why it is refused. */
export function compilePattern(source: string): Pattern | Refusal {
  if (source.length > longestPattern) {
    const message = `The pattern ${excerpt(source)} is longer than ${longestPattern} characters.`
    return refuse('alias-pattern', message)
  }
  const node = parsePattern(source)
  if (isRefusal(node)) return node
  const program: Instruction[] = []
  emit(program, { kind: 'group', number: 0, inner: node })
  program.push({ op: 'found' })
  if (program.length > longestProgram) {
    const message = `The pattern ${excerpt(source)} repeats too much; make it simpler.`
    return refuse('alias-pattern', message)
  }
  return { replace: (text, replacement, work) => replaceAll(program, text, replacement, work) }
}

function emit(program: Instruction[], node: Node): void {
  // A program that is too long is refused when it is done; here it only must not grow on.
  if (program.length > longestProgram) return
  switch (node.kind) {
    case 'one':
      program.push({ op: 'one', matches: node.matches })
      return
    case 'start':
    case 'end':
      program.push({ op: node.kind })
      return
    case 'group':
      program.push({ op: 'save', slot: 2 * node.number })
      emit(program, node.inner)
      program.push({ op: 'save', slot: 2 * node.number + 1 })
      return
    case 'sequence':
      for (const part of node.parts) emit(program, part)
      return
    case 'either':
      emitEither(program, node.options)
      return
    case 'repeat':
      for (let count = 0; count < node.least; count += 1) emit(program, node.inner)
      if (node.most === null) emitLoop(program, node.inner)
      else emitOptional(program, node.inner, node.most - node.least)
  }
}

function emitEither(program: Instruction[], options: readonly Node[]): void {
  const ends: { op: 'go'; to: number }[] = []
  for (const [index, option] of options.entries()) {
    if (index === options.length - 1) {
      emit(program, option)
      break
    }
    const fork = { op: 'either' as const, first: program.length + 1, second: 0 }
    program.push(fork)
    emit(program, option)
    const leave = { op: 'go' as const, to: 0 }
    ends.push(leave)
    program.push(leave)
    fork.second = program.length
  }
  for (const leave of ends) leave.to = program.length
}

function emitLoop(program: Instruction[], inner: Node): void {
  const start = program.length
  const fork = { op: 'either' as const, first: start + 1, second: 0 }
  program.push(fork)
  emit(program, inner)
  program.push({ op: 'go', to: start })
  fork.second = program.length
}

function emitOptional(program: Instruction[], inner: Node, times: number): void {
  const forks: { op: 'either'; first: number; second: number }[] = []
  for (let count = 0; count < times && program.length <= longestProgram; count += 1) {
    const fork = { op: 'either' as const, first: program.length + 1, second: 0 }
    forks.push(fork)
    program.push(fork)
    emit(program, inner)
  }
  for (const fork of forks) fork.second = program.length
}

/** Where the whole match and its groups begin and end, by slot. */
type Slots = readonly (number | undefined)[]
interface Thread {
  readonly at: number
  readonly slots: Slots
}

function replaceAll(
  program: readonly Instruction[],
  text: string,
  replacement: string,
  work: Work,
): string | null {
  const characters = Array.from(text)
  let result = ''
  let from = 0
  while (from <= characters.length) {
    const slots = search(program, characters, from, work)
    if (work.left < 0) return null
    if (slots === null) break
    const [start = from, end = from] = slots
    result += characters.slice(from, start).join('') + filled(replacement, slots, characters)
    // An empty match takes the next character along, so that the search moves on.
    if (end === start) result += characters[end] ?? ''
    from = end === start ? end + 1 : end
  }
  return result + characters.slice(from).join('')
}

function filled(replacement: string, slots: Slots, characters: readonly string[]): string {
  return replacement.replaceAll(/\\([0-9])/g, (_, digit: string) => {
    const number = Number(digit)
    const start = slots[2 * number]
    const end = slots[2 * number + 1]
    return start === undefined || end === undefined ? '' : characters.slice(start, end).join('')
  })
}

function search(
  program: readonly Instruction[],
  characters: readonly string[],
  from: number,
  work: Work,
): Slots | null {
  let threads: Thread[] = []
  let best: Slots | null = null
  for (let place = from; place <= characters.length; place += 1) {
    const seen = new Set<number>()
    const ready: Thread[] = []
    for (const thread of threads) follow(program, thread, place, characters, seen, ready)
    if (best === null) {
      follow(program, { at: 0, slots: [] }, place, characters, seen, ready)
    }
    work.left -= seen.size + 1
    if (ready.length === 0 && best !== null) return best
    threads = []
    for (const { at, slots } of ready) {
      const instruction = program[at]
      if (instruction?.op === 'found') {
        best = slots
        // Threads behind this one are less preferred ways to match.
        break
      }
      const character = characters[place]
      if (instruction?.op !== 'one' || character === undefined) continue
      if (instruction.matches(character)) threads.push({ at: at + 1, slots })
    }
    if (work.left < 0) return null
  }
  return best
}

/** Walks from a thread over all that reads no character, in order of preference. */
function follow(
  program: readonly Instruction[],
  thread: Thread,
  place: number,
  characters: readonly string[],
  seen: Set<number>,
  ready: Thread[],
): void {
  const open: Thread[] = [thread]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { at, slots } = next
    if (seen.has(at)) continue
    seen.add(at)
    const instruction = program[at]
    if (instruction === undefined) continue
    switch (instruction.op) {
      case 'go':
        open.push({ at: instruction.to, slots })
        break
      case 'either':
        open.push({ at: instruction.second, slots }, { at: instruction.first, slots })
        break
      case 'save': {
        const saved = [...slots]
        saved[instruction.slot] = place
        open.push({ at: at + 1, slots: saved })
        break
      }
      case 'start':
        if (place === 0) open.push({ at: at + 1, slots })
        break
      case 'end':
        if (place === characters.length) open.push({ at: at + 1, slots })
        break
      case 'one':
      case 'found':
        ready.push(next)
    }
  }
}
