/** Codes of authenticator apps against the vectors of RFC 4226, RFC 6238 and RFC 4648. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base32, hotp, otpauthAddress, stepAt, stepOf } from '#server/access/totp.ts'

const seed = Buffer.from('12345678901234567890')

test('RFC 4226, appendix D: the first ten values', () => {
  const values = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ')
  assert.deepEqual(
    values,
    values.map((_, counter) => hotp(seed, counter)),
  )
})

test('RFC 6238, appendix B: SHA-1 with eight digits', () => {
  for (const [moment, code] of [
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ] as const) {
    assert.equal(hotp(seed, stepAt(moment * 1000), 8), code)
  }
})

test('RFC 4648, section 10: base 32, without its padding', () => {
  const vectors = { '': '', f: 'MY', fo: 'MZXQ', foo: 'MZXW6', foob: 'MZXW6YQ', fooba: 'MZXW6YTB' }
  for (const [text, written] of Object.entries(vectors)) {
    assert.equal(base32(Buffer.from(text)), written)
  }
  assert.equal(base32(Buffer.from('foobar')), 'MZXW6YTBOI')
})

test('a code is taken a step early or late, and once', () => {
  const now = 1_111_111_111_000
  const present = stepAt(now)
  const code = (step: number): string => hotp(seed, step)
  assert.equal(stepOf(seed, code(present), now, 0), present)
  assert.equal(stepOf(seed, code(present - 1), now, 0), present - 1)
  assert.equal(stepOf(seed, code(present + 1), now, 0), present + 1)
  assert.equal(stepOf(seed, code(present - 2), now, 0), null)
  assert.equal(stepOf(seed, code(present + 2), now, 0), null)
  assert.equal(stepOf(seed, code(present), now, present), null)
  assert.equal(stepOf(seed, code(present - 1), now, present), null)
  assert.equal(stepOf(seed, code(present + 1), now, present), present + 1)
  const typed = `${code(present).slice(0, 3)} ${code(present).slice(3)}`
  assert.equal(stepOf(seed, typed, now, 0), present)
  assert.equal(stepOf(seed, '', now, 0), null)
})

test('the address that an app scans names issuer, account and secret', () => {
  assert.equal(
    otpauthAddress(seed, 'Backstay (A & B)', 'ann@example.com'),
    'otpauth://totp/Backstay%20(A%20%26%20B):ann%40example.com' +
      '?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Backstay%20(A%20%26%20B)' +
      '&algorithm=SHA1&digits=6&period=30',
  )
})
