/** The command line over the library's papers and people, as a program of its own. */
import { run } from '#cli/program.ts'
import { libraryHouse } from '#test/library-api.ts'

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  outIsTerminal: false,
  errIsTerminal: false,
  input: () => process.stdin,
  house: libraryHouse,
})
