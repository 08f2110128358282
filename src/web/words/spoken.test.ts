/** Tests of whose habits days and figures are written in. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { figuredAs, spokenAs } from '#web/words/spoken.ts'

test('24 reach: the words go with the region that the browser names', () => {
  assert.equal(spokenAs('de', ['de-CH', 'de', 'en']), 'de-CH')
  assert.equal(spokenAs('en', ['de-CH', 'en-US', 'en']), 'en-US')
  assert.equal(spokenAs('de', ['en-US']), 'de-DE')
  assert.equal(spokenAs('en', ['fr-FR', 'fr']), 'en-GB')
})

test('24 reach: a reader whose language has no words here keeps the own figures', () => {
  assert.equal(figuredAs('en-GB', ['fr-FR', 'fr']), 'fr-FR')
  assert.equal(figuredAs('en-GB', ['en-GB', 'fr']), 'en-GB')
  // Who chose German in an English browser reads German figures.
  assert.equal(figuredAs('de-DE', ['en-US', 'en']), 'de-DE')
})
