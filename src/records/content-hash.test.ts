/** Tests of canonical JSON by the examples of RFC 8785, and of the hash over it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, contentHash } from '#records/content-hash.ts'

test('primitives are written as RFC 8785, 3.2.2, writes them', () => {
  const content: unknown = JSON.parse(String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`)
  assert.equal(
    canonicalJson(content),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  )
})

test('names are sorted as RFC 8785, 3.2.3, sorts them: by UTF-16 units, not by characters', () => {
  const content: unknown = JSON.parse(String.raw`{
    "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
    "\u00f6": "Latin Small Letter O With Diaeresis"
  }`)
  const values = [...canonicalJson(content).matchAll(/:"([^"]+)"/g)].map(([, value]) => value)
  assert.deepEqual(values, [
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ])
})

test('the order of members changes nothing, the order of rows does', () => {
  assert.equal(
    contentHash({ a: 1, b: { d: [1, 2], c: null } }),
    contentHash({ b: { c: null, d: [1, 2] }, a: 1 }),
  )
  assert.notEqual(contentHash({ rows: [1, 2] }), contentHash({ rows: [2, 1] }))
})

test('the hash is SHA-256 as FIPS 180-4 has it', () => {
  // sha256sum of the two bytes {}.
  assert.equal(contentHash({}), '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
})

test('what is read back from the canonical text is the same content', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value)
      assert.equal(canonicalJson(JSON.parse(text)), text)
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('what JSON cannot hold is a defect, and thrown', () => {
  for (const value of [undefined, 1n, Number.NaN, Symbol('x'), new Map(), '\ud800']) {
    assert.throws(() => canonicalJson({ value }), TypeError)
  }
})
