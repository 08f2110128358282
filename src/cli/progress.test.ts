/** Progress as a person on a terminal, a log file and a program see it. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { progressOf, type ProgressStyle } from './progress.ts'

function follow(style: ProgressStyle): {
  written: string[]
  tell: (at: number, done: number, total?: number) => void
  end: () => void
} {
  const written: string[] = []
  let clock = 0
  const place = { style, write: (text: string) => void written.push(text), now: () => clock }
  const progress = progressOf(place, 'import', 'entries')
  return {
    written,
    tell: (at, done, total) => {
      clock = at
      progress.tell(done, total)
    },
    end: () => progress.end(),
  }
}

test('on a terminal one line is rewritten, at most ten times a second, and cleared', () => {
  const { written, tell, end } = follow('terminal')
  tell(1_000, 1_000, 10_000)
  tell(1_050, 1_500, 10_000)
  tell(2_000, 4_000, 10_000)
  end()
  assert.deepEqual(written, [
    '\r\u001b[Kimport: 1,000 of 10,000 entries, 1,000 a second, 9 s left',
    '\r\u001b[Kimport: 4,000 of 10,000 entries, 2,000 a second, 3 s left',
    '\r\u001b[K',
  ])
})

test('elsewhere plain lines come every five seconds and at the end', () => {
  const { written, tell, end } = follow('lines')
  for (let at = 1_000; at <= 12_000; at += 1_000) tell(at, at / 10, 100_000)
  end()
  assert.deepEqual(written, [
    'import: 100 of 100,000 entries, 100 a second, 16 min 39 s left\n',
    'import: 600 of 100,000 entries, 100 a second, 16 min 34 s left\n',
    'import: 1,100 of 100,000 entries, 100 a second, 16 min 29 s left\n',
    'import: 1,200 of 100,000 entries, 100 a second, 16 min 28 s left\n',
  ])
})

test('programs get an object a line, without a total where none is known', () => {
  const { written, tell, end } = follow('json')
  tell(500, 10)
  tell(600, 20)
  end()
  assert.deepEqual(
    written.map((line) => JSON.parse(line) as unknown),
    [
      { progress: { verb: 'import', things: 'entries', done: 10, perSecond: 20 } },
      { progress: { verb: 'import', things: 'entries', done: 20, perSecond: 33 } },
    ],
  )
  assert.ok(written.every((line) => line.endsWith('\n')))
})

test('what did nothing says nothing', () => {
  const { written, end } = follow('lines')
  end()
  assert.deepEqual(written, [])
})
