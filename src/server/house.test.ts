/** The settings of how people reach the house. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { readHouse } from '#server/house.ts'

const place = { host: '127.0.0.1', port: 4700 }

test('without settings, people use the place where the server listens', () => {
  const read = readHouse({}, '/books', place)
  assert.ok(read.ok)
  const { url, proxies, keyFile } = read.value
  assert.deepEqual([url, proxies], ['http://127.0.0.1:4700', []])
  assert.equal(keyFile, join('/books', 'second-factors.key'))
  const inward = readHouse({}, '/books', { host: '::1', port: 1 })
  assert.ok(inward.ok && inward.value.url === 'http://[::1]:1')
})

test('with settings, the house is where they say', () => {
  const env = {
    BACKSTAY_URL: 'https://books.example',
    BACKSTAY_PROXY: '127.0.0.1, ::1',
    BACKSTAY_KEY_FILE: '/secrets/key',
  }
  const read = readHouse(env, '/books', place)
  assert.ok(read.ok)
  const { url, proxies, keyFile } = read.value
  assert.deepEqual(
    [url, proxies, keyFile],
    ['https://books.example', ['127.0.0.1', '::1'], '/secrets/key'],
  )
})

test('what is no address is refused', () => {
  for (const [env, rule] of [
    [{ BACKSTAY_URL: 'books.example' }, 'house-url'],
    [{ BACKSTAY_URL: 'ftp://books.example' }, 'house-url'],
    [{ BACKSTAY_URL: 'https://books.example/?a=b' }, 'house-url'],
    [{ BACKSTAY_PROXY: 'yes' }, 'house-proxy'],
  ] as const) {
    const read = readHouse(env, '/books', place)
    assert.equal(read.ok ? '' : read.problems[0]?.rule, rule)
  }
})
