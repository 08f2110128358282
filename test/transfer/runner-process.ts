/**
 * A program for tests to kill: works on the imports and bulk steps of a library, in the books whose
 * address is given as JSON in the environment, until its parent is gone.
 */
import { openDatabase } from '#server/database/database.ts'
import type { Address } from '#server/database/database.ts'
import { bulkJob } from '#server/bulk/bulk-job.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { importJob } from '#server/transfer/job.ts'
import { libraryServices } from '#test/transfer/ground.ts'

const address = JSON.parse(process.env['BACKSTAY_TEST_BOOKS'] ?? '') as Address
startRunner({
  services: libraryServices(openDatabase(address)),
  kinds: [importJob, bulkJob],
  server: `process ${process.pid}`,
  lease: 600,
  interval: 50,
  backOff: () => 50,
})
process.send?.('ready')
process.on('disconnect', () => process.exit(70))
