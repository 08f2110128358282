/** The options that many verbs share, said once. */
import type { Command } from 'commander'
import type { Answer } from '#cli/answer.ts'
import type { Session } from '#cli/session.ts'

/** Says what a command does with the words behind it. */
export type Act = (
  command: Command,
  work: (session: Session, words: readonly string[]) => Promise<Answer>,
) => void

/** Where the books are, and how the answer is written. */
export function withPlace(command: Command): Command {
  return command
    .option('--data <folder>', 'the folder of the books')
    .option('--json', 'answer in JSON, for programs')
}

export function withOrganization(command: Command): Command {
  return withPlace(command).option(
    '--organization <id or name>',
    'whose books; needless where there is one',
  )
}

export function withCompany(command: Command): Command {
  return withOrganization(command).option(
    '--company <code>',
    'which company; needless where there is one',
  )
}

/** Who asks, and where: for what a person may do by its roles. */
export function withKey(command: Command): Command {
  return withPlace(command)
    .option('--key <key>', 'the key of the person who acts; BACKSTAY_KEY unless said otherwise')
    .option('--server <address>', 'a server; without it the books are opened here')
    .option('--company <code>', 'which company; needless where there is one')
}

/** The examples below a verb's help. */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  const text = lines.map((line) => `  ${line}\n`).join('')
  return command.addHelpText('after', `\nExamples:\n${text}`)
}
