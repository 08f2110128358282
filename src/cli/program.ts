/** The words of the command line: every verb with its options and examples, read top to bottom. */
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { misuse, stopped, type Answer } from '#cli/answer.ts'
import { troubleOf } from '#cli/trouble.ts'
import { deliver, sessionOf, type World } from '#cli/session.ts'
import { addBooksVerbs } from '#cli/words/books.ts'
import { addCall } from '#cli/words/call.ts'
import { addCareVerbs } from '#cli/words/care.ts'
import { addMeVerb } from '#cli/words/me.ts'
import { addMcp, addPaperVerbs } from '#cli/words/papers.ts'
import { addReportVerb } from '#cli/words/report.ts'
import { addRoleVerb } from '#cli/words/role.ts'
import type { Act } from '#cli/words/shared.ts'
import { all } from '#departments/all.ts'

/** Runs the words of a command line in a world and answers the exit code: 0, 1, 2 or 3. */
export async function run(words: readonly string[], world: World): Promise<number> {
  const json = words.includes('--json')
  const session = sessionOf(world, json)
  let code = 0
  const act: Act = (command, work) => {
    command.action(async (...handed: unknown[]) => {
      // Commander hands the words one by one, or several as a list, then options and command.
      const given = handed
        .slice(0, -2)
        .flat()
        .filter((word) => typeof word === 'string')
      code = deliver(session, await told(() => work(session, given)))
    })
  }
  try {
    await programOf(world, act, words).parseAsync([...words], { from: 'user' })
    return code
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return 0
    return deliver(session, stopped('usage', [misuse('', sentenceOf(error))]))
  }
}

/** An answer whatever happens: a trouble of the world around us is told as a sentence. */
async function told(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    return troubleOf(error)
  }
}

function programOf(world: World, act: Act, words: readonly string[]): Command {
  const program = new Command('backstay')
  program
    .description('The back office of a company on one double-entry ledger.')
    .version(version(), '-V, --version', 'say the version')
    .helpCommand('help [verb]', 'say more about a verb')
    .helpOption('-h, --help', 'say what there is')
    .showHelpAfterError(false)
    .addHelpText('after', examples)
  addBooksVerbs(program, act)
  addReportVerb(program, act)
  addPaperVerbs(program, act, world.house?.catalogue ?? all, words)
  addMcp(program, act)
  addCall(program, act)
  addCareVerbs(program, act)
  addRoleVerb(program, act)
  addMeVerb(program, act)
  for (const command of [program, ...below(program)]) {
    command.exitOverride().configureOutput({
      writeOut: world.out,
      // Errors are told by `run`, in a sentence or in JSON.
      writeErr: () => {},
      outputError: () => {},
    })
  }
  return program
}

function below(command: Command): Command[] {
  return command.commands.flatMap((one) => [one, ...below(one)])
}

/** Commander's "error: unknown option '--x'" as a sentence that says what to do. */
function sentenceOf({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'Say what to do. "backstay help" lists the verbs.'
  const bare = message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ')
  const sentence = bare.charAt(0).toUpperCase() + bare.slice(1)
  return `${sentence}${/[.?)]$/.test(sentence) ? '' : '.'} "backstay help" says what there is.`
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const found = /"version": "([^"]+)"/.exec(text)
  return found?.[1] ?? 'unknown'
}

const examples = `
Examples:
  backstay init --organization "Example Ltd" --company store --currency GBP --country GB
  backstay import --format ledger --company mine mine.journal
  backstay report trial-balance --company store --to 2026-03-31
  backstay help report

The books are in the folder of --data or BACKSTAY_DATA, or in "data" in the folder of the program; a
server that runs there is used, and otherwise PostgreSQL is started for as long as the verb takes.
With DATABASE_URL they are in a database of yours.

Exit codes: 0 fine; 1 the books or the rows refused, each reason on standard error; 2 wrong usage;
3 the database is not available.
`
