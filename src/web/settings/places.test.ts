/** Countries and their usual currencies. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countries, currencyChoices, usualCountry, usualCurrency } from '#web/settings/places.ts'

test('countries stand by their names in the language', () => {
  const german = countries('de')
  assert.ok(german.some(({ value, label }) => value === 'DE' && label === 'Deutschland'))
  const names = german.map(({ label }) => label)
  assert.deepEqual(names, names.toSorted(new Intl.Collator('de').compare))
  assert.equal(new Set(german.map(({ value }) => value)).size, german.length)
})

test('a country proposes its currency, and the browser’s language its country', () => {
  assert.deepEqual(
    ['DE', 'GB', 'JP', 'AQ'].map((code) => usualCurrency(code)),
    ['EUR', 'GBP', 'JPY', null],
  )
  assert.deepEqual(
    ['en-GB', 'de', 'de-AT'].map((language) => usualCountry(language)),
    ['GB', null, 'AT'],
  )
  assert.ok(currencyChoices('en').some(({ label }) => label === 'CHF  Swiss Franc'))
})
