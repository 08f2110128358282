/**
 * Runs the benchmarks: `npm run bench`, with `-- --quick` for a look that they run, or with the
 * names of stages. Writes what a stage found into bench/RESULTS.md. Nothing else should run on the
 * machine meanwhile.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { temporaryFolder } from '#test/postgres.ts'
import { startHouse } from './house.ts'
import type { House } from './house.ts'
import { table } from './measure.ts'
import type { Figure } from './measure.ts'
import { pgbench, preparePgbench } from './pgbench.ts'
import { quick, whole } from './scale.ts'
import type { Scale } from './scale.ts'
import { lists } from './stages/lists.ts'
import { papers } from './stages/papers.ts'
import { papersOverHttp } from './stages/papers-http.ts'
import { importing } from './stages/papers-import.ts'
import { growth, posting } from './stages/posting.ts'
import { openItems, trialBalances } from './stages/reading.ts'
import { screens } from './stages/screens.ts'
import { sealing, starting } from './stages/sealing.ts'

const stages: Readonly<Record<string, (house: House, scale: Scale) => Promise<Figure[]>>> = {
  posting,
  importing,
  'trial-balances': trialBalances,
  'open-items': openItems,
  sealing,
  growth,
  papers,
  'papers-over-http': papersOverHttp,
  lists,
  screens,
}

const heading = `# Benchmarks: \`npm run bench\`

Beside each run stands what \`pgbench -i -s 50\`, \`-c 8 -j 2 -T 30 -M prepared\`, did just before
it on the same cluster; read the ratios. Of a time the ratio is how many transactions pgbench does
in it. Each stage stands with the day of its last whole run. What the figures mean and what stands
in the way where a goal is not reached is written in [README.md](README.md).`

const words = process.argv.slice(2)
const scale = words.includes('--quick') ? quick : whole
const wanted = words.filter((word) => !word.startsWith('--'))
const folder = temporaryFolder('backstay-bench-')
const port = 4790
try {
  const house = await startHouse(folder, port)
  console.log(pgbench === null ? 'No pgbench here: no ratios.' : 'Preparing pgbench, scale 50 …')
  await preparePgbench(house.at)
  for (const [name, stage] of Object.entries(stages)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    console.log(`${name} …`)
    tell(name, await stage(house, scale))
  }
  await house.stop()
  if (wanted.length === 0) tell('start', [await starting(folder, port, scale)])
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Shows what a stage found, and keeps it where its sizes are those of the goals. */
function tell(stage: string, figures: readonly Figure[]): void {
  console.log(table(figures))
  if (scale === whole) keep(stage, table(figures))
}

/** Writes a stage's table into RESULTS.md in place of its last one, with its own day. */
function keep(stage: string, text: string): void {
  const file = join(import.meta.dirname, 'RESULTS.md')
  const sections = new Map(
    (existsSync(file) ? readFileSync(file, 'utf8') : '')
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), section] as const),
  )
  const day = new Date().toISOString().slice(0, 10)
  sections.set(stage, `${stage}\n\n${day}, ${machine()}.\n\n${text}\n`)
  const order = [...Object.keys(stages), 'start']
  const kept = order.flatMap((name) => sections.get(name)?.trim() ?? [])
  writeFileSync(file, [heading, ...kept.map((section) => `## ${section}`)].join('\n\n') + '\n')
}

function machine(): string {
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(
    totalmem() / 2 ** 30,
  )} GB; Node ${process.version}; embedded PostgreSQL 18 with full durability`
}
