/** `npm run check`: types, lint, format and house rules, one line for each, and what is wrong. */
import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '#test/house/files.ts'
import { houseRules } from '#test/house/rules.ts'
import { schemaFaults } from '#test/house/schema.ts'

const longest = 300_000
const folders = ['src', 'test', 'bench', 'bin', 'verifier']

interface Check {
  readonly sentence: string
  readonly faults: () => string[] | Promise<string[]>
}

const checks: readonly Check[] = [
  { sentence: 'types (tsc)', faults: () => run('typescript/lib/tsc.js') },
  {
    sentence: 'types of the screens (tsc)',
    faults: () => run('typescript/lib/tsc.js', '-p', 'src/web'),
  },
  {
    sentence: 'lint (oxlint)',
    faults: () => run('oxlint/bin/oxlint', '--deny-warnings', ...present(...folders)),
  },
  {
    sentence: 'format (oxfmt)',
    faults: () => run('oxfmt/bin/oxfmt', '--check', ...present(...folders, 'tsconfig.json')),
  },
  ...houseRules,
  {
    sentence: 'organization leads every key; no trigger, no sequence',
    faults: schemaFaults,
  },
]

let broken = 0
for (const { sentence, faults } of checks) {
  // One after the other, so that each has the machine and the lines keep their order.
  const found = await faults()
  process.stdout.write(`${found.length === 0 ? 'ok   ' : 'FAIL '} ${sentence}\n`)
  for (const fault of found) process.stdout.write(`       ${fault}\n`)
  if (found.length > 0) broken += 1
}
process.stdout.write(broken === 0 ? 'All checks hold.\n' : `${broken} checks do not hold.\n`)
process.exitCode = broken === 0 ? 0 : 1

function present(...paths: string[]): string[] {
  return paths.filter((path) => statSync(join(repository, path), { throwIfNoEntry: false }))
}

/** Runs a package's program under this Node; its output is the faults if it does not end well. */
function run(program: string, ...args: string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(repository, 'node_modules', program), ...args], {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: longest,
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => {
      const lines = output.trimEnd().split('\n')
      resolve(code === 0 ? [] : [...lines, `${program} ended with ${code ?? 'a signal'}`])
    })
  })
}
