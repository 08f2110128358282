/** Fields above one’s class stand in no answer, whatever is asked and however it comes. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { firstServer } from '#test/postgres.ts'
import { askAgent } from './agent.ts'
import { cage } from './canary.ts'
import { groundIn } from './ground.ts'
import type { Ground } from './ground.ts'
import { answeredGuesses, foundWords } from './guessing.ts'
import { openBooks, openHouse } from './house.ts'
import type { Asker } from './house.ts'
import { actsTellNothing, ofPapers, seesEverything, tellsNothing, work } from './telling.ts'
import { allWithheld } from './variants.ts'
import { walk } from './walk.ts'

const library = ['reader', 'librarian']

let ground: Ground
let clerk: Asker
/** What stands in fields, and is told by no number, no code and no field of one's own. */
const isField = (token: string): boolean =>
  ground.pay.has(token) ||
  ground.places.get(token)?.every(({ part }) => part === 'field' || part === 'file') === true

before(async () => {
  const house = await openHouse(await openBooks(await firstServer()), allWithheld())
  const all = [...work, 'owner', ...library]
  ground = await groundIn(house, cage(1), all)
  // The books as a whole are for who reads pay, too.
  await house.sql(
    `update ledger.account set read_class = 4 where organization = $1 and company = 'store'`,
  )
  clerk = await house.human('a clerk', [...work, ...library])
})
after(async () => {
  await ground.house.close()
  assert.equal(ground.house.api.faults.slice(0, 3).join('\n'), '')
})

test('fields above one’s class are seen by who reads them, each, in every form', async () => {
  await seesEverything(ground)
})

test('fields above one’s class are not seen by who is signed in and reads less', async () => {
  const { house, known, tokensIn } = ground
  const seen = await walk(house, clerk, known, tokensIn, { withFilters: true })
  tellsNothing(ground, seen.told, isField)
  const guesses = answeredGuesses(house, seen.asked)
  assert.deepEqual(guesses.answered, [])
  assert.ok(guesses.refused > 100, `${guesses.refused} refused`)
})

test('fields above one’s class are found by no word of theirs', async () => {
  const { house, places, tokensIn } = ground
  const words = [...places.keys()].filter(isField)
  assert.deepEqual(await foundWords(house, clerk, words, tokensIn), [])
})

test('fields above one’s class are seen neither with a key nor by an agent', async () => {
  const { house, known, tokensIn } = ground
  const key = await house.key(clerk, ofPapers)
  const seen = await walk(house, key, known, tokensIn)
  tellsNothing(ground, seen.told, isField)
  const { text, answered, tools } = await askAgent(house, key, seen.asked)
  assert.ok(answered.size > tools.length / 2, `${answered.size} of ${tools.length} tools`)
  const told = [...tokensIn(text)].filter(isField)
  assert.deepEqual(told, [])
})

test('fields above one’s class are not told by acts, nor by what hinders them', async () => {
  await actsTellNothing(ground, clerk, isField)
})
