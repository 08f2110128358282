/** Tests of figures as they are read and typed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { habitsOf, readFigure, writtenFigure } from '#web/controls/figures.ts'

const english = habitsOf('en-GB')
const german = habitsOf('de-DE')

test('figures are written in the habits of a language', () => {
  assert.equal(writtenFigure('-1234567.5', english, 2), '−1,234,567.50')
  assert.equal(writtenFigure('-1234567.5', german, 2), '−1.234.567,50')
  assert.equal(writtenFigure('0', english, 2), '0.00')
  assert.equal(writtenFigure('12.345678', english, 2), '12.345678')
  assert.equal(writtenFigure('900719925474099312345.01', english), '900,719,925,474,099,312,345.01')
})

test('24 reach: figures are written and read back as each region does it', () => {
  for (const [language, written] of [
    ['en-GB', '−1,234,567.50'],
    ['en-US', '−1,234,567.50'],
    ['de-DE', '−1.234.567,50'],
    ['de-CH', "−1'234'567.50"],
    ['fr-FR', '−1\u202f234\u202f567,50'],
    ['ar-EG', '−1,234,567.50'],
  ] as const) {
    const habits = habitsOf(language)
    // Of the two apostrophes, Swiss figures had the one and have the other now.
    const shown = writtenFigure('-1234567.5', habits, 2).replaceAll('’', "'")
    assert.equal(shown, written, language)
    assert.equal(readFigure(written, habits), '-1234567.5', language)
    assert.equal(readFigure(written.replaceAll("'", '’'), habits), '-1234567.5', language)
  }
})

test('what is typed is read in the same habits, and in the plain ones', () => {
  for (const [typed, plain] of [
    ['1,234.50', '1234.5'],
    ['12.50', '12.5'],
    ['-3', '-3'],
    ['−3', '-3'],
    ['1 000', '1000'],
  ] as const) {
    assert.equal(readFigure(typed, english), plain)
  }
  assert.equal(readFigure('1.234,50', german), '1234.5')
  assert.equal(readFigure('1.234', german), '1234')
  assert.equal(readFigure('12.5', german), '12.5')
})

test('sums are reckoned, exactly', () => {
  for (const [typed, plain] of [
    ['0.1+0.2', '0.3'],
    ['12*3+0.5', '36.5'],
    ['(1+2)*3', '9'],
    ['10/4', '2.5'],
    ['2/3', '0.666667'],
    ['-2/3', '-0.666667'],
    ['100*1.2-20', '100'],
  ] as const) {
    assert.equal(readFigure(typed, english), plain)
  }
})

test('what is no figure is none', () => {
  for (const typed of ['', 'ten', '1/0', '1+', '(1', '1)', '1..2', '*3', '=1+1', '1.000,5']) {
    assert.equal(readFigure(typed, english), null, typed)
  }
})
