/** Tests that sizes and forbidden code are really found, on files written for the purpose. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { promisify } from 'node:util'
import { repository } from '#test/house/files.ts'
import { oversized, sizeFaults } from '#test/house/sizes.ts'

/** A folder with the files, which goes when the test ends. */
function folderWith(context: TestContext, files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'backstay-house-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** The names of the linter's rules that the files of a folder break, under our own settings. */
async function brokenRules(folder: string): Promise<string[]> {
  for (const settings of ['.oxlintrc.json', 'tsconfig.json', 'package.json']) {
    cpSync(join(repository, settings), join(folder, settings))
  }
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const linter = join(repository, 'node_modules/oxlint/bin/oxlint')
  const { stdout } = await promisify(execFile)(process.execPath, [linter, '-f', 'json', 'src'], {
    cwd: folder,
    timeout: 120_000,
  }).catch((failure: unknown) => failure as { stdout: string })
  const report = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] }
  const rules = report.diagnostics.map(({ code, filename }) => `${filename} ${code}`)
  return [...new Set(rules)].sort()
}

test('a long file and long functions are measured', async (context) => {
  const body = '  run()\n'.repeat(60)
  const folder = folderWith(context, {
    'long.ts': 'run()\n'.repeat(401),
    'named.ts': `export function work() {\n${body}}\nexport const other = () => {\n${body}}\n`,
    'short.ts': `export function work() {\n${'  run()\n'.repeat(48)}}\n`,
  })
  const found = Object.entries(await oversized(folder)).map(([name, lines]) => [
    name.replace(/^.*\//, ''),
    lines,
  ])
  assert.deepEqual(Object.fromEntries(found), {
    'long.ts': 401,
    'named.ts work': 62,
    'named.ts a nameless function': 62,
  })
})

test('the ratchet lets nothing grow and nothing grow back', () => {
  assert.deepEqual(sizeFaults({}, {}), [])
  assert.deepEqual(sizeFaults({ 'a.ts': 410 }, { 'a.ts': 410 }), [])
  assert.deepEqual(sizeFaults({ 'a.ts': 410 }, {}), ['a.ts: 410 lines; split it'])
  assert.deepEqual(sizeFaults({ 'a.ts': 411 }, { 'a.ts': 410 }), ['a.ts: 411 lines; split it'])
  assert.match(sizeFaults({ 'a.ts': 405 }, { 'a.ts': 410 })[0] ?? '', /is 405 now/)
  assert.match(sizeFaults({}, { 'a.ts': 410 })[0] ?? '', /is within the rule now/)
})

test('forbidden code, circles of types and unawaited promises are found', async (context) => {
  // The words are put together here, so that this file does not hold them.
  const loose = ['an', 'y'].join('')
  const ignore = ['@ts-', 'ignore'].join('')
  const folder = folderWith(context, {
    'src/base/clock.ts': 'export const now = [new Date(), Math.random(), Temporal.Now.instant()]\n',
    'src/base/float.ts': "export const figure = parseFloat('1.5')\n",
    'src/base/loose.ts': `export const value: ${loose} = 1\n`,
    'src/base/quiet.ts': `// ${ignore}\nexport const text: string = 1\n`,
    'src/base/one.ts': "import type { Two } from './two.ts'\nexport type One = Two | 1\n",
    'src/base/two.ts': "import type { One } from './one.ts'\nexport type Two = One[]\n",
    'src/base/waits.ts':
      'async function wait(): Promise<void> {}\nexport function run() {\n  wait()\n}\n',
    'src/base/fine.ts': 'export const whole = 1n\n',
    'src/server/clock.ts': 'export const now = new Date()\n',
  })
  assert.deepEqual(await brokenRules(folder), [
    'src/base/clock.ts eslint(no-restricted-globals)',
    'src/base/clock.ts eslint(no-restricted-properties)',
    'src/base/float.ts eslint(no-restricted-globals)',
    'src/base/loose.ts typescript(no-explicit-any)',
    'src/base/one.ts import(no-cycle)',
    'src/base/quiet.ts typescript(ban-ts-comment)',
    'src/base/two.ts import(no-cycle)',
    'src/base/waits.ts typescript(no-floating-promises)',
  ])
})
