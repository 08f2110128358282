/** The verb `report`, with a word below it for each report of the list. */
import { Option, type Command } from 'commander'
import { report, type ReportOptions } from '#cli/verbs/report.ts'
import { withCompany, withExamples, type Act } from '#cli/words/shared.ts'
import { reports } from '#departments/reports.ts'
import { listParameters } from '#ledger/reports/explanation.ts'
import type { Explanation } from '#ledger/reports/explanation.ts'
import type { Parameter } from '#ledger/reports/parameter.ts'
import type { Report } from '#ledger/reports/report.ts'

type Placed = Omit<ReportOptions, 'parameters' | 'cell' | 'list'>

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
    'backstay report trial-balance --explain closing --of-account 1100',
    'backstay report balance-sheet --format pdf --output balance-sheet.pdf',
  )
  // A name that is no report comes here.
  act(command, (session, [name = '']) => {
    return report(session, name, { ...command.optsWithGlobals<Placed>(), parameters: {} })
  })
  for (const one of reports) addReport(command, act, one)
}

function addReport(above: Command, act: Act, described: Report): void {
  const { name, answers, parameters, explanation } = described
  const command = withCompany(above.command(name)).description(answers)
  command.option('--format <format>', 'text, csv, json, xlsx or pdf', 'text')
  command.option('--output <file>', 'write into this file, which is not there yet')
  command.option('--language <language>', 'xlsx and pdf: in whose words and figures; en-GB else')
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
  const cells = explanation.coordinates.map((one) => ({ ...one, name: `of-${one.name}` }))
  addExplanation(command, explanation, cells)
  act(command, (session) => {
    const options = command.optsWithGlobals<Placed>()
    const words = [...parameters.map((parameter) => parameter.name), 'to', 'date']
    const cell = given(
      options,
      cells.map((one) => one.name),
    )
    return report(session, name, {
      ...options,
      parameters: given(options, words),
      cell: Object.fromEntries(
        Object.entries(cell).map(([key, text]) => [key.slice('of-'.length), text]),
      ),
      list: given(
        options,
        listParameters.map((parameter) => parameter.name),
      ),
    })
  })
}

/** The words that ask for the lines behind a figure instead of the report. */
function addExplanation(
  command: Command,
  { figures }: Explanation,
  cells: readonly { readonly name: string; readonly meaning: string }[],
): void {
  command.option('--explain <column>', `the lines behind a figure: ${figures.join(', ')}`)
  for (const { name, meaning } of cells) command.option(`--${name} <text>`, `its row. ${meaning}`)
  for (const parameter of listParameters) {
    command.addOption(new Option(`--${parameter.name} <${parameter.type.name}>`, help(parameter)))
  }
}

function help({ meaning, type, otherwise }: Parameter): string {
  const choices = type.choices === undefined ? '' : ` (${type.choices.join(', ')})`
  const usual = otherwise === undefined ? '' : ` Left out: ${otherwise}.`
  return `${meaning}${choices}${usual}`
}

/** What was said of the parameters; commander writes --as-of as asOf. */
function given(options: object, names: readonly string[]): Record<string, string> {
  const said = new Map<string, unknown>(Object.entries(options))
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = said.get(name.replaceAll(/-[a-z]/g, (found) => found.slice(1).toUpperCase()))
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
}
