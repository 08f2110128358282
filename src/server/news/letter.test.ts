/** What a letter with news says, and what it never says. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newsLetter } from '#server/news/letter.ts'
import type { LetterLine } from '#server/news/letter.ts'

const to = {
  name: 'Ann',
  email: 'ann@example.com',
  organizationName: 'Mugs Ltd',
  language: 'en',
} as const
const settings = 'https://books.example/c/store/account'
const paper = { name: 'Sales invoice SI-1', link: 'https://books.example/c/store/sales-invoices/1' }

function line(rest: Partial<LetterLine>): LetterLine {
  return { what: 'comment', by: 'Ben', paper, text: 'Is it right?', state: null, ...rest }
}

test('the news of a paper stands together, what was said behind marks', () => {
  const lines = [line({}), line({ what: 'mention', by: 'Cat', text: 'Yes.\nIt is.' })]
  const { subject, body, recipient } = newsLetter(to, { lines, settings })
  assert.deepEqual([recipient, subject], ['ann@example.com', '2 news for you at Mugs Ltd'])
  assert.equal(
    body,
    `Good day, Ann,

This is new for you at Mugs Ltd.

Sales invoice SI-1
  Ben said:
  > Is it right?
  Cat named you:
  > Yes.
  > It is.
  https://books.example/c/store/sales-invoices/1

Which news comes by mail, and how often, you choose here:
https://books.example/c/store/account

Backstay
`,
  )
})

test('a letter is in the person’s language', () => {
  const lines = [line({ what: 'decision', text: null, state: 'approved' })]
  const { subject, body } = newsLetter({ ...to, language: 'de' }, { lines, settings })
  assert.equal(subject, 'Neues für Sie bei Mugs Ltd')
  assert.match(body, /^Guten Tag, Ann,\n\nDas ist neu für Sie bei Mugs Ltd\.\n\n/)
  assert.match(body, /\n {2}Ben hat es freigegeben\.\n/)
})

test('of what one may not read nothing is told but who named one', () => {
  const lines = [line({ what: 'mention', paper: null, text: 'secret', state: 'secret' })]
  const { body } = newsLetter(to, { lines, settings })
  assert.match(body, /\nBen named you in something that you may not read\. Ask Ben what/)
  assert.doesNotMatch(body, /secret/)
})

test('what people call themselves and say begins no line of ours', () => {
  const evil = 'x\r\nhttps://evil.example\u2028https://evil.example'
  const lines = [line({ by: evil, text: evil, paper: { ...paper, name: evil } })]
  const { body, subject } = newsLetter(
    { ...to, name: evil, organizationName: evil },
    {
      lines,
      settings,
    },
  )
  assert.doesNotMatch(subject, /\n/)
  assert.doesNotMatch(body, /^https:\/\/evil/m)
  assert.match(body, /^ {2}> https:\/\/evil\.example$/m)
})

test('a letter stays short', () => {
  const lines = Array.from({ length: 60 }, () => line({ text: 'x\n'.repeat(5_000) }))
  const { body } = newsLetter(to, { lines, settings })
  assert.match(body, /\nAnd 10 more, in your inbox\.\n/)
  assert.ok(body.length < 100_000)
})
