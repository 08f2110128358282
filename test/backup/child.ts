/** A process of its own for a test: backs up, or restores, as its arguments say, and reports. */
import { backup } from '#server/backup/backup.ts'
import { restore } from '#server/backup/restore.ts'
import type { Address } from '#server/database/database.ts'

const [verb, owner = '', file = '', into = ''] = process.argv.slice(2)
const address = JSON.parse(owner) as Address
const now = Date.now
const outcome =
  verb === 'backup'
    ? await backup(address, file, { now, check: false })
    : await restore(file, address, into, { now })
const { maxRSS } = process.resourceUsage()
process.stdout.write(JSON.stringify({ outcome, megabytes: Math.round(maxRSS / 1024) }))
