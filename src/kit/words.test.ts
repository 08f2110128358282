/** Tests that texts fall apart into the words that people type, whatever they hold. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addWords, mostWords, soughtIn } from '#kit/words.ts'

function wordsOf(text: string, most = mostWords): string[] {
  const words = new Set<string>()
  addWords(text, words, most)
  return [...words]
}

test('letters are small and bare, numbers stand whole and in parts', () => {
  assert.deepEqual(wordsOf('Bücher für INV-2026-00042 (O’Brien)'), [
    'bucher',
    'fur',
    'inv-2026-00042',
    'inv',
    '2026',
    '00042',
    'o',
    'brien',
  ])
  assert.deepEqual(wordsOf('A 1, ann-b; 12.50'), ['a', '1', 'ann', 'b', '12.50', '12', '50'])
})

test('letters that people type otherwise are the same', () => {
  assert.deepEqual(wordsOf('Straße Łódź Ærø ﬁn ﾊﾟ'), ['strasse', 'lodz', 'aero', 'fin', 'ハ'])
  assert.deepEqual(wordsOf('caf\u00e9'), wordsOf('cafe\u0301'))
  assert.deepEqual(wordsOf('ΟΔΟΣ'), wordsOf('οδός'))
})

test('where a script has no blanks each letter is a word', () => {
  assert.deepEqual(wordsOf('東京 tower'), ['東', '京', 'tower'])
})

test('there are only so many words, and none is longer than is kept', () => {
  const many = Array.from({ length: 100 }, (_, n) => `w${n}`).join(' ')
  assert.equal(wordsOf(many).length, mostWords)
  assert.deepEqual(wordsOf('x'.repeat(5000)), ['x'.repeat(60)])
  const wide = '\u{10400}'
  assert.deepEqual(wordsOf(wide.repeat(100)), ['\u{10428}'.repeat(60)])
})

test('what is sought is read as a number first, and then in its parts', () => {
  assert.deepEqual(soughtIn('INV-2026-0'), [['inv-2026-0'], ['inv', '2026', '0']])
  assert.deepEqual(soughtIn('Smith ltd'), [['smith', 'ltd']])
  assert.deepEqual(soughtIn('a b a'), [['b', 'a']])
  assert.deepEqual(soughtIn(' -- '), [])
})

test('any text has words that the database can keep, and is found by what it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const words = wordsOf(text, 1000)
      for (const word of words) {
        assert.ok(word !== '' && word.isWellFormed() && Array.from(word).length <= 60)
        assert.doesNotMatch(word, /[\s\p{Cc}]/u)
      }
      for (const reading of soughtIn(text)) {
        for (const sought of reading) assert.ok(words.includes(sought), sought)
      }
    }),
    { numRuns: 2000 },
  )
})
