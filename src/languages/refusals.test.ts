/** German is whole, also where something is refused: every sentence of the source has its own. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sentencesOf } from '#test/house/sentences.ts'
import { isOnScreens, noProblems } from '#test/house/sentence-scope.ts'
import type { Pattern } from '#test/house/sentence-ways.ts'
import { inGerman } from '#languages/german.ts'
import { unreachable, unsaid } from '#web/api.ts'
import { germanSentences, refusals } from '#languages/de-refusals.ts'

const found = sentencesOf(isOnScreens)

test('24 reach: every sentence with which something is refused has its German, and no more', () => {
  const [used, missing] = [new Set<string>(), new Set<string>()]
  const speak = germanSentences(
    (pattern) => used.add(pattern),
    (sentence) => /^(‹\d+›)?\P{L}*$/u.test(sentence) || missing.add(sentence),
  )
  const said = found.sentences.map(({ pattern }) => filled(pattern))
  // In a file a field is told by its line and column.
  const inFiles = said.map((one) => one.replace(/^The field ‹\d+›/, 'Line ‹1›, column ‹2›'))
  for (const sentence of [...said, ...inFiles, unreachable, unsaid(502)]) speak(sentence)
  assert.deepEqual([...missing], [], 'no German in de-refused-….ts')
  const stale = Object.keys(refusals).filter((pattern) => !used.has(pattern))
  assert.deepEqual(stale, [], 'nothing says this any more')
})

test('24 reach: no sentence of the source is overlooked, whatever way it is made in', () => {
  const strays = found.strays.filter(({ at, text }) => {
    const isKnown = noProblems.some((one) => at.startsWith(`${one}:`))
    return !isKnown && inGerman(text.replaceAll("\\'", "'")) === null
  })
  assert.deepEqual(strays, [], 'make it the message of a problem, or say what it is')
})

/** A sentence as it would be said, with marks for its values. */
function filled(pattern: Pattern): string {
  return pattern
    .map((one, at) => {
      if (typeof one === 'string') return one
      const [before, after] = [pattern[at - 1] ?? '. ', pattern[at + 1] ?? ' A']
      const isSentence =
        typeof before === 'string' &&
        typeof after === 'string' &&
        /[.?!] $/.test(before) &&
        /^ [A-Z]/.test(after)
      return isSentence ? `‹${at}›.` : `‹${at}›`
    })
    .join('')
}
