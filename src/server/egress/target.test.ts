/** Addresses as somebody writes them: which are taken, and by which rule the others are refused. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayReach, publicOnly, readAllowance } from '#server/egress/allowance.ts'
import type { Allowance } from '#server/egress/allowance.ts'
import { readTarget } from '#server/egress/target.ts'

/** The address as it is kept, or the rule that refuses it. */
function read(address: string, allowance: Allowance = publicOnly): string | undefined {
  const target = readTarget(address, allowance)
  return target.ok ? target.value.href : target.problems[0]?.rule
}

function allowed(setting: string): Allowance {
  const setOut = readAllowance(setting)
  assert.ok(setOut.ok)
  return setOut.value
}

test('an address on the internet, encrypted, is taken', () => {
  assert.equal(read('https://example.com'), 'https://example.com/')
  assert.equal(read('https://EXAMPLE.com:443/a?b=c'), 'https://example.com/a?b=c')
  assert.equal(read('https://1.1.1.1/'), 'https://1.1.1.1/')
  assert.equal(read('https://[2606:4700:4700::1111]/'), 'https://[2606:4700:4700::1111]/')
})

test('others are refused, each by its rule', () => {
  for (const [address, rule] of [
    ['', 'target-form'],
    ['example.com', 'target-form'],
    ['ftp://example.com', 'target-form'],
    ['file:///etc/passwd', 'target-form'],
    ['gopher://127.0.0.1:70/_', 'target-form'],
    ['https://example.com/#top', 'target-form'],
    [`https://example.com/${'a'.repeat(2_000)}`, 'target-form'],
    ['http://example.com', 'target-https'],
    ['https://ann:secret@example.com', 'target-login'],
    ['https://example.com@10.0.0.1', 'target-login'],
    ['https://example.com:8443', 'target-port'],
    ['https://10.0.0.1', 'target-private'],
    ['https://[::1]', 'target-private'],
    ['https://localhost', 'target-private'],
    ['https://intranet', 'target-private'],
    ['https://printer.local', 'target-private'],
    ['https://metadata.google.internal', 'target-private'],
    ['https://a.localhost.', 'target-private'],
  ] as const) {
    assert.equal(read(address), rule, address)
  }
})

test('whoever runs the server allows origins, ranges and ports', () => {
  const own = allowed('http://hooks.lan:8080, 10.20.0.0/16 ,fd00:1::/32,:8443')
  assert.equal(read('http://hooks.lan:8080/a', own), 'http://hooks.lan:8080/a')
  assert.equal(read('http://hooks.lan/a', own), 'target-https')
  assert.equal(read('https://10.20.1.1', own), 'https://10.20.1.1/')
  assert.equal(read('https://10.21.1.1', own), 'target-private')
  assert.equal(read('https://example.com:8443', own), 'https://example.com:8443/')
  assert.equal(read('https://[fd00:1::7]', own), 'https://[fd00:1::7]/')
  assert.equal(mayReach(own, 'fd00:2::7'), false)
  assert.equal(mayReach(own, '10.20.255.255'), true)
  assert.equal(read('https://example.com', allowed('')), 'https://example.com/')
})

test('a setting that is none of these is refused', () => {
  for (const setting of [
    'hooks.lan',
    'ftp://a',
    'http://a/b',
    '10.0.0.0/33',
    '1::/129',
    ':0',
    ':99999',
    '/8',
  ]) {
    const setOut = readAllowance(setting)
    assert.ok(!setOut.ok && setOut.problems[0]?.rule === 'egress-setting', setting)
  }
})
