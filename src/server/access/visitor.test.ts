/** What is noted of where a request comes from, whatever its headers say. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf, visitor } from '#server/access/visitor.ts'

test('an address is one, or nothing', () => {
  for (const [told, address] of [
    ['192.0.2.7', '192.0.2.7'],
    [' 192.0.2.7 ', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8::1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['192.0.2.7:8080', ''],
    ['unknown', ''],
    ["1.2.3.4'; select", ''],
    ['', ''],
  ] as const) {
    assert.equal(visitor(told, '').address, address)
  }
})

test('a program’s name has no control characters, and an end', () => {
  assert.equal(visitor('', 'Browser\r\n\u001b[31m 1.0').agent, 'Browser   [31m 1.0')
  assert.equal(visitor('', 'x'.repeat(1_000)).agent.length, 200)
  assert.ok(visitor('', `${'x'.repeat(199)}🧭`).agent.isWellFormed())
})

test('of an IPv6 address the first 64 bits count, of an IPv4 address all', () => {
  const network = (address: string): string => networkOf(visitor(address, ''))
  assert.equal(network('192.0.2.7'), '192.0.2.7')
  assert.equal(network('2001:db8:0:7:1:2:3:4'), '2001:db8:0:7')
  assert.equal(network('2001:DB8::7:1:2:3:4'), '2001:db8:0:7')
  assert.equal(network('2001:db8::1'), '2001:db8:0:0')
  assert.equal(network('::1'), '0:0:0:0')
  assert.equal(network('2001:0db8:0000:0007::'), '2001:db8:0:7')
})
