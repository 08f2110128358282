/** Tests that files are told by their bytes, and that nothing is sent which a browser would run. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import { mediaTypeOf, sentType } from '#records/media-type.ts'

function typeOf(content: string | Buffer): string {
  return mediaTypeOf(typeof content === 'string' ? Buffer.from(content) : content)
}

/** The head of a ZIP's member; with `streamed` its length follows the content. */
function member(name: string, content: string, streamed = false): Buffer {
  const packed = deflateRawSync(content)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(streamed ? 8 : 0, 6)
  head.writeUInt16LE(name === 'mimetype' ? 0 : 8, 8)
  const bytes = name === 'mimetype' ? Buffer.from(content) : packed
  head.writeUInt32LE(streamed ? 0 : bytes.length, 18)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name), bytes])
}

test('each format is known by its first bytes', () => {
  const known: [string, string | Buffer][] = [
    ['application/pdf', '%PDF-1.7\n'],
    ['image/png', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['image/jpeg', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['image/gif', 'GIF89a\u0001\u0000'],
    ['image/webp', Buffer.from('RIFF\u0010\u0000\u0000\u0000WEBPVP8 ', 'latin1')],
    ['image/tiff', Buffer.from('4949 2a00 0800'.replaceAll(' ', ''), 'hex')],
    ['image/heic', Buffer.from('\u0000\u0000\u0000\u0018ftypheic', 'latin1')],
    ['application/gzip', Buffer.from('1f8b0800', 'hex')],
    ['application/x-ole-storage', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['application/zip', member('readme.txt', 'hello')],
    [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      Buffer.concat([member('[Content_Types].xml', '<Types/>'), member('xl/workbook.xml', '<w/>')]),
    ],
    [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      Buffer.concat([
        member('[Content_Types].xml', '<Types/>', true),
        member('word/document.xml', '<w/>', true),
      ]),
    ],
    [
      'application/vnd.oasis.opendocument.spreadsheet',
      member('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'),
    ],
    ['application/xml', '\ufeff<?xml version="1.0"?><Invoice/>'],
    ['text/plain', 'date;amount\r\n2026-11-22;12,50\r\n'],
    ['text/plain', 'Grüße'],
    ['application/octet-stream', Buffer.from([0, 1, 2, 3])],
    ['application/octet-stream', Buffer.from([0xff, 0xfe, 0x41, 0x00])],
  ]
  for (const [type, content] of known) assert.equal(typeOf(content), type, type)
})

test('what a browser would run is known, and sent as bytes', () => {
  const dangerous = [
    '<script>alert(1)</script>',
    '  <!DOCTYPE html><p>',
    '<html><body onload=alert(1)>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    '<?xml version="1.0"?><svg onload="alert(1)">',
    '<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>',
  ]
  for (const text of dangerous) {
    assert.equal(sentType(typeOf(text)), 'application/octet-stream', text)
  }
  assert.equal(sentType('text/plain'), 'text/plain; charset=utf-8')
  assert.equal(sentType('application/pdf'), 'application/pdf')
  assert.equal(sentType('video/mp4'), 'application/octet-stream')
})

test('a ZIP that is cut off or lies about its lengths has an end', () => {
  const whole = Buffer.concat([member('a', 'x'.repeat(1000)), member('xl/a.xml', 'x')])
  for (let length = 0; length < whole.length; length += 1) typeOf(whole.subarray(0, length))
  const lying = Buffer.from(whole)
  lying.writeUInt32LE(0xffffffff, 18)
  lying.writeUInt16LE(0xffff, 26)
  assert.equal(typeOf(lying), 'application/zip')
})

test('a letter that is cut off at the end of the first bytes is text all the same', () => {
  const bytes = Buffer.from('Grüße und 東京')
  for (let length = 1; length <= bytes.length; length += 1) {
    assert.equal(typeOf(bytes.subarray(0, length)), 'text/plain')
  }
})
