/** The verbs `paper` and `register`: a word below them for each kind, and its verbs below that. */
import type { Command } from 'commander'
import { verbsFrom } from '#kit/decide.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import type { Document } from '#kit/document.ts'
import type { Described } from '#kit/key.ts'
import { listedOf } from '#kit/list-fields.ts'
import { aOrAn } from '#kit/naming.ts'
import type { Register } from '#kit/register.ts'
import { addressName } from '#kit/spelling.ts'
import { misuse, stopped } from '#cli/answer.ts'
import type { McpOptions } from '#cli/verbs/mcp.ts'
import { count, list, show, timeline, type PaperOptions } from '#cli/verbs/paper.ts'
import { actWith, change, write, type ActOptions } from '#cli/verbs/paper-acts.ts'
import { withExamples, withKey, type Act } from '#cli/words/shared.ts'

/** Adds both. The verbs of a kind are added only where the words name it: there are many kinds. */
export function addPaperVerbs(
  program: Command,
  act: Act,
  { all }: Catalogue,
  words: readonly string[],
): void {
  const own = all.filter((of) => of.noun === 'document' || !of.isLedgers)
  for (const [noun, verb, meaning] of [
    ['document', 'paper', 'write papers, list them and bring them on; each kind has its --help'],
    ['register', 'register', 'add to registers, list and change them; each has its --help'],
  ] as const) {
    const above = program.command(`${verb} [kind]`).description(meaning)
    above.allowUnknownOption().allowExcessArguments()
    const kinds = own.filter((of) => of.noun === noun)
    const names = kinds.map(({ name }) => `  ${addressName(name)}\n`).join('')
    above.addHelpText('after', `\nKinds:\n${names}`)
    // A kind that is none comes here.
    act(above, (_, [name = '']) => {
      const message = `There is no ${verb} “${name}”. Choose one of: ${kinds
        .map((of) => addressName(of.name))
        .join(', ')}.`
      return Promise.resolve(stopped('usage', [misuse('KIND', message)]))
    })
    for (const of of kinds) {
      const word = [addressName(of.name), of.name].find((one) => words.includes(one))
      if (word === undefined) continue
      const command = above.command(addressName(of.name)).description(of.plural)
      // "sales invoice" is as good as sales-invoice.
      if (word !== command.name()) command.alias(word)
      addLooks(command, act, of)
      if (of.noun === 'document') addPaperActs(command, act, of)
      else addRegisterActs(command, act, of)
    }
  }
}

function addLooks(command: Command, act: Act, of: Described): void {
  const listed = withFilters(command.command('list'), of).description(`list ${of.plural}`)
  withPages(listed, 500)
    .option('--sort <fields>', 'by which fields, each behind a minus for the last first')
    .option('--columns <fields>', 'which fields are shown, with commas between them')
  const name = addressName(of.name)
  const word = of.noun === 'document' ? 'paper' : 'register'
  withExamples(listed, `backstay ${word} ${name} list --where ${exampleOf(of)} --limit 10`)
  act(listed, (session) => list(session, of, listed.optsWithGlobals<PaperOptions>()))
  const counted = withFilters(command.command('count'), of).description(`count ${of.plural}`)
  act(counted, (session) => count(session, of, counted.optsWithGlobals<PaperOptions>()))
  const key = of.noun === 'document' ? '<number>' : '<code>'
  const shown = withKey(command.command(`show ${key}`)).description(`show ${aOrAn(of.name)}`)
  if (of.target.dated) shown.option('--good-on <day>', 'only the row that is good on it')
  act(shown, (session, [at = '']) => show(session, of, at, shown.optsWithGlobals<PaperOptions>()))
  // Each row of a dated register has a timeline of its own.
  const whole = of.target.dated ? `${key} <first-day>` : key
  const past = withPages(withKey(command.command(`timeline ${whole}`)), 100)
  past.description('show who did what and when, what was said, and which files came')
  act(past, (session, at) =>
    timeline(session, of, at.join(' '), past.optsWithGlobals<PaperOptions>()),
  )
}

const own = ['list', 'count', 'show', 'timeline', 'write', 'change', 'throw-away', 'take-back']

