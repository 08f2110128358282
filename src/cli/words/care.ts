/** The verbs that look after the books: verify, seal, backup, restore, key. */
import type { Command } from 'commander'
import type { Act } from '#cli/program.ts'
import { endKey, makeKey, showKeys, type KeyOptions } from '#cli/verbs/key.ts'
import { seal, type SealOptions } from '#cli/verbs/seal.ts'
import { verify, type VerifyOptions } from '#cli/verbs/verify.ts'
import { withExamples, withOrganization, withPlace } from '#cli/words/shared.ts'
import { scopes } from '#server/access/scopes.ts'

export function addCareVerbs(program: Command, act: Act): void {
  addSeals(program, act)
  addKey(program, act)
}

function addSeals(program: Command, act: Act): void {
  const verified = withOrganization(program.command('verify'))
    .description('prove by the seals that nothing posted was changed since')
    .option('--anchor <file>', 'the file outside the database in which seals are noted')
  withExamples(verified, 'backstay verify', 'backstay verify --anchor seals.anchor --json')
  act(verified, (session, _, options) => verify(session, options as VerifyOptions))
  const sealed = withPlace(program.command('seal'))
    .description('seal now what was posted since the last seal')
    .option('--anchor <file>', 'note the seals in this file as well')
  withExamples(sealed, 'backstay seal --anchor seals.anchor')
  act(sealed, (session, _, options) => seal(session, options as SealOptions))
}

function addKey(program: Command, act: Act): void {
  const key = program.command('key').description('make, list and revoke keys for the HTTP API')
  const every = Object.entries(scopes).map(([name, meaning]) => `  ${name.padEnd(17)}${meaning}\n`)
  key.addHelpText('after', `\nScopes:\n${every.join('')}`)
  withExamples(
    key,
    'backstay key create "till 2" --scope entries:write --scope accounts:read',
    'backstay key list',
    'backstay key revoke 019e8a2b-6c1d-7e3f-8a4b-5c6d7e8f9a0b',
  )
  const create = withOrganization(key.command('create <name>'))
    .description('make a key; its text is told this once')
    .option('--scope <scope...>', 'what it may do; "all" for everything')
    .option('--expires <day>', 'the last day on which it is taken')
  act(create, (session, [name = ''], options) => makeKey(session, name, options as KeyOptions))
  const list = withOrganization(key.command('list')).description('list the keys')
  act(list, (session, _, options) => showKeys(session, options as KeyOptions))
  const revoke = withOrganization(key.command('revoke <id>')).description('end a key for ever')
  act(revoke, (session, [id = ''], options) => endKey(session, id, options as KeyOptions))
}
