/** The verbs that look after the books: verify, seal, backup, restore, key, role. */
import type { Command } from 'commander'
import { backUp, bringBack } from '#cli/verbs/backup.ts'
import type { BackupOptions, RestoreOptions } from '#cli/verbs/backup.ts'
import { endKey, makeKey, showKeys, type KeyOptions } from '#cli/verbs/key.ts'
import { giveRoles, showRoles, takeRoles, type RoleOptions } from '#cli/verbs/role.ts'
import { seal, type SealOptions } from '#cli/verbs/seal.ts'
import { verify, type VerifyOptions } from '#cli/verbs/verify.ts'
import {
  withCompany,
  withExamples,
  withOrganization,
  withPlace,
  type Act,
} from '#cli/words/shared.ts'
import { scopes } from '#server/access/scopes.ts'

export function addCareVerbs(program: Command, act: Act): void {
  addSeals(program, act)
  addBackup(program, act)
  addKey(program, act)
  addRole(program, act)
}

function addSeals(program: Command, act: Act): void {
  const verified = withOrganization(program.command('verify'))
    .description('prove by the seals that nothing posted was changed since')
    .option('--anchor <file>', 'the file outside the database in which seals are noted')
  withExamples(verified, 'backstay verify', 'backstay verify --anchor seals.anchor --json')
  act(verified, (session) => verify(session, verified.optsWithGlobals<VerifyOptions>()))
  const sealed = withPlace(program.command('seal'))
    .description('seal now what was posted since the last seal')
    .option('--anchor <file>', 'note the seals in this file as well')
  withExamples(sealed, 'backstay seal --anchor seals.anchor')
  act(sealed, (session) => seal(session, sealed.optsWithGlobals<SealOptions>()))
}

function addBackup(program: Command, act: Act): void {
  const saved = withPlace(program.command('backup <file>'))
    .description('save all books, as of one moment, into one new file, and prove it')
    .option('--no-check', 'do not restore and compare the file before it counts')
  withExamples(saved, 'backstay backup books-2026-03-31.backup')
  act(saved, (session, [file = '']) =>
    backUp(session, file, saved.optsWithGlobals<BackupOptions>()),
  )
  const restored = program
    .command('restore <file>')
    .description('restore a backup into a new folder or a new database, and prove it')
    .option('--into <folder>', 'a new folder with a PostgreSQL of its own')
    .option('--into-database <name>', 'a new database on the server of DATABASE_OWNER_URL')
    .option('--json', 'answer in JSON, for programs')
  withExamples(restored, 'backstay restore books-2026-03-31.backup --into restored')
  act(restored, (session, [file = '']) => {
    return bringBack(session, file, restored.optsWithGlobals<RestoreOptions>())
  })
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
  act(create, (session, [name = '']) =>
    makeKey(session, name, create.optsWithGlobals<KeyOptions>()),
  )
  const list = withOrganization(key.command('list')).description('list the keys')
  act(list, (session) => showKeys(session, list.optsWithGlobals<KeyOptions>()))
  const revoke = withOrganization(key.command('revoke <id>')).description('end a key for ever')
  act(revoke, (session, [id = '']) => endKey(session, id, revoke.optsWithGlobals<KeyOptions>()))
}

function addRole(program: Command, act: Act): void {
  const role = program.command('role').description('list roles, grant them, and end grants')
  withExamples(
    role,
    'backstay role list',
    'backstay role grant "billing clerk" --to ada@example.com --company store',
    'backstay role grant treasurer --to "Ada Kay" --acknowledge S2 --review "Tom, every month"',
    'backstay role end 019e8a2b-6c1d-7e3f-8a4b-5c6d7e8f9a0b --reason "moved to sales"',
  )
  const list = withOrganization(role.command('list')).description('list roles and who holds them')
  act(list, (session) => showRoles(session, list.optsWithGlobals<RoleOptions>()))
  const grant = withCompany(role.command('grant <role...>'))
    .description('grant roles to a person, all or none')
    .option('--to <person>', 'their number, mail address or name')
    .option('--site <site>', 'only at this site')
    .option('--department <department>', 'only in this department')
    .option('--own', 'only for what the person makes')
    .option('--until <day>', 'the last day')
    .option('--reason <reason>', 'why, in a few words')
    .option('--acknowledge <rule...>', 'have an exception to these rules, for a year at most')
    .option('--review <how>', 'what stands in for the second person then')
  act(grant, (session, names) => giveRoles(session, names, grant.optsWithGlobals<RoleOptions>()))
  const end = withOrganization(role.command('end <grant...>'))
    .description('end grants by their numbers')
    .option('--reason <reason>', 'why, in a few words')
  act(end, (session, ids) => takeRoles(session, ids, end.optsWithGlobals<RoleOptions>()))
}
