/** Alias patterns find what they should, in bounded time. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { compilePattern } from './pattern.ts'
import { isRefusal } from './problem.ts'

function replace(source: string, replacement: string, text: string): string | null {
  const pattern = compilePattern(source)
  if (isRefusal(pattern)) return pattern.refused
  return pattern.replace(text, replacement, { left: 10_000_000 })
}

test('matches are replaced, with their groups', () => {
  for (const [source, replacement, text, expected] of [
    ['^exp', 'expenses', 'exp:food', 'expenses:food'],
    [
      '^(.+):bank:([^:]+)(.*)$',
      '\\1:\\2 \\3',
      'assets:bank:wells fargo:x',
      'assets:wells fargo :x',
    ],
    ['a', 'b', 'banana', 'bbnbnb'],
    ['FOO|bar', '-', 'foo BAR', '- -'],
    ['x*', '-', 'ab', '-a-b-'],
    ['[[:digit:]]{2,3}', '#', '1 12 123 1234', '1 # # #4'],
    ['[^a-c]', '', 'AbCdé', 'AbC'],
    ['a{0}b?', '', 'ab', 'a'],
    ['\\.\\w', '!', 'a.b.é', 'a!!'],
    ['ä$', 'o', 'Ä', 'o'],
  ] as const)
    assert.equal(replace(source, replacement, text), expected, source)
})

test('patterns that other methods hang on are matched in a straight walk', () => {
  const text = 'a'.repeat(400)
  for (const source of ['(a*)*b', '(a|a)*b', '(a|aa)+$b', 'a?'.repeat(50) + 'a'.repeat(50) + 'b']) {
    assert.equal(replace(source, '', text), text, source)
  }
})

test('what the method can not do is refused', () => {
  for (const source of [
    '(a)\\1',
    '(?=a)',
    '(?<!a)',
    'a**',
    'a+?',
    '*a',
    '(a',
    'a)',
    '[a',
    '[z-a]',
    'a{99}',
    'a\\',
    '\\q',
    '((((a{50}){50}){50}){50})',
    'a'.repeat(300),
    '[[:unknown:]]',
  ])
    assert.equal(replace(source, '', 'a'), 'alias-pattern', source)
})

test('work has a bound', () => {
  const pattern = compilePattern('(a|b)*c')
  assert.ok(!isRefusal(pattern))
  assert.equal(pattern.replace('ab'.repeat(200), '', { left: 100 }), null)
})

test('patterns agree with the runtime’s own on small cases', () => {
  const piece = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', 'a|b', '(a)', '(b|ab)', '^', '$')
  const repeat = fc.constantFrom('', '', '*', '+', '?', '{1,2}')
  const source = fc.array(fc.tuple(piece, repeat), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(source, fc.stringMatching(/^[abc]{0,8}$/), (parts, text) => {
      const written = parts
        .map(([one, times]) => (times === '' || /[\^$|]/.test(one) ? one : `(?:${one})${times}`))
        .join('')
      const expected = text.replaceAll(new RegExp(written, 'gi'), '<>')
      assert.equal(replace(written, '<>', text), expected, written)
    }),
    { numRuns: 500 },
  )
})
