/** German is whole: what descriptions say and screens draw has its German, all of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { all } from '#departments/all.ts'
import { desks } from '#departments/desks.ts'
import { analysisWords } from '#departments/analytics/sales-analysis.ts'
import { behindWords } from '#departments/finance/behind.ts'
import { boxWords } from '#departments/finance/box-told.ts'
import { asFiled } from '#departments/finance/vat-return.ts'
import { reports } from '#departments/reports.ts'
import { roles } from '#departments/roles.ts'
import { tasks } from '#departments/tasks.ts'
import { pageOf } from '#kit/derive/page.ts'
import type { FieldPage, RowsPage } from '#kit/derive/page.ts'
import { labelText } from '#kit/spelling.ts'
import { comparedColumns } from '#ledger/reports/comparison.ts'
import { headingOfLines } from '#ledger/reports/explanation.ts'
import { holdingWords } from '#ledger/reports/holdings.ts'
import { salesWords } from '#ledger/reports/sales.ts'
import type { Column } from '#ledger/reports/column.ts'
import type { Report } from '#ledger/reports/report.ts'
import { duties } from '#permissions/duty.ts'
import { dutyRules } from '#permissions/duty-rule.ts'
import { changeWords } from '#server/changes-explained.ts'
import { scopes } from '#server/access/scopes.ts'
import { titleOf } from '#server/http/papers/screens.ts'
import { inGerman } from '#languages/german.ts'

const plurals = new Map(all.all.map(({ name, plural }) => [name, plural]))

test('24 reach: every word of papers and registers has its German', () => {
  for (const of of all.all) {
    const page = pageOf(of, plurals)
    complete(`${of.noun} ${of.name}`, [
      page.name,
      page.plural,
      page.about,
      ...page.states,
      ...page.drafts,
      ...page.steps.map(({ label }) => label),
      ...Object.values(page.explains),
      ...[...page.head, ...page.fields].flatMap(wordsOfEntry),
    ])
  }
})

test('24 reach: every word of prints has its German', () => {
  for (const of of all.all) {
    const tables = (of.noun === 'document' ? of.prints?.tables : null) ?? []
    complete(`print of ${of.name}`, [
      'Total',
      ...tables.map(({ heading }) => heading),
      ...tables.flatMap(({ columns }) =>
        columns.map(({ path, title }) => title ?? labelText(path.split('.').at(-1) ?? '')),
      ),
    ])
  }
})

test('24 reach: every word of reports has its German', () => {
  for (const report of reports) complete(`report ${report.name}`, wordsOfReport(report))
})

test('24 reach: every word that explains a figure has its German', () => {
  complete('figures of papers', behindWords)
  const inReturns = ['net sales', 'output tax', 'net purchases', 'input tax', 'bad-debt relief']
  complete('figures of reports', [
    ...holdingWords,
    ...salesWords,
    ...analysisWords,
    ...Object.values(changeWords),
  ])
  complete('boxes of returns', [...boxWords, asFiled, ...inReturns.map(labelText)])
})

test('24 reach: what happens to papers and rows without a step has its German', () => {
  complete('acts', ['write', 'add', 'change', 'discard'].map(labelText))
})

test('24 reach: desks, roles, duties, scopes and tasks have their German', () => {
  complete(
    'desks',
    desks.map(({ title }) => title),
  )
  complete(
    'roles',
    [...roles].flatMap(([name, { meaning }]) => [name, meaning]),
  )
  complete('duties', [
    ...duties.map(({ name }) => name),
    ...dutyRules.map(({ sentence }) => sentence),
  ])
  complete('scopes', Object.values(scopes))
  complete(
    'tasks',
    tasks.flatMap(({ name, meaning }) => [name, meaning]),
  )
})

/** As the job kinds write them: the test of the kinds' own titles would need their input. */
test('24 reach: titles of jobs, changes of rows and figures of an earlier time, too', () => {
  assert.equal(inGerman('Run of the dunning run'), 'Lauf: Mahnlauf')
  assert.equal(inGerman('Import of old bills.csv'), 'Import von old bills.csv')
  assert.equal(inGerman('Issue: 612 sales invoices'), 'Ausstellen: 612 Rechnungen')
  assert.equal(inGerman('Throw away: 1 sales invoice'), 'Verwerfen: 1 Rechnung')
  assert.equal(inGerman('Lines 2: Quantity'), 'Zeilen 2: Menge')
  assert.equal(
    inGerman('Credits of the span. At the earlier time.'),
    'Haben des Zeitraums. Damals.',
  )
  assert.equal(
    inGerman('sales invoice INV-2026-00001: issue'),
    'Rechnung INV-2026-00001: ausstellen',
  )
  for (const kind of [
    'Remove old jobs, requests, calls, messages and news',
    'Look at roles, duties and requests for approval',
  ])
    assert.notEqual(inGerman(kind), null)
  assert.equal(inGerman('Nobody wrote this.'), null)
})

/** Fails with all that has no German, so that it is written at once. */
function complete(what: string, words: readonly (string | null)[]): void {
  const missing = new Set(words.filter((word) => word !== null && inGerman(word) === null))
  assert.deepEqual([...missing], [], `${what}: no German in de-described.ts`)
}

function wordsOfEntry(of: FieldPage | RowsPage): (string | null)[] {
  if ('rows' in of) return [of.label, of.help, ...of.rows.flatMap(wordsOfEntry)]
  return [of.label, of.help, ...choicesOf(of)]
}

/** The words of a field that is a choice; codes of countries and the like are no words. */
function choicesOf({ kind, schema }: FieldPage): string[] {
  const words = schema['enum']
  if (kind !== 'choice' || !Array.isArray(words)) return []
  return words.filter((word) => typeof word === 'string')
}

function wordsOfReport(report: Report): string[] {
  const { name, answers, parameters, columns, comparison, explanation } = report
  const compared = comparison === undefined ? columns : comparedColumns(columns, comparison)
  const figures = columns.filter((column) => explanation.figures.includes(column.name))
  const lines = figures.flatMap((column) => headingOfLines(report, column).columns)
  return [
    titleOf(name),
    answers,
    ...parameters.flatMap((one) => [
      labelText(one.name.replaceAll('-', ' ')),
      one.meaning,
      ...(one.type.choices ?? []),
    ]),
    ...[...compared, ...lines].filter((one) => one.isForPrograms !== true).flatMap(wordsOfColumn),
  ]
}

/** A column's name without what is said of its worth and of an earlier time, as screens draw it. */
function wordsOfColumn({ name, meaning }: Column): string[] {
  const bare = name.replace(/^base_/, '').replace(/_(before|change)$/, '')
  return [labelText(bare.replaceAll('_', ' ')), meaning]
}