function addPaperActs(command: Command, act: Act, of: Document): void {
  const name = addressName(of.name)
  const [first] = of.states
  const written = withAct(command.command('write [file]')).description(
    `write ${of.plural} from JSON, as in the HTTP API; - reads it`,
  )
  written
    .option('--set <field=value...>', 'a field of each of them')
    .option('--do <verb>', `bring them on in the same act: ${verbsFrom(of, first).join(', ')}`)
  withExamples(written, `backstay paper ${name} write ${name}.json --preview`)
  act(written, (session, [file]) => write(session, of, file, written.optsWithGlobals<ActOptions>()))
  addChange(command, act, of, `change ${aOrAn(of.name)} that is ${first}`)
  for (const [verb, { to, by }] of Object.entries(of.transitions)) {
    const word = addressName(verb)
    if (own.includes(word)) throw new Error(`the command line has a verb ${word} of its own`)
    const done = withAct(command.command(`${word} <numbers...>`))
    done.description(`so that they are ${to}; by ${aOrAn(by)}`)
    act(done, (session, all) => actWith(session, of, all, verb, done.optsWithGlobals<ActOptions>()))
  }
  for (const [word, tail, meaning] of [
    ['throw-away', 'removals', `throw away what is ${first}`],
    ['take-back', 'undoing', 'undo them with all that stands on them; --preview shows it first'],
  ] as const) {
    const done = withAct(command.command(`${word} <numbers...>`)).description(meaning)
    act(done, (session, all) => actWith(session, of, all, tail, done.optsWithGlobals<ActOptions>()))
  }
}

function addRegisterActs(command: Command, act: Act, of: Register): void {
  const added = withAct(command.command('add [file]')).description(
    `add ${of.plural} from JSON, as in the HTTP API; - reads it`,
  )
  added.option('--set <field=value...>', 'a field of each of them')
  withExamples(added, `backstay register ${addressName(of.name)} add --set code=A1 …`)
  act(added, (session, [file]) => write(session, of, file, added.optsWithGlobals<ActOptions>()))
  addChange(command, act, of, `change ${aOrAn(of.name)}`)
}

function addChange(command: Command, act: Act, of: Described, meaning: string): void {
  const key = of.noun === 'document' ? '<number>' : '<code>'
  const changed = withAct(command.command(`change ${key} [file]`)).description(meaning)
  changed.option('--set <field=value...>', 'a field; nothing behind the = empties it')
  if (of.target.dated) changed.option('--good-from <day>', 'the first day of the row')
  act(changed, (session, [at = '', file]) =>
    change(session, of, at, file, changed.optsWithGlobals<ActOptions>()),
  )
}

/** The operations for agents, over standard input and output. */
export function addMcp(program: Command, act: Act): void {
  const served = program
    .command('mcp')
    .description('serve the operations as tools of an agent (MCP), over standard input and output')
    .option('--data <folder>', 'the folder of the books')
    .option('--key <key>', 'the key in whose name the agent acts; BACKSTAY_KEY otherwise')
    .option('--server <address>', 'a server; without it the books are opened here')
    .option('--allow-changes', 'also what changes something; without it the agent only reads')
    .option('--only <names...>', 'only these operations, or those of these kinds')
  withExamples(
    served,
    'BACKSTAY_KEY=bsk_… backstay mcp',
    'backstay mcp --allow-changes --only "sales invoices" parties --server http://127.0.0.1:4700',
  )
  act(served, async (session) => {
    // No other verb needs the protocol, which takes a moment to load.
    const { mcp } = await import('#cli/verbs/mcp.ts')
    return await mcp(session, served.optsWithGlobals<McpOptions>())
  })
}

function withAct(command: Command): Command {
  return withKey(command)
    .option('--preview', 'only say what it would be')
    .option('--once <key>', 'a key of your choice: what is sent twice under it is done once')
}

function withPages(command: Command, most: number): Command {
  return command
    .option('--limit <count>', `how many, at most ${most}; 50 unless said otherwise`)
    .option('--after <cursor>', 'what the page before said')
}

function withFilters(command: Command, of: Described): Command {
  const fields = [...listedOf(of).values()].map(({ name, field: { kind, optional } }) => {
    const more = kind.operators.filter((one) => one !== 'is')
    const ways = [...more, ...(optional ? ['isEmpty'] : [])].map((way) => `.${way}`).join(' ')
    return `  ${name.padEnd(16)}${kind.name.padEnd(14)}${ways}`.trimEnd()
  })
  const filtered = withKey(command).option('--where <condition...>', 'such as state=draft')
  if (of.target.dated) filtered.option('--good-on <day>', 'only the rows that are good on it')
  return filtered.addHelpText('after', `\nFields for --where and --sort:\n${fields.join('\n')}\n`)
}

function exampleOf(of: Described): string {
  return of.noun === 'document' ? `state=${of.states[0]}` : 'code.startsWith=A'
}
