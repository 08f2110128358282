/** Templates in each language: an import knows every column of them again by itself. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { all } from '#departments/all.ts'
import { guessMapping } from '#kit/derive/mapping.ts'
import { transferColumns } from '#kit/derive/transfer.ts'
import type { Description } from '#kit/derive/transfer.ts'
import { otherWordings, wordingOf } from '#languages/wording.ts'
import { templateColumns } from './template.ts'

const kinds: readonly Description[] = all.all.flatMap((of): Description[] =>
  of.noun === 'register' && of.isLedgers ? [] : [of],
)

for (const language of ['en', 'de']) {
  test(`15 import: every column of a template is known again (${language})`, () => {
    const { told } = wordingOf(language)
    for (const of of kinds) {
      const wanted = templateColumns(of, {}, told)
      const titles = wanted.map(({ title }) => title)
      const elsewhere = otherWordings.map((one) => transferColumns(of, {}, one.told))
      const { key, fields } = guessMapping(of.name, transferColumns(of), titles, elsewhere)
      const [head, ...rest] = wanted
      assert.equal(key, head?.title, of.name)
      for (const { path, title } of rest) {
        assert.equal(fields[path]?.column, title, `${of.name}: ${path}`)
      }
      assert.equal(new Set(titles).size, titles.length, of.name)
    }
  })

  test(`15 import: a template is in the words of its reader (${language})`, () => {
    const { told } = wordingOf(language)
    const titles = kinds.flatMap((of) => templateColumns(of, {}, told).map(({ title }) => title))
    assert.deepEqual(
      titles.filter((title) => /^[a-z]+[A-Z]|\w\.\w/.test(title)),
      [],
    )
  })
}

test('15 import: the names of fields are read, too', () => {
  for (const of of kinds) {
    const wanted = templateColumns(of, {}, (text) => text)
    const paths = wanted.map(({ path }) => path)
    const { fields } = guessMapping(of.name, transferColumns(of), paths)
    for (const path of paths.slice(1)) assert.equal(fields[path]?.column, path, of.name)
  }
})
