/** The syntax of alias patterns: what the characters of a search pattern mean. */
import { excerpt, isRefusal, refuse, type Refusal } from './problem.ts'

/** A part of a pattern. */
export type Node =
  | { readonly kind: 'one'; readonly matches: (character: string) => boolean }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'either'; readonly options: readonly Node[] }
  | { readonly kind: 'group'; readonly number: number; readonly inner: Node }
  | {
      readonly kind: 'repeat'
      readonly inner: Node
      readonly least: number
      readonly most: number | null
    }

interface Reading {
  readonly source: string
  at: number
  groups: number
}

const mostRepeats = 50

/** Reads a whole pattern. */
export function parsePattern(source: string): Node | Refusal {
  const reading: Reading = { source, at: 0, groups: 0 }
  const node = readEither(reading)
  if (isRefusal(node) || reading.at === source.length) return node
  return wrong(reading, 'a “)” has no “(”')
}

function readEither(reading: Reading): Node | Refusal {
  const options: Node[] = []
  for (;;) {
    const option = readSequence(reading)
    if (isRefusal(option)) return option
    options.push(option)
    if (reading.source[reading.at] !== '|') break
    reading.at += 1
  }
  const [only] = options
  return options.length === 1 && only !== undefined ? only : { kind: 'either', options }
}

function readSequence(reading: Reading): Node | Refusal {
  const parts: Node[] = []
  while (reading.at < reading.source.length) {
    const next = reading.source[reading.at]
    if (next === '|' || next === ')') break
    const atom = readAtom(reading)
    if (isRefusal(atom)) return atom
    const repeated = readRepeats(reading, atom)
    if (isRefusal(repeated)) return repeated
    parts.push(repeated)
  }
  return { kind: 'sequence', parts }
}

function readAtom(reading: Reading): Node | Refusal {
  const character = String.fromCodePoint(reading.source.codePointAt(reading.at) ?? 0)
  reading.at += character.length
  switch (character) {
    case '^':
      return { kind: 'start' }
    case '$':
      return { kind: 'end' }
    case '.':
      return { kind: 'one', matches: () => true }
    case '[':
      return readClass(reading)
    case '(':
      return readGroup(reading)
    case '\\':
      return readEscape(reading)
    case '*':
    case '+':
    case '?':
    case '{':
      return wrong(reading, `nothing stands before “${character}” to be repeated`)
    default:
      return literal(character)
  }
}

function readGroup(reading: Reading): Node | Refusal {
  let number: number | null = null
  if (reading.source[reading.at] === '?') {
    if (!reading.source.startsWith('?:', reading.at)) return wrong(reading, 'it looks around')
    reading.at += 2
  } else {
    reading.groups += 1
    number = reading.groups
  }
  const inner = readEither(reading)
  if (isRefusal(inner)) return inner
  if (reading.source[reading.at] !== ')') return wrong(reading, 'a “(” has no “)”')
  reading.at += 1
  return number === null ? inner : { kind: 'group', number, inner }
}

function readRepeats(reading: Reading, inner: Node): Node | Refusal {
  const mark = reading.source[reading.at]
  let node: Node
  if (mark === '*') node = { kind: 'repeat', inner, least: 0, most: null }
  else if (mark === '+') node = { kind: 'repeat', inner, least: 1, most: null }
  else if (mark === '?') node = { kind: 'repeat', inner, least: 0, most: 1 }
  else if (mark === '{') return readCounts(reading, inner)
  else return inner
  reading.at += 1
  return nothingRepeated(reading, node)
}

const counts = /\{([0-9]{1,3})(?:(,)([0-9]{1,3})?)?\}/y

function readCounts(reading: Reading, inner: Node): Node | Refusal {
  counts.lastIndex = reading.at
  const found = counts.exec(reading.source)
  if (found === null) return wrong(reading, 'the count in “{}” can’t be read')
  const least = Number(found[1])
  const most = found[2] === undefined ? least : found[3] === undefined ? null : Number(found[3])
  if (Math.max(least, most ?? 0) > mostRepeats || (most !== null && most < least)) {
    return wrong(reading, `a count is at most ${mostRepeats} and rises`)
  }
  reading.at += found[0].length
  return nothingRepeated(reading, { kind: 'repeat', inner, least, most })
}

