/** The verb `role`: who holds which roles. */
import type { Command } from 'commander'
import { giveRoles, showRoles, takeRoles, type RoleOptions } from '#cli/verbs/role.ts'
import { withCompany, withExamples, withOrganization, type Act } from '#cli/words/shared.ts'

export function addRoleVerb(program: Command, act: Act): void {
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
