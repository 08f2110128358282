/** What a page does, as a call that a shell sends as it stands. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callOf } from './api-call.ts'

const path = '/companies/store/sales-invoices'
const paper = { id: '01a2', version: 3 }

test('25 no dead ends: what is written, changed or read is a call of the API', () => {
  assert.equal(
    callOf(path, null, { note: "Ann's" }, true),
    `curl -sS -H "Authorization: Bearer $KEY" "$API${path}" ` +
      String.raw`-H 'Content-Type: application/json' --data '{"papers":[{"note":"Ann'\''s"}]}'`,
  )
  assert.match(callOf(path, paper, { note: 'b' }, true), /\/changes" .*"id":"01a2","version":3/)
  assert.equal(
    callOf(path, paper, {}, false),
    `curl -sS -H "Authorization: Bearer $KEY" "$API${path}/01a2"`,
  )
})
