/** What a page does, as a call and a command that a shell sends as they stand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandOf, curlOf, wordsOf } from '#web/controls/calls.ts'
import type { Described } from '#web/screens.ts'
import { copiedOf } from './api-call.ts'

const of: Described = {
  noun: 'document',
  name: 'sales invoice',
  plural: 'sales invoices',
  address: 'sales-invoices',
  about: null,
  ofCompany: true,
  dated: false,
  isLedgers: false,
  head: [],
  fields: [],
  own: [],
  sorts: [],
  numbered: true,
  goesOut: true,
  day: null,
  states: ['draft'],
  steps: [],
  drafts: [],
  explains: {},
  mayWrite: true,
}
const there = { key: '01a2', called: 'INV-1', head: { id: '01a2', version: 3 } }
const root = 'https://books.example/api/v1/companies/store/sales-invoices'

function both(...asked: Parameters<typeof copiedOf>): string[] {
  const { call, words, input } = copiedOf(...asked)
  return [curlOf(call, 'https://books.example'), commandOf(words ?? wordsOf(call), input)]
}

test('25 no dead ends: what has no verb of its own is called as it is', () => {
  const body = { state: 'locked' }
  const call = { path: '/companies/store/periods/202601/state', asked: { preview: true }, body }
  assert.equal(
    commandOf(wordsOf(call), body),
    `printf %s '{"state":"locked"}' | ` +
      'backstay call /companies/store/periods/202601/state - --query preview=true',
  )
  assert.equal(commandOf(wordsOf({ path: '/calls' })), 'backstay call /calls')
})

test('25 no dead ends: what is written, changed or read is a call and a command', () => {
  const begin = 'curl -sS -H "Authorization: Bearer $KEY"'
  const json = "-H 'Content-Type: application/json' --data"
  assert.deepEqual(both(of, 'store', null, { note: "Ann's" }, true), [
    String.raw`${begin} ${root} ${json} '{"papers":[{"note":"Ann'\''s"}]}'`,
    String.raw`printf %s '{"note":"Ann'\''s"}' | ` +
      'backstay paper sales-invoice write - --company store',
  ])
  assert.deepEqual(both(of, 'store', there, { note: 'b' }, true), [
    `${begin} ${root}/changes ${json} '{"papers":[{"id":"01a2","version":3,"note":"b"}]}'`,
    `printf %s '{"note":"b"}' | backstay paper sales-invoice change INV-1 - --company store`,
  ])
  assert.deepEqual(both(of, 'store', there, {}, false), [
    `${begin} ${root}/01a2`,
    'backstay paper sales-invoice show INV-1 --company store',
  ])
})
