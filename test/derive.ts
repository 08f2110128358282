/**
 * `npm run derive -- "sales invoice"`: the statements of descriptions, as a migration takes them.
 * Without a name: what differs between the descriptions and the migrations.
 */
import { all } from '#departments/all.ts'
import { differences, migrationOf } from '#test/house/descriptions.ts'
import { startTestServer } from '#test/postgres.ts'

const names = process.argv.slice(2)
const wanted = names.map((name) => all.all.find((description) => description.name === name))
const unknown = names.filter((_, at) => wanted[at] === undefined)

if (unknown.length > 0) {
  const known = all.all.map(({ name }) => name).join(', ')
  process.stderr.write(`There is no description ${unknown.join(', ')}. There is: ${known}.\n`)
  process.exitCode = 2
} else if (names.length > 0) {
  const texts = wanted.filter((one) => one !== undefined).map((one) => migrationOf(one))
  process.stdout.write(texts.join('\n'))
} else {
  const started = await startTestServer(18)
  try {
    const found = await differences(started.server)
    for (const line of found) process.stdout.write(`${line}\n`)
    if (found.length === 0) process.stdout.write('Migrations and descriptions are the same.\n')
    process.exitCode = found.length === 0 ? 0 : 1
  } finally {
    await started.end()
  }
}
