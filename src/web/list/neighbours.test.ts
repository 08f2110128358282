/** Tests of the order of the list that somebody came from. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'

const kept = new Map<string, string>()

before(() => {
  // The browser's store, which a reload does not empty.
  Object.defineProperty(globalThis, 'sessionStorage', {
    configurable: true,
    value: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => void kept.set(name, text),
    },
  })
})

test('the next and the previous paper are those of the list, also after a reload', async () => {
  const { keepOrder, neighbours } = await import('./neighbours.ts')
  const order = { list: 'wishes', keys: ['a', 'b', 'c'], search: { state: 'draft' } }
  keepOrder('store', order, 'b')
  assert.deepEqual(neighbours('store', 'wishes', 'b'), {
    before: 'a',
    after: 'c',
    place: 2,
    of: 3,
    search: { state: 'draft' },
  })
  assert.equal(neighbours('store', 'wishes', 'c')?.after, null)
  assert.equal(neighbours('store', 'wishes', 'x'), null)
  assert.equal(neighbours('store', 'loans', 'b'), null)
  assert.equal(neighbours('other', 'wishes', 'b'), null)
  kept.set('order store loans', JSON.stringify({ ...order, list: 'loans' }))
  assert.equal(neighbours('store', 'loans', 'a')?.after, 'b')
})

test('of a very long list what stands around the opened one is kept', async () => {
  const { keepOrder, neighbours } = await import('./neighbours.ts')
  const keys = Array.from({ length: 9000 }, (_, at) => `k${at}`)
  keepOrder('store', { list: 'long', keys, search: {} }, 'k5000')
  const { before: former, after: next } = neighbours('store', 'long', 'k5000') ?? {}
  assert.deepEqual([former, next], ['k4999', 'k5001'])
  assert.ok((kept.get('order store long') ?? '').length < 40_000)
})
