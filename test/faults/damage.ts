/** Damages a file: bits flip, parts are cut, doubled and moved, and hostile pieces are put in. */
import type { Chance } from '#test/faults/chance.ts'

/** A damaged copy. */
export function damaged(bytes: Uint8Array, chance: Chance): Buffer {
  let copy: Buffer = Buffer.from(bytes)
  for (let wounds = chance.between(1, 3); wounds > 0; wounds -= 1) copy = wounded(copy, chance)
  return copy
}

function wounded(bytes: Buffer, chance: Chance): Buffer {
  const at = chance.below(bytes.length + 1)
  const until = Math.min(bytes.length, at + chance.below(200))
  const head = bytes.subarray(0, at)
  switch (chance.below(6)) {
    case 0:
      return flipped(bytes, chance)
    case 1:
      return Buffer.from(head)
    case 2:
      return Buffer.concat([head, bytes.subarray(until)])
    case 3:
      return Buffer.concat([head, bytes.subarray(at, until), bytes.subarray(at)])
    case 4:
      return Buffer.concat([head, Buffer.from([chance.below(256)]), bytes.subarray(at + 1)])
    default:
      return Buffer.concat([head, chance.pick(pieces), bytes.subarray(at)])
  }
}

function flipped(bytes: Buffer, chance: Chance): Buffer {
  const copy = Buffer.from(bytes)
  const at = chance.below(copy.length || 1)
  if (at < copy.length) copy.writeUInt8((copy[at] ?? 0) ^ (1 << chance.below(8)), at)
  return copy
}

/** What has broken programs before: figures, dates, Unicode, languages within the text. */
const pieces: readonly Buffer[] = [
  ...'1e308|-0|0.1+0.2|9007199254740993|1234567890123456789012345678901234567890|NaN|-'.split('|'),
  ...'0000-00-00|9999-12-31|2026-02-30|2026-02-29|2026-03-29 01:30:00|10000-01-01'.split('|'),
  ...`'; drop table entry; --|\${7*7}|{{7*7}}|<script>alert(1)</script>`.split('|'),
  ...'=1+cmd|../../../../etc/passwd|http://169.254.169.254/|*)(uid=*|\r\nSet-Cookie: a=b'.split(
    '|',
  ),
  ...'__proto__|constructor|toString|\u202E|e\u0301|\uFEFF|\u2028|😀'.split('|'),
  ...'"|""|,|,,,,|;|\t|\n|\r'.split('|'),
  ...'(|((((((((((|[|{|@@|==*|include *|\n~ |\nP |\n= |\nend\n|\ncomment\n'.split('|'),
  '\nalias /(a+)+$/=b\n',
  '['.repeat(1_000),
  'x'.repeat(1_000_000),
]
  .map((text) => Buffer.from(text))
  .concat([
    Buffer.from([0]),
    Buffer.from([0xff, 0xfe]),
    // Half of a surrogate pair, and a slash in more bytes than it needs.
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.from([0xc0, 0xaf]),
    Buffer.from([0x1f, 0x8b, 8, 0]),
  ])
