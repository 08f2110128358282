/** Bytes into lines: whatever the chunks, gzip or not, and every file that is no text refused. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import { eachLine, longestLine } from './lines.ts'
import type { FileBytes } from './lines.ts'

async function* inChunks(bytes: Buffer, size: number): FileBytes {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function linesOf(source: FileBytes) {
  const lines: [number, string][] = []
  const problem = await eachLine(source, (line, number) => lines.push([number, line]) > 0)
  return { lines, problem }
}

const text = '\uFEFFa,£\r\n\r\nb,"ü"\nc'
const expected = [
  [1, 'a,£'],
  [2, ''],
  [3, 'b,"ü"'],
  [4, 'c'],
]

test('lines are the same in chunks of any size, packed or not', async () => {
  for (const bytes of [Buffer.from(text), gzipSync(text)]) {
    for (const size of [1, 2, 3, 5, 1000]) {
      const { lines, problem } = await linesOf(inChunks(bytes, size))
      assert.equal(problem, null)
      assert.deepEqual(lines, expected)
    }
  }
})

test('gzip parts that were put one behind the other are one file', async () => {
  const { lines } = await linesOf(inChunks(Buffer.concat([gzipSync('a\nb'), gzipSync('c\nd')]), 7))
  assert.deepEqual(lines, [
    [1, 'a'],
    [2, 'bc'],
    [3, 'd'],
  ])
})

test('an empty file has no lines, and text is taken as it is', async () => {
  assert.deepEqual(await linesOf(inChunks(Buffer.alloc(0), 1)), { lines: [], problem: null })
  async function* strings(): FileBytes {
    yield 'a\nb'
    yield '\nc\n'
  }
  assert.deepEqual((await linesOf(strings())).lines, [
    [1, 'a'],
    [2, 'b'],
    [3, 'c'],
  ])
})

test('the taker may stop the reading', async () => {
  const seen: string[] = []
  await eachLine(inChunks(gzipSync('a\nb\nc\n'), 4), (line) => seen.push(line) < 2)
  assert.deepEqual(seen, ['a', 'b'])
})

test('a file that is no UTF-8 text names its first bad line and how to mend it', async () => {
  for (const size of [3, 1000]) {
    const latin = Buffer.from('a\nb\n\u00a3 5\n', 'latin1')
    const { problem } = await linesOf(inChunks(latin, size))
    assert.equal(problem?.rule, 'not-utf-8')
    assert.equal(problem?.field, 'line 3')
    assert.match(problem?.message ?? '', /iconv/)
  }
  const nul = await linesOf(inChunks(Buffer.from('a\nb\0\n'), 1000))
  assert.deepEqual([nul.problem?.rule, nul.problem?.field], ['nul-character', 'line 2'])
  const cutInsideALetter = await linesOf(inChunks(Buffer.from('a\nü').subarray(0, 3), 1000))
  assert.equal(cutInsideALetter.problem?.field, 'line 2')
})

test('a line without an end is refused before it fills the memory', async () => {
  const { problem, lines } = await linesOf(inChunks(Buffer.alloc(longestLine * 3, 65), 65_536))
  assert.equal(problem?.rule, 'line-too-long')
  assert.deepEqual(lines, [])
})

test('damaged and cut gzip files are refused', async () => {
  const whole = gzipSync('a\n'.repeat(100_000) + Math.PI.toString())
  const flipped = Buffer.from(whole)
  flipped.writeUInt8(flipped.readUInt8(flipped.length - 5) ^ 1, flipped.length - 5)
  const cut = whole.subarray(0, whole.length - 20)
  for (const bytes of [cut, flipped, Buffer.from([0x1f, 0x8b, 0, 0])]) {
    const { problem } = await linesOf(inChunks(bytes, 64))
    assert.equal(problem?.rule, 'damaged-gzip')
    assert.match(problem?.message ?? '', /gzip -t/)
  }
})

test("an error of the disk is not called the file's fault", async () => {
  for (const start of ['a\n', gzipSync('a\n').subarray(0, 12)]) {
    async function* broken(): FileBytes {
      yield start
      await Promise.reject(new Error('EIO: the disk failed'))
    }
    await assert.rejects(linesOf(broken()), /the disk failed/)
  }
})
