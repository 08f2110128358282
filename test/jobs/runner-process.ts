/**
 * A program for tests to kill: brings jobs that count on, in the books whose address is given as
 * JSON in the environment, until it is ended or its parent is gone.
 */
import { openDatabase } from '#server/database/database.ts'
import type { Address } from '#server/database/database.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { count, servicesOf } from '#test/jobs/ground.ts'

const address = JSON.parse(process.env['BACKSTAY_TEST_BOOKS'] ?? '') as Address
const database = openDatabase(address)
const runner = startRunner({
  services: servicesOf(database),
  kinds: [count],
  server: `process ${process.pid}`,
  lease: 600,
  turn: 200,
  interval: 50,
  backOff: () => 50,
})
process.send?.('ready')
process.on('disconnect', () => process.exit(70))
process.on('SIGTERM', () => {
  void runner
    .stop()
    .then(() => database.close())
    .then(() => process.exit(0))
})
