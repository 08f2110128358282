/** The verb `report`, with a word below it for each report of the list. */
import { Option, type Command } from 'commander'
import { report, type ReportOptions } from '#cli/verbs/report.ts'
import { withCompany, withExamples, type Act } from '#cli/words/shared.ts'
import { reports } from '#departments/reports.ts'
import type { Parameter } from '#ledger/reports/parameter.ts'
import type { Report } from '#ledger/reports/report.ts'

type Placed = Omit<ReportOptions, 'parameters'>

export function addReportVerb(program: Command, act: Act): void {
  const command = withCompany(program.command('report [name]'))
    .description('ask the books; each report has its own --help')
    .allowUnknownOption()
    .allowExcessArguments()
  withExamples(
    command,
    'backstay report trial-balance --company store --to 2026-03-31',
    'backstay report income-statement --from 2026-01-01 --to 2026-12-31 --format csv',
    'backstay report balance-sheet --date 2026-12-31',
    'backstay report sales --by country --json',
  )
  // A name that is no report comes here.
  act(command, (session, [name = '']) => {
    return report(session, name, { ...command.optsWithGlobals<Placed>(), parameters: {} })
  })
  for (const one of reports) addReport(command, act, one)
}

function addReport(above: Command, act: Act, { name, answers, parameters }: Report): void {
  const command = withCompany(above.command(name)).description(answers)
  command.option('--format <format>', 'text, csv or json', 'text')
  for (const parameter of parameters) {
    command.addOption(new Option(`--${parameter.name} <${parameter.type.name}>`, help(parameter)))
  }
  const names = new Set(parameters.map((parameter) => parameter.name))
  if (names.has('until') || names.has('as-of')) {
    const meant = names.has('until') ? '--until' : '--as-of'
    for (const word of ['to', 'date']) {
      if (!names.has(word)) command.option(`--${word} <date>`, `the same as ${meant}`)
    }
  }
  act(command, (session) => {
    return report(session, name, {
      ...command.optsWithGlobals<Placed>(),
      parameters: given(command.optsWithGlobals<Placed>(), parameters),
    })
  })
}

function help({ meaning, type, otherwise }: Parameter): string {
  const choices = type.choices === undefined ? '' : ` (${type.choices.join(', ')})`
  const usual = otherwise === undefined ? '' : ` Left out: ${otherwise}.`
  return `${meaning}${choices}${usual}`
}

/** What was said of the parameters; commander writes --as-of as asOf. */
function given(options: object, parameters: readonly Parameter[]): Record<string, string> {
  const names = [...parameters.map((parameter) => parameter.name), 'to', 'date']
  const said = new Map<string, unknown>(Object.entries(options))
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = said.get(name.replaceAll(/-[a-z]/g, (found) => found.slice(1).toUpperCase()))
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
}
