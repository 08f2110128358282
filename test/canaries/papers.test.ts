/** Papers and rows of others stand in no answer, whatever is asked and however it comes. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { firstServer } from '#test/postgres.ts'
import { askAgent } from './agent.ts'
import { cage } from './canary.ts'
import { groundIn } from './ground.ts'
import type { Ground } from './ground.ts'
import { foundWords } from './guessing.ts'
import { nameIn } from './hanging.ts'
import { openBooks, openHouse } from './house.ts'
import { actsTellNothing, ofPapers, seesEverything, tellsNothing, work } from './telling.ts'
import { described, readerOf, rolesApart, writerOf } from './variants.ts'
import { walk } from './walk.ts'

let ground: Ground
const documents = described.filter(({ noun }) => noun === 'document')
const registers = described.filter(({ noun }) => noun === 'register')
const roleNames = (kinds: typeof described): string[] =>
  kinds.flatMap((of) => [readerOf(of), writerOf(of)])
/** What stands in papers and rows of these kinds and nowhere else. */
const isOf =
  (kinds: readonly { readonly name: string }[]) =>
  (token: string): boolean => {
    const names = new Set(kinds.map(({ name }) => name))
    const places = ground.places.get(token)
    return places === undefined || places.every(({ kind }) => names.has(kind))
  }

before(async () => {
  const house = await openHouse(await openBooks(await firstServer()), rolesApart())
  ground = await groundIn(house, cage(2), [...work, 'owner', ...roleNames(described)])
})
after(async () => {
  await ground.house.close()
  assert.equal(ground.house.api.faults.slice(0, 3).join('\n'), '')
})

test('papers and rows of others are seen by who may, each of them, and found', async () => {
  await seesEverything(ground)
  const { house, insider, places, tokensIn } = ground
  const found = await foundWords(house, insider, [...places.keys()], tokensIn)
  assert.ok(found.length > 100, `${found.length} found`)
})

const halves = [0, 1].map((half) => documents.filter((_, at) => at % 2 === half))
const unseen: readonly (readonly [string, typeof described])[] = [
  ['registers', registers],
  ['half of the papers', halves[0] ?? []],
  ['the other half of the papers', halves[1] ?? []],
]
for (const [what, kinds] of unseen) {
  test(`papers and rows of others are not seen by who has no role for ${what}`, async () => {
    const { house, known, places, tokensIn } = ground
    const others = described.filter((of) => !kinds.includes(of))
    const asker = await house.human(`without ${what}`, ['staff', ...roleNames(others)])
    await nameIn(house, asker)
    tellsNothing(ground, (await walk(house, asker, known, tokensIn)).told, isOf(kinds))
    await actsTellNothing(ground, asker, isOf(kinds))
    const words = [...places.keys()].filter(isOf(kinds))
    assert.deepEqual(await foundWords(house, asker, words, tokensIn), [])
  })
}

const narrow = [
  ['another company', { company: 'works' }],
  ['another site', { site: 'north' }],
  ['another department', { department: 'nobody' }],
  ['what they made themselves', { own: true }],
] as const
for (const [what, where] of narrow) {
  test(`papers and rows of others are not seen by who has all roles in ${what}`, async () => {
    const { house, known, tokensIn } = ground
    const asker = await house.human(what, [...work, ...roleNames(described)], where)
    tellsNothing(ground, (await walk(house, asker, known, tokensIn)).told, isOf(described))
    await actsTellNothing(ground, asker, isOf(described))
  })
}

test('papers and rows of others are seen neither with a key nor by an agent', async () => {
  const { house, known, tokensIn } = ground
  const key = await house.key(await house.human('nobody', []), ofPapers)
  const seen = await walk(house, key, known, tokensIn)
  tellsNothing(ground, seen.told, isOf(described))
  await actsTellNothing(ground, key, isOf(described))
  const { text } = await askAgent(house, key, seen.asked)
  assert.deepEqual([...tokensIn(text)].filter(isOf(described)), [])
})
