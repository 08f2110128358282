/** Tests of which pictures are printed: whole ones that are small, and nothing that looks so. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { largestPicture, pictureOf, pictureProblems } from '#kit/picture.ts'
import { jpegOf, pngOf, pngWith } from '#test/pictures.ts'

async function rules(bytes: Uint8Array): Promise<string> {
  return (await pictureProblems(bytes)).map(({ rule }) => rule).join(' ')
}

test('16 print: a whole PNG or JPEG is a logo, with its measures', async () => {
  assert.equal(await rules(pngOf(120, 40)), '')
  assert.equal(await rules(jpegOf(300, 100)), '')
  const { type, width, height } = pictureOf(pngOf(120, 40)) ?? assert.fail()
  assert.deepEqual([type, width, height], ['image/png', 120, 40])
  const jpeg = pictureOf(jpegOf(300, 100)) ?? assert.fail()
  assert.deepEqual([jpeg.type, jpeg.width, jpeg.height], ['image/jpeg', 300, 100])
})

test('16 print: what is damaged, cut off or something else is none', async () => {
  const png = pngOf(20, 10)
  const other = Uint8Array.from(png)
  other[45] = (other[45] ?? 0) ^ 1
  const head = Uint8Array.from(png.subarray(16, 29))
  const interlaced = Uint8Array.from(head)
  interlaced[12] = 1
  const points = deflateSync(Buffer.alloc(10 * (1 + 20 * 4)))
  const wrongFilter = deflateSync(Buffer.alloc(10 * (1 + 20 * 4), 9))
  for (const bytes of [
    new Uint8Array(),
    new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    new TextEncoder().encode('GIF89a and so on, for more than thirty letters'),
    png.subarray(0, png.length - 4),
    png.subarray(0, 40),
    other,
    pngWith(head, points.subarray(0, 5)),
    pngWith(head, deflateSync(Buffer.alloc(9))),
    // What unpacks to more than its head says is stopped there.
    pngWith(head, deflateSync(Buffer.alloc(10_000_000))),
    pngWith(head, wrongFilter),
    pngWith(interlaced, points),
    jpegOf(300, 100).subarray(0, 9),
    jpegOf(300, 100, 4),
    jpegOf(0, 100),
  ]) {
    assert.equal(await rules(bytes), 'logo-form', Buffer.from(bytes).toString('hex').slice(0, 80))
  }
  assert.equal(await rules(pngWith(head, points)), '')
})

test('16 print: what is too large is told so, before it is unpacked', async () => {
  assert.equal(await rules(new Uint8Array(largestPicture + 1)), 'logo-size')
  const head = new DataView(new ArrayBuffer(13))
  head.setUint32(0, 60_000)
  head.setUint32(4, 60_000)
  const bytes = pngWith(new Uint8Array(head.buffer), new Uint8Array(5))
  assert.equal(await rules(bytes), 'logo-points')
  assert.equal(await rules(jpegOf(2_900, 2_900)), 'logo-points')
})