/** A repeat of a repeat, and the sparing kind, mean different things to different programs. */
function nothingRepeated(reading: Reading, node: Node): Node | Refusal {
  const next = reading.source[reading.at] ?? ''
  if (next === '' || !'*+?{'.includes(next)) return node
  return wrong(reading, 'two signs of repetition stand together')
}

function readEscape(reading: Reading): Node | Refusal {
  const character = reading.source[reading.at]
  if (character === undefined) return wrong(reading, 'it ends with “\\”')
  if (/[1-9]/.test(character)) return wrong(reading, 'it refers back to a group')
  reading.at += 1
  const test = classOfEscape(character)
  if (test !== null) return { kind: 'one', matches: (one) => test.test(one) }
  if (/[A-Za-z0]/.test(character)) return wrong(reading, `“\\${character}” is not known`)
  return literal(character)
}

function classOfEscape(character: string): RegExp | null {
  switch (character) {
    case 'd':
      return /^[0-9]$/
    case 'w':
      return /^[\p{L}\p{N}_]$/u
    case 's':
      return /^\s$/
    default:
      return null
  }
}

function literal(character: string): Node {
  const lower = character.toLowerCase()
  return { kind: 'one', matches: (one) => one === character || one.toLowerCase() === lower }
}

type Test = (character: string) => boolean

const namedClasses: Readonly<Record<string, RegExp>> = {
  alpha: /^\p{L}$/u,
  digit: /^[0-9]$/,
  alnum: /^[\p{L}\p{N}]$/u,
  space: /^\s$/,
  upper: /^\p{L}$/u,
  lower: /^\p{L}$/u,
  punct: /^[\p{P}\p{S}]$/u,
}

function readClass(reading: Reading): Node | Refusal {
  const negated = reading.source[reading.at] === '^'
  if (negated) reading.at += 1
  const tests: Test[] = []
  const start = reading.at
  for (;;) {
    const next = reading.source[reading.at]
    if (next === undefined) return wrong(reading, 'a “[” has no “]”')
    if (next === ']' && reading.at > start) break
    const test = readClassMember(reading)
    if (isRefusal(test)) return test
    tests.push(test)
  }
  reading.at += 1
  const folded = (one: string): boolean =>
    tests.some((test) => test(one) || test(one.toLowerCase()) || test(one.toUpperCase()))
  return { kind: 'one', matches: negated ? (one) => !folded(one) : folded }
}

const namedClass = /\[:([a-z]+):\]/y

function readClassMember(reading: Reading): Test | Refusal {
  namedClass.lastIndex = reading.at
  const named = namedClass.exec(reading.source)
  if (named !== null) {
    const found = namedClasses[named[1] ?? '']
    if (found === undefined) return wrong(reading, `“${named[0]}” is not known`)
    reading.at += named[0].length
    return (one) => found.test(one)
  }
  const first = readClassCharacter(reading)
  const dash = reading.source[reading.at] === '-'
  const after = reading.source[reading.at + 1]
  if (!dash || after === undefined || after === ']') return (one) => one === first
  reading.at += 1
  const last = readClassCharacter(reading)
  const low = first.codePointAt(0) ?? 0
  const high = last.codePointAt(0) ?? 0
  if (high < low) return wrong(reading, `the range ${first}-${last} falls`)
  return (one) => {
    const code = one.codePointAt(0) ?? 0
    return code >= low && code <= high
  }
}

function readClassCharacter(reading: Reading): string {
  if (reading.source[reading.at] === '\\' && reading.at + 1 < reading.source.length) reading.at += 1
  const character = String.fromCodePoint(reading.source.codePointAt(reading.at) ?? 0)
  reading.at += character.length
  return character
}

function wrong(reading: Reading, why: string): Refusal {
  const message = `The alias pattern ${excerpt(reading.source)} is refused: ${why}.`
  return refuse('alias-pattern', message)
}
