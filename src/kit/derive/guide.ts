/** The guide: a page of Markdown for each description, and one that lists them. */
import { z } from 'zod'
import type { Catalogue } from '#kit/catalogue.ts'
import { labelOf } from '#kit/changes.ts'
import { problemRows } from '#kit/derive/guide-problems.ts'
import { isUndoing } from '#kit/document.ts'
import type { Document, Transition } from '#kit/document.ts'
import { placedFields, plainFields, rowFields } from '#kit/field.ts'
import type { Field, Fields, ReadClass, Rows } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import { aOrAn } from '#kit/naming.ts'
import type { Register } from '#kit/register.ts'
import { addressName, labelText } from '#kit/spelling.ts'

/** A page of the guide. */
export interface GuidePage {
  /** The file's name: "sales-invoice.md". */
  readonly file: string
  readonly text: string
}

/** Where a description stands in the API: "/companies/{company}/sales-invoices". */
export type AddressOf = (of: Described) => string

/** The whole guide of a catalogue. */
export function guideOf(catalogue: Catalogue, addressOf: AddressOf): readonly GuidePage[] {
  return [
    { file: 'README.md', text: overview(catalogue) },
    ...catalogue.all.map((of) => ({ file: fileOf(of), text: pageOf(catalogue, of, addressOf) })),
  ]
}

function overview({ all }: Catalogue): string {
  const listed = (noun: Described['noun']): string[] =>
    all
      .filter((of) => of.noun === noun)
      .map((of) => `- [${labelText(of.name)}](${fileOf(of)}): ${summaryOf(of)}`)
  return page([
    '# The guide',
    'Every paper and every register of the program, each on a page of its own. The pages are ' +
      'made from the descriptions that the program itself works by: what stands here is what it ' +
      'does. ' +
      'To write them anew after a description was changed: `npm run guide`.',
    '## Papers',
    listed('document').join('\n'),
    '## Registers',
    listed('register').join('\n'),
  ])
}

function pageOf(catalogue: Catalogue, of: Described, addressOf: AddressOf): string {
  const own = of.noun === 'document' ? documentParts(catalogue, of) : registerParts(of)
  return page([
    `# ${labelText(of.name)}`,
    summaryOf(of),
    headOf(of, addressOf),
    '## Fields',
    fieldTable(catalogue, plainFields(of.fields)),
    ...rowFields(of.fields).flatMap(([name, rows]) => rowParts(catalogue, name, rows)),
    ...own,
    '## What can be wrong',
    table(['Rule', 'It means'], problemRows(catalogue, of)),
  ])
}

function summaryOf(of: Described): string {
  if (of.about !== null) return of.about
  if (of.noun === 'document') return `A paper of a company, which begins as ${of.states[0]}.`
  const whose = of.target.of === 'company' ? 'each company has its own' : 'the companies share it'
  return `A register: ${whose}.`
}

function headOf(of: Described, addressOf: AddressOf): string {
  const { read, write, plural } = of
  const facts: [string, string][] = [
    ['Many are called', plural],
    ['Who reads', read],
    ['Who writes', isLedgers(of) ? 'the ledger’s own operations' : write],
    ['Whose', of.target.of === 'company' ? 'each company’s own' : 'the organization’s, in common'],
  ]
  if (of.noun === 'document') facts.push(['Number', numberOf(of)])
  else facts.push(['Found by', of.target.dated ? 'its code and its first day' : 'its code'])
  if (!isLedgers(of)) facts.push(['In the API', `\`/api/v1${addressOf(of)}\``])
  return table(['', ''], facts)
}

function numberOf({ number, day, fields, states: [first] }: Document): string {
  if (number === null) return 'none'
  const own = plainFields(fields).find(([name]) => name === day)
  const year = own === undefined ? 'each year' : `each year of “${labelOf(...own)}”`
  const every = number.series(1) === number.series(2) ? '' : `; ${year} begins at 1`
  return `\`${number.write(2026, 42n)}\`, given when it is ${first} no more, without gaps${every}`
}

function fieldTable(catalogue: Catalogue, fields: readonly [string, Field][]): string {
  if (fields.length === 0) return 'None of its own.'
  const rows = fields.map(([name, field]) => [
    labelOf(name, field),
    `\`${name}\``,
    kindOf(catalogue, field),
    field.isTaken ? 'by the program' : field.optional ? 'if need be' : 'always',
    readers[field.readClass],
    field.help ?? '',
  ])
  return table(['Field', 'Name', 'Holds', 'Filled in', 'Who may read it', ''], rows)
}

/** As the security guide names the classes. */
const readers: Readonly<Record<ReadClass, string>> = {
  0: 'everybody',
  1: 'whoever reads it',
  2: 'confidential',
  3: 'personal',
  4: 'pay and bank',
  5: 'special',
  6: 'nobody',
}

function kindOf(catalogue: Catalogue, { kind: { name, codec, target } }: Field): string {
  if (target === null) return `${name}${boundsOf(codec)}`
  const other = catalogue.document(target.name) ?? catalogue.register(target.name)
  const stands = target.standsOn.length === 0 ? '' : `, which is ${target.standsOn.join(' or ')}`
  const [article] = aOrAn(target.name).split(' ')
  const called = other === undefined ? target.name : `[${target.name}](${fileOf(other)})`
  return `link to ${article} ${called}${stands}`
}

