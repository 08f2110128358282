/** Hashes of passwords: the reference's vector, the parameters, and how many are made at once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { owaspParameters, PasswordHasher, TooBusy } from '#server/access/password-hash.ts'

const cheap = { memory: 64, passes: 1, lanes: 1 }

test('the vector of the reference implementation is verified', async () => {
  const hasher = new PasswordHasher()
  // phc-winner-argon2, src/test.c: argon2id, version 19, 2 passes, 2^16 KiB, 1 lane.
  const phc =
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  assert.equal(await hasher.verify(phc, 'password'), true)
  assert.equal(await hasher.verify(phc, 'Password'), false)
  assert.equal(hasher.isOutdated(phc), false)
})

test('a hash says its parameters and has a salt of its own', async () => {
  const hasher = new PasswordHasher()
  const [one, two] = [await hasher.hash('lantern teapot'), await hasher.hash('lantern teapot')]
  assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  assert.notEqual(one, two)
  assert.equal(await hasher.verify(one, 'lantern teapot'), true)
  assert.equal(await hasher.verify(two, 'lantern teapots'), false)
})

test('the same characters are the same password, however they are composed', async () => {
  const hasher = new PasswordHasher({ parameters: cheap })
  const hash = await hasher.hash('caf\u00e9 \ufb01ne')
  assert.equal(await hasher.verify(hash, 'cafe\u0301 fine'), true)
})

test('nobody’s password takes the same work and is never right', async () => {
  const hasher = new PasswordHasher({ parameters: cheap })
  assert.equal(await hasher.verify(null, ''), false)
  assert.equal(hasher.computations, 1)
  assert.equal(await hasher.verify('no hash', 'x'), false)
  assert.equal(hasher.computations, 2)
})

test('a hash of lower parameters is outdated, one of higher is not', async () => {
  const hash = await new PasswordHasher({ parameters: cheap }).hash('lantern')
  assert.equal(new PasswordHasher({ parameters: cheap }).isOutdated(hash), false)
  assert.equal(new PasswordHasher().isOutdated(hash), true)
  const weaker = { ...owaspParameters, passes: 1 }
  const high = await new PasswordHasher().hash('lantern')
  assert.equal(new PasswordHasher({ parameters: weaker }).isOutdated(high), false)
})

test('a flood is computed two at a time, and turned away beyond those that may wait', async () => {
  const hasher = new PasswordHasher({ parameters: cheap, atOnce: 2, mostWaiting: 5 })
  const flood = Array.from({ length: 20 }, () => hasher.hash('lantern'))
  const settled = await Promise.allSettled(flood)
  const [made, turnedAway] = ['fulfilled', 'rejected'].map(
    (status) => settled.filter((one) => one.status === status).length,
  )
  assert.deepEqual([made, turnedAway, hasher.computations], [7, 13, 7])
  for (const one of settled) {
    if (one.status === 'rejected') assert.ok(one.reason instanceof TooBusy)
  }
  assert.match(await hasher.hash('lantern'), /^\$argon2id/)
})
