/** The verb `call`: what has no verb of its own is called by its address. */
import type { Command } from 'commander'
import { callOperation, type CallOptions } from '#cli/verbs/call.ts'
import { withExamples, withPlace, type Act } from '#cli/words/shared.ts'

export function addCall(program: Command, act: Act): void {
  const command = withPlace(program.command('call [path] [file]'))
    .description('call any operation of the HTTP API by its address; without one, list them all')
    .option('--key <key>', 'the key of the person who acts; BACKSTAY_KEY unless said otherwise')
    .option('--server <address>', 'a server; without it the books are opened here')
    .option('--query <name=value...>', 'what stands behind the question mark of the address')
    .option('--once <key>', 'a key of your choice: what is sent twice under it is done once')
    .option('--to <file>', 'where an answer goes that is a file')
  withExamples(
    command,
    'backstay call /companies',
    'backstay call /calls --query status=4xx limit=20',
    `printf %s '{"state":"locked"}' | backstay call /companies/store/periods/202601/state -`,
    'backstay call | grep timetable',
  )
  act(command, (session, [path, file]) =>
    callOperation(session, path, file, command.optsWithGlobals<CallOptions>()),
  )
}
