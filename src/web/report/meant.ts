/** A figure that is meant, as it stands in an address: so that a link opens what is behind it. */
import type { Explainable, Meant, Texts } from '#web/report/table.ts'

/** "balance-sheet?as-of=2026-03-31&figure=amount&of-account=1000". */
export function meantText({ report, params, of, figure }: Meant): string {
  const words = new URLSearchParams({ ...params, figure })
  for (const [name, text] of Object.entries(of)) words.set(`of-${name}`, text)
  return `${report}?${words.toString()}`
}

/** What `meantText` wrote; null where it is nothing of the kind. */
export function meantOf(text: string): Meant | null {
  const [report = '', rest = ''] = text.split(/\?(.*)/s)
  const { figure, ...words } = Object.fromEntries(new URLSearchParams(rest))
  if (!/^[a-z][a-z-]*$/.test(report) || figure === undefined) return null
  const isOf = (name: string): boolean => name.startsWith('of-')
  const given = Object.entries(words)
  return {
    report,
    figure,
    params: Object.fromEntries(given.filter(([name]) => !isOf(name))),
    of: Object.fromEntries(
      given.filter(([name]) => isOf(name)).map(([name, cell]) => [name.slice('of-'.length), cell]),
    ),
  }
}

/** The same of a sum: "sum!trial-balance?…|trial-balance?…". */
export function whyText(of: Explainable): string {
  return 'report' in of ? meantText(of) : `${sumMark}${of.map(meantText).join('|')}`
}

const sumMark = 'sum!'
/** More figures than that are no sum that somebody looks at. */
const mostParts = 100

/** The figures of a sum that `whyText` wrote; null where it is nothing of the kind. */
export function sumMeantOf(text: string): readonly Meant[] | null {
  if (!text.startsWith(sumMark)) return null
  const parts = text.slice(sumMark.length).split('|').slice(0, mostParts).map(meantOf)
  return parts.every((part) => part !== null) ? parts : null
}

/** A figure of a paper: where the paper stands in the API, and where the figure on the paper. */
export interface PaperFigure {
  readonly list: string
  readonly id: string
  /** "total", "taxes[1].tax". */
  readonly figure: string
}

/** "sales-invoices/0198…!taxes[1].tax". */
export function paperFigureText({ list, id, figure }: PaperFigure): string {
  return `${list}/${id}!${figure}`
}

/** What `paperFigureText` wrote; null where it is nothing of the kind. */
export function paperFigureOf(text: string): PaperFigure | null {
  const [, list = '', id = '', figure = ''] =
    /^([a-z][a-z-]*)\/([0-9a-f-]{36})!([a-z]\w*(?:\[\d+\]\.\w+)?)$/i.exec(text) ?? []
  return figure === '' ? null : { list, id, figure }
}

/** The search of an address with a figure opened, or with none. */
export function withWhy(search: Texts, why: string | null, step: string | null = null): Texts {
  const { why: _why, 'why-step': _step, ...others } = search
  return {
    ...others,
    ...(why === null ? {} : { why }),
    ...(step === null ? {} : { 'why-step': step }),
  }
}
