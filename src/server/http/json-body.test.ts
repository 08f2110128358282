/** The JSON of a request, read strictly: what is refused, and where. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readJson } from '#server/http/json-body.ts'

/** The rule and the field of what is refused. */
function refusal(text: string): string {
  const read = readJson(Buffer.from(text))
  return read.ok ? 'read' : read.problems.map(({ rule, field }) => `${rule} ${field}`).join()
}

test('a torn text is told by its field, rows counted from 1', () => {
  assert.equal(refusal('{"papers":[{},{"note":"a\\u0000b"}]}'), 'text-torn papers[2].note')
  assert.equal(refusal('{"a":{"b":[["x","\\ud800"]]}}'), 'text-torn a.b[1][2]')
  assert.equal(refusal('{"a\\u0000":1}'), 'text-torn ')
  assert.equal(refusal('"\\udc00"'), 'text-torn ')
  assert.equal(refusal('{"note":"\\ud83d\\ude00"}'), 'read')
})
