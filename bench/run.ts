/**
 * Runs the benchmarks: `npm run bench`, with `-- --quick` for a look that they run, or with the
 * names of stages. Writes bench/RESULTS.md. Nothing else should run on the machine meanwhile.
 */
import { rmSync, writeFileSync } from 'node:fs'
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
}

const words = process.argv.slice(2)
const scale = words.includes('--quick') ? quick : whole
const wanted = words.filter((word) => !word.startsWith('--'))
const folder = temporaryFolder('backstay-bench-')
const port = 4790
const figures: Figure[] = []
try {
  const house = await startHouse(folder, port)
  console.log(pgbench === null ? 'No pgbench here: no ratios.' : 'Preparing pgbench, scale 50 …')
  await preparePgbench(house.at)
  for (const [name, stage] of Object.entries(stages)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    console.log(`${name} …`)
    const found = await stage(house, scale)
    figures.push(...found)
    console.log(table(found))
  }
  await house.stop()
  if (wanted.length === 0) figures.push(await starting(folder, port, scale))
  if (scale === whole && wanted.length === 0) write()
  console.log(`\n${table(figures)}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function write(): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(
    totalmem() / 2 ** 30,
  )} GB; Node ${process.version}; embedded PostgreSQL 18 with full durability`
  const text = [
    '# Benchmarks: `npm run bench`',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${machine}.`,
    'Beside each run stands what `pgbench -i -s 50`, `-c 8 -j 2 -T 30 -M prepared`, did just',
    'before it on the same cluster; read the ratios. Of a time the ratio is how many transactions',
    'pgbench does in it. What the figures mean and what stands in the way where a goal is not',
    'reached is written in `bench/README.md`.',
    '',
    table(figures),
    '',
  ]
  writeFileSync(join(import.meta.dirname, 'RESULTS.md'), text.join('\n'))
}
