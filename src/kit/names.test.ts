/** Tests that a description with a name that would clash is refused when it is made. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { rows } from '#kit/field.ts'
import { text } from '#kit/fields/text.ts'
import { checkNames } from '#kit/names.ts'
import { testServers } from '#test/postgres.ts'

test('a column of the head, a word of SQL and a crooked name are refused', () => {
  for (const name of [
    'state',
    'changedBy',
    'from',
    'currentDate',
    'Name',
    'two words',
    'a_b',
    '',
  ]) {
    assert.throws(() => checkNames('loan', { [name]: text() }), /find another name/, name)
    assert.throws(() => checkNames('loan', { books: rows({ [name]: text() }) }), /find another/)
  }
  checkNames('loan', { lentTo: text(), books: rows({ title2: text() }) })
})

for (const server of await testServers()) {
  test(`every word that PostgreSQL ${server.version} keeps for itself is refused`, async () => {
    const client = new pg.Client({ ...server, ...server.superuser, database: 'postgres' })
    await client.connect()
    const { rows: words } = await client.query<{ word: string }>(
      `select word from pg_get_keywords() where catcode in ('R', 'T')`,
    )
    await client.end()
    assert.ok(words.length > 90)
    for (const { word } of words) {
      const name = word.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
      assert.throws(() => checkNames('loan', { [name]: text() }), /find another name/, word)
    }
  })
}
