/** Which addresses are public: the registries' special ones are not, nor what carries another. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPublic } from '#server/egress/public-address.ts'

test('addresses of machines on the internet are public', () => {
  for (const address of [
    '1.1.1.1',
    '9.9.9.9',
    '93.184.216.34',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.0.1',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001::200e',
    '2001:4860:4860::8888',
  ]) {
    assert.equal(isPublic(address), true, address)
  }
})

test('special addresses are not, from the first to the last of each range', () => {
  for (const address of [
    ['0.0.0.0', '0.255.255.255', '10.0.0.0', '10.255.255.255', '100.64.0.0', '100.127.255.255'],
    ['127.0.0.1', '127.255.255.255', '169.254.0.0', '169.254.169.254', '172.16.0.0'],
    ['172.31.255.255', '192.0.0.0', '192.0.0.192', '192.0.2.1', '192.88.99.1', '192.168.0.0'],
    ['192.168.255.255', '198.18.0.0', '198.19.255.255', '198.51.100.7', '203.0.113.7'],
    ['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '168.63.129.16'],
    ['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:1.1.1.1', '::ffff:0:1.1.1.1'],
    ['64:ff9b::1.1.1.1', '64:ff9b:1::1', '100::1', '2001::1', '2001:0:4136:e378::1'],
    ['2001:2::1', '2001:20::1', '2001:db8::1', '2002:7f00:1::', '2002:808:808::', '3fff::1'],
    ['5f00::1', 'fc00::1', 'fd12::1', 'fe80::1', 'fe80::1%eth0', '2606:4700::1%1', 'fec0::1'],
    ['ff02::1', 'ff0e::1', '4000::1', '', 'localhost', '1.1.1', '1.1.1.1:443', '[::1]'],
  ].flat()) {
    assert.equal(isPublic(address), false, address)
  }
})