/** What a kind says of its values, by the schema that it has anyway. */
function boundsOf(codec: z.ZodType): string {
  const {
    enum: words,
    minimum,
    maximum,
    maxLength,
  } = z.toJSONSchema(codec, {
    io: 'input',
    unrepresentable: 'any',
  })
  if (words !== undefined) return `: ${words.join(', ')}`
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`
  return maxLength === undefined ? '' : ` of at most ${maxLength} characters`
}

function rowParts(catalogue: Catalogue, name: string, { rows, help, isTaken }: Rows): string[] {
  const intro = [help ?? '', isTaken ? 'They are filled in by the program.' : '']
  return [
    `### ${labelText(name)}`,
    `Rows, under \`${name}\`. ${intro.filter((part) => part !== '').join(' ')}`.trim(),
    fieldTable(catalogue, Object.entries(rows)),
  ]
}

function registerParts({ needs, counts, target }: Register): string[] {
  const sentences = Object.keys(needs)
  return [
    ...(target.dated
      ? [
          '## Days',
          'A code has a row for each day on which something changed; a paper means the ' +
            'one that is good on its own day.',
        ]
      : []),
    ...(sentences.length > 0 ? ['## What must be true', bullets(sentences)] : []),
    ...(counts === null ? [] : ['## In the ledger', 'Its rows are counted in the ledger’s lines.']),
  ]
}

function documentParts(catalogue: Catalogue, of: Document): string[] {
  return [
    '## States',
    diagramOf(of),
    ...Object.entries(of.transitions).flatMap(([verb, way]) => transitionParts(verb, way)),
    ...fillingParts(of),
    ...standingParts(catalogue, of),
  ]
}

/** The states and the ways between them, as a diagram of Mermaid. */
function diagramOf({ states, transitions }: Document): string {
  const names = states.map((state) =>
    isWord(state) ? `  ${state}` : `  state "${state}" as ${wordOf(state)}`,
  )
  const ways = Object.entries(transitions).flatMap(([verb, { from, to, by, notWhoDid }]) =>
    [from].flat().map((state) => {
      const eyes = notWhoDid === undefined ? '' : `, not who did “${verbWords(notWhoDid)}”`
      return `  ${wordOf(state)} --> ${wordOf(to)}: ${verbWords(verb)} (${by}${eyes})`
    }),
  )
  const [first] = states
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...names,
    `  [*] --> ${wordOf(first)}`,
    ...ways,
    '```',
  ].join('\n')
}

function transitionParts(verb: string, way: Transition<Fields, string>): string[] {
  const { from, to, by, notWhoDid, needs = {}, gathers } = way
  const sentences = Object.keys(needs)
  const facts = [
    `From ${[from].flat().join(' or ')} to ${to}, by ${aOrAn(by)}.`,
    ...(notWhoDid === undefined ? [] : [`Not by who did “${verbWords(notWhoDid)}”: four eyes.`]),
    ...(gathers === undefined
      ? []
      : ['What it takes and finds at that moment stays on the paper.']),
    ...postingOf(way),
  ]
  return [
    `### ${labelText(verb)}`,
    facts.join(' '),
    ...(sentences.length > 0 ? ['It needs:', bullets(sentences)] : []),
  ]
}

function postingOf(way: Transition<Fields, string>): string[] {
  if (way.posts === 'reversal') return ['Every entry that the paper recorded is reversed.']
  if (way.posts !== undefined) return ['It records in the books.']
  return isUndoing(way) ? ['The paper counts no more.'] : []
}

function fillingParts({ fills, drafts }: Document): string[] {
  const links = fills.map(({ rows, link, register }) => {
    const field = rows === null ? link : `${rows}.${link}`
    return `\`${field}\` proposes what the ${register.name} says, for fields that are left out.`
  })
  const sources = drafts.map(({ source }) => `${labelText(aOrAn(source))} proposes one.`)
  const all = [...new Set([...links, ...sources])]
  return all.length === 0 ? [] : ['## What is filled in', bullets(all)]
}

function standingParts(catalogue: Catalogue, of: Document): string[] {
  const below = placedFields(of.fields).flatMap(({ rows, name, field: { kind } }) => {
    const { target } = kind
    if (target === null || target.standsOn.length === 0) return []
    const field = rows === null ? name : `${rows}.${name}`
    return [
      `It stands on the ${target.name} under \`${field}\`, which must be ` +
        `${target.standsOn.join(' or ')} and stays so.`,
    ]
  })
  const above = catalogue.laterThan(of.name).map(({ later, standsOn }) => {
    return (
      `While ${aOrAn(later.name)} stands on it, it stays ${standsOn.join(' or ')}: undo that ` +
      'one first, or both together.'
    )
  })
  const all = [...new Set([...below, ...above])]
  return all.length === 0 ? [] : ['## What stands on what', bullets(all)]
}

function isLedgers(of: Described): boolean {
  return of.noun === 'register' && of.isLedgers
}

function fileOf({ name }: Described): string {
  return `${addressName(name)}.md`
}

/** "giveBack" as people say it: "give back". */
function verbWords(verb: string): string {
  return labelText(verb).toLowerCase()
}

function isWord(state: string): boolean {
  return /^\w+$/.test(state)
}

function wordOf(state: string): string {
  return state.replaceAll(/\W/g, '_')
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n')
}

function page(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}
