/** Tests of the names that own fields get from their labels. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameInJson } from './own-names.ts'

test('a label becomes one word of plain letters', () => {
  assert.equal(nameInJson('Colour of the slip'), 'colourOfTheSlip')
  assert.equal(nameInJson('Größe (cm)'), 'groesseCm')
  assert.equal(nameInJson('Référence'), 'reference')
  assert.equal(nameInJson('數量'), '')
  assert.equal(nameInJson('x'.repeat(60)).length, 40)
})
