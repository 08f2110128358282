/** What is written in German is read again: an import knows the columns of a German file. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { all } from '#departments/all.ts'
import { guessMapping } from '#kit/derive/mapping.ts'
import { transferColumns } from '#kit/derive/transfer.ts'
import { wordingOf } from '#languages/wording.ts'

const { told } = wordingOf('de-AT')

test('24 reach: every column of a German file is known again as what it was written from', () => {
  for (const of of all.all) {
    const [ours, german] = [transferColumns(of), transferColumns(of, {}, told)]
    const titles = german.map(({ title }) => title)
    assert.equal(new Set(titles).size, titles.length, `${of.name}: each column has its own title`)
    const guessed = guessMapping(of.name, ours, titles, [german])
    for (const { path, title, isWritten } of german) {
      if (isWritten) assert.equal(guessed.fields[path]?.column, title, `${of.name}: ${path}`)
    }
    assert.equal(guessed.key, titles[0], of.name)
    // Our own titles stay known, whatever other languages call theirs.
    const own = ours.map(({ title }) => title)
    assert.deepEqual(guessMapping(of.name, ours, own, [german]), guessMapping(of.name, ours, own))
  }
})

test('24 reach: a language without words keeps ours, and writes figures in its own way', () => {
  const { told: same, language, yesAndNo } = wordingOf('fr-FR')
  assert.deepEqual([same('Number'), language, yesAndNo], ['Number', 'fr-FR', ['yes', 'no']])
  assert.deepEqual(wordingOf('de').yesAndNo, ['ja', 'nein'])
})
