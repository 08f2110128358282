/** The verbs that look after the books: seals, backups, jobs, keys, persons. */
import type { Command } from 'commander'
import { backUp, bringBack } from '#cli/verbs/backup.ts'
import type { BackupOptions, RestoreOptions } from '#cli/verbs/backup.ts'
import { cancelJob, listJobs, resumeJob, showJob, type JobOptions } from '#cli/verbs/job.ts'
import { showCalls, type CallOptions } from '#cli/verbs/calls.ts'
import { endKey, makeKey, showKeys, type KeyOptions } from '#cli/verbs/key.ts'
import {
  inviteHuman,
  partWith,
  showPersons,
  type InviteOptions,
  type PersonOptions,
} from '#cli/verbs/person.ts'
import { seal, type SealOptions } from '#cli/verbs/seal.ts'
import {
  goOn,
  holdBack,
  runNow,
  setRhythm,
  showTimetable,
  type TimetableOptions,
} from '#cli/verbs/timetable.ts'
import { verify, type VerifyOptions } from '#cli/verbs/verify.ts'
import { withExamples, withOrganization, withPlace, type Act } from '#cli/words/shared.ts'
import { statusClasses } from '#server/access/calls.ts'
import { scopes } from '#server/access/scopes.ts'
import { rhythmWords } from '#server/jobs/rhythm.ts'
import { states } from '#server/jobs/runs.ts'

export function addCareVerbs(program: Command, act: Act): void {
  addSeals(program, act)
  addBackup(program, act)
  addJob(program, act)
  addTimetable(program, act)
  addKey(program, act)
  addPerson(program, act)
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

function addJob(program: Command, act: Act): void {
  const job = program.command('job').description('list, show, cancel and resume jobs')
  withExamples(
    job,
    'backstay job list --state running',
    'backstay job show 019e8a2b-6c1d-7e3f-8a4b-5c6d7e8f9a0b',
    'backstay job cancel 019e8a2b-6c1d-7e3f-8a4b-5c6d7e8f9a0b',
  )
  const list = withOrganization(job.command('list'))
    .description('list the newest jobs')
    .option('--state <state>', `only those that are ${states.join(', ')}`)
  act(list, (session) => listJobs(session, list.optsWithGlobals<JobOptions>()))
  const show = withOrganization(job.command('show <id>')).description('show a job with its log')
  act(show, (session, [id = '']) => showJob(session, id, show.optsWithGlobals<JobOptions>()))
  const cancel = withOrganization(job.command('cancel <id>')).description(
    'end a job before its next step; what it did stays done',
  )
  act(cancel, (session, [id = '']) => cancelJob(session, id, cancel.optsWithGlobals<JobOptions>()))
  const resume = withOrganization(job.command('resume <id>')).description(
    'let a job go on that was parked after failing too often',
  )
  act(resume, (session, [id = '']) => resumeJob(session, id, resume.optsWithGlobals<JobOptions>()))
}

function addTimetable(program: Command, act: Act): void {
  const timetable = program
    .command('timetable')
    .description('what is asked for by itself: list it, hold it back, run it, change when')
  withExamples(
    timetable,
    'backstay timetable list',
    'backstay timetable pause "permissions look"',
    'backstay timetable change "permissions look" --every week --on 1 --at 03:00',
  )
  const list = withOrganization(timetable.command('list')).description('list the tasks')
  act(list, (session) => showTimetable(session, list.optsWithGlobals<TimetableOptions>()))
  for (const [word, meaning, work] of [
    ['pause', 'hold a task back', holdBack],
    ['resume', 'let a task go on; what it missed is not made up for', goOn],
    ['run', 'ask for a task now, besides when it is due', runNow],
    ['change', 'change when a task is due', setRhythm],
  ] as const) {
    const command = withOrganization(timetable.command(`${word} <task>`)).description(meaning)
    command.option('--company <code>', 'whose task; without it the whole organization’s')
    if (word === 'change') {
      command
        .option('--every <rhythm>', `${rhythmWords.join(', ')}; day unless said otherwise`)
        .option('--on <day>', 'of a week from 1, Monday; or of a month')
        .requiredOption('--at <time>', 'by the company’s clocks, or UTC: 02:10')
    }
    act(command, (session, [task = '']) =>
      work(session, task, command.optsWithGlobals<TimetableOptions>()),
    )
  }
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
    'backstay key calls --status 4xx --from 2026-11-01',
  )
  const create = withOrganization(key.command('create <name>'))
    .description('make a key; its text is told this once')
    .option('--scope <scope...>', 'what it may do; "all" for everything')
    .option(
      '--reads-to <class>',
      'the highest class of lines that it sees, 0 to 6; all unless said',
    )
    .option('--expires <day>', 'the last day on which it is taken')
  act(create, (session, [name = '']) =>
    makeKey(session, name, create.optsWithGlobals<KeyOptions>()),
  )
  const list = withOrganization(key.command('list')).description('list the keys')
  act(list, (session) => showKeys(session, list.optsWithGlobals<KeyOptions>()))
  const revoke = withOrganization(key.command('revoke <id>')).description('end a key for ever')
  act(revoke, (session, [id = '']) => endKey(session, id, revoke.optsWithGlobals<KeyOptions>()))
  const calls = withOrganization(key.command('calls'))
    .description('list what was asked of the HTTP API with keys, the newest first')
    .option('--of <id>', 'only with the key of this number')
    .option('--operation <name>', 'only this operation: postEntries')
    .option('--status <class>', `only those answered by ${statusClasses.join(', ')}`)
    .option('--from <day>', 'only from this day of UTC on')
    .option('--to <day>', 'only until this day of UTC, included')
    .option('--before <id>', 'only those before the call of this number: the next page')
    .option('--limit <count>', 'how many, at most 500', '100')
  act(calls, (session) => showCalls(session, calls.optsWithGlobals<CallOptions>()))
}

function addPerson(program: Command, act: Act): void {
  const person = program
    .command('person')
    .description('let humans sign in: invite, list, and part with them')
  withExamples(
    person,
    'backstay person invite --mail ann@example.com --name "Ann Example"',
    'backstay person list',
    'backstay person leave ann@example.com',
  )
  const invite = withOrganization(person.command('invite'))
    .description('make a link with which a person sets a password; it is told this once')
    .requiredOption('--mail <address>', 'the mail address, with which the person signs in')
    .option('--name <name>', 'the name of a person who is new')
    .option('--forget-second-factor', 'remove the authenticator app of one who lost it')
  act(invite, (session) => inviteHuman(session, invite.optsWithGlobals<InviteOptions>()))
  const list = withOrganization(person.command('list')).description('list the persons')
  act(list, (session) => showPersons(session, list.optsWithGlobals<PersonOptions>()))
  const leave = withOrganization(person.command('leave <person>')).description(
    'end the sessions, keys and password of one who leaves, by number or mail',
  )
  act(leave, (session, [who = '']) =>
    partWith(session, who, leave.optsWithGlobals<PersonOptions>()),
  )
}
