/** The house rules, held against the repository as it is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownFiles } from '#test/house/files.ts'
import { houseRules } from '#test/house/rules.ts'

for (const { sentence, faults } of houseRules) {
  test(sentence, async () => {
    assert.deepEqual(await faults(), [])
  })
}

test('the rules see the files that they speak about', () => {
  const paths = ownFiles().map(({ path }) => path)
  for (const path of ['package.json', 'src/base/id.ts', 'test/house/rules.test.ts', 'README.md']) {
    assert.ok(paths.includes(path), path)
  }
  assert.ok(paths.every((path) => !path.includes('node_modules')))
})
