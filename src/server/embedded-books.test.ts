/** The folder of the books, as the server and the command line find it. */
import assert from 'node:assert/strict'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { folderOf } from '#cli/connection.ts'
import { booksFolder } from './embedded-books.ts'

const say = (): void => {}

test('without settings it is that of the program, whatever folder one is in', () => {
  const folder = join(import.meta.dirname, '../../data')
  const home = process.cwd()
  process.chdir('/')
  try {
    assert.equal(booksFolder({}), folder)
    assert.equal(folderOf({ env: {}, say }), folder)
  } finally {
    process.chdir(home)
  }
})

test('BACKSTAY_DATA goes before that, and --data before both', () => {
  const env = { BACKSTAY_DATA: 'elsewhere' }
  assert.equal(booksFolder(env), resolve('elsewhere'))
  assert.equal(folderOf({ env, say }), resolve('elsewhere'))
  assert.equal(folderOf({ env, say, data: 'named' }), resolve('named'))
})
