/** How posted entries are written in JSON: figures as decimals by their commodity's scale. */
import { z } from 'zod'
import { formatDecimal } from '#base/decimal.ts'
import type { EntryProposal, SubjectProposal } from '#ledger/entry.ts'
import type { RecordedEntry, RecordedHeader, RecordedLine } from '#ledger/recorded-entry.ts'
import type { CompanyFacts } from '#server/directory.ts'
import { entryBody, lineBody } from '#server/http/entry-body.ts'
import { identifier } from '#server/http/fields.ts'

const kinds = z.enum([
  'regular',
  'opening',
  'adjustment',
  'closing',
  'reversal',
  'pending',
  'settlement',
  'void',
  'expiry',
  'allocation',
  'revaluation',
])

/** An entry without its lines. */
export const headerAnswer = entryBody.omit({ lines: true, periodKind: true }).extend({
  id: identifier('The number of the entry.'),
  company: z.string(),
  key: z.string(),
  kind: kinds,
  period: z.int().meta({ description: 'Year × 100 + place in the year.', examples: [202611] }),
  late: z.boolean().meta({ description: 'Whether the year had been closed once before.' }),
  reversedEntry: identifier('The entry that this one reverses.').optional(),
  pendingEntry: identifier('The pending entry that this one ends.').optional(),
  actor: z.string().meta({ description: 'Who posted it.' }),
  recordedAt: z.string().meta({ format: 'date-time' }),
})

const figures = z.strictObject({
  amount: z.string(),
  base: z.string(),
  quantity: z.string().optional(),
})

export const entryAnswer = headerAnswer.extend({
  reversedBy: identifier('The entry that reverses this one.').optional(),
  lines: z.array(
    lineBody.extend({
      line: z.int().meta({ description: 'The number of the line, from 1.' }),
      base: z.string().meta({ description: 'The worth in the company’s currency.' }),
      reversedLine: z.int().optional(),
      left: figures.optional().meta({ description: 'Of a pending line: what is left of it.' }),
    }),
  ),
})

/** An entry that would be recorded: it has neither a number nor a key of its own yet. */
export const entryPreview = headerAnswer
  .omit({ id: true, company: true, key: true, period: true, late: true, actor: true })
  .omit({ recordedAt: true })
  .extend({
    lines: z.array(
      lineBody.extend({
        line: z.int().meta({ description: 'The number of the line, from 1.' }),
        base: z.string().meta({ description: 'The worth in the company’s currency.' }),
        reversedLine: z.int().optional(),
      }),
    ),
  })

/** A header as `headerAnswer` says; its fields are plain values already. */
export function headerJson(header: RecordedHeader): object {
  return header
}

/** The codes whose scales `entryJson` and `previewJson` need. */
export function commoditiesIn({ lines }: Pick<EntryProposal, 'lines'>): Set<string> {
  return new Set(
    lines.flatMap(({ currency, item }) => (item === undefined ? [currency] : [currency, item])),
  )
}

/** An entry as `entryAnswer` says. */
export function entryJson(
  entry: RecordedEntry,
  company: CompanyFacts,
  scales: ReadonlyMap<string, number>,
): object {
  const write = figureWriter(company, scales)
  return { ...entry, lines: entry.lines.map((line) => lineJson(line, company, write)) }
}

/** An entry as `entryPreview` says, with the lines that are seen, by their numbers. */
export function previewJson(
  { lines, kind = 'regular', ...proposed }: EntryProposal,
  company: CompanyFacts,
  scales: ReadonlyMap<string, number>,
  isSeen: (line: number) => boolean,
): object {
  const write = figureWriter(company, scales)
  const { journal, postedOn, documentDate, reason, source, reversedEntry, batch, rule } = proposed
  return {
    journal,
    postedOn,
    documentDate,
    reason,
    source,
    reversedEntry,
    batch,
    rule,
    kind,
    lines: lines.flatMap(({ subject, layer = 'actual', ...line }, at) =>
      isSeen(at + 1)
        ? {
            ...lineJson({ ...line, layer, number: at + 1 }, company, write),
            ...(subject === undefined ? {} : { subject: subjectJson(subject) }),
          }
        : [],
    ),
  }
}

/** A subject without its limits, which its description has. */
function subjectJson({
  lowest: _low,
  highest: _high,
  readClass: _class,
  ...rest
}: SubjectProposal) {
  return rest
}

/** Writes whole units as decimals. */
function figureWriter(
  company: CompanyFacts,
  scales: ReadonlyMap<string, number>,
): (units: bigint, code: string) => string {
  return (units, code) =>
    formatDecimal({
      units,
      scale: (code === company.currency ? company.scale : scales.get(code)) ?? 0,
    })
}

function lineJson(
  { number, amount, base, quantity, taxBase, left, ...rest }: RecordedLine,
  { currency: own }: CompanyFacts,
  write: (units: bigint, code: string) => string,
): object {
  const { currency, item } = rest
  const goods = (units: bigint | undefined): object =>
    item === undefined || units === undefined ? {} : { quantity: write(units, item) }
  return {
    line: number,
    ...rest,
    amount: write(amount, currency),
    base: write(base ?? amount, own),
    ...goods(quantity),
    ...(taxBase === undefined ? {} : { taxBase: write(taxBase, own) }),
    ...(left === undefined
      ? {}
      : {
          left: {
            amount: write(left.amount, currency),
            base: write(left.base, own),
            ...goods(left.quantity),
          },
        }),
  }
}
