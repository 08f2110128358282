/**
 * A program for tests to kill: `start-postgres.ts FOLDER [END]`. Starts the embedded PostgreSQL of
 * a folder, writes one line of JSON (the connection, or the problems) and stays, or, with END
 * `throw` or `exit`, ends in that way without a word to PostgreSQL.
 */

import { startPostgres } from '#server/postgres/instance.ts'

const [folder = '', end] = process.argv.slice(2)
const settings = { shared_buffers: '32MB' }
const started = await startPostgres({ folder, settings, now: Date.now })
if (!started.ok) {
  console.log(JSON.stringify({ problems: started.problems }))
  process.exit(1)
}
const { port, processId } = started.value
console.log(JSON.stringify({ port, processId }))
if (end === 'exit') process.exit(3)
if (end === 'throw') throw new Error('an error that nobody catches')
setInterval(() => {}, 60_000)
