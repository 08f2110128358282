/** How news stands in the inbox: by its papers, the one with the newest first. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupsOf } from '#web/inbox/news.ts'
import type { News } from '#web/inbox/news.ts'

function news(id: string, key: string | null): News {
  const paper = key === null ? null : { company: 'store', kind: 'sales invoice', key, number: null }
  const said = { what: 'comment', at: '', by: 'Ben', isRead: false } as const
  return { ...said, id, paper, about: null, text: null, state: null }
}

test('news of one paper stands together where its newest is', () => {
  const groups = groupsOf([news('5', 'b'), news('4', 'a'), news('3', 'b'), news('2', 'a')])
  assert.deepEqual(
    groups.map(({ paper, news: some }) => [paper?.key, some.map(({ id }) => id)]),
    [
      ['b', ['5', '3']],
      ['a', ['4', '2']],
    ],
  )
})

test('what one may not read is not told to be about the same', () => {
  const groups = groupsOf([news('3', null), news('2', null), news('1', 'a')])
  assert.deepEqual(
    groups.map(({ news: some }) => some.length),
    [1, 1, 1],
  )
})
