/** What is open of a paper by now, and what has settled it: every line of its open item. */
import { sumOfParts } from '#kit/explaining.ts'
import type { Behind, Explains, FigurePart } from '#kit/explaining.ts'
import type { Moment } from '#kit/moment.ts'
import { part } from '#departments/finance/behind.ts'
import { openItem } from '#departments/finance/sale-entry.ts'

/** A paper with an open item of its number. */
interface Numbered {
  readonly number: string | null
}

interface Owed {
  readonly currency: string
}

/** How the figure `open` is reckoned. */
const formula = 'The total, less what has settled it by now.'

/**
 * The explanation of a kind of paper, by its name, with that of what is open of one. This is no
 * field, since it changes as long as the item is open, and it is told only where everybody inside
 * may read the item's lines.
 */
export function withOpen<Of extends Owed>(name: string, of: Explains<Of>): Explains<Of & Numbered> {
  return {
    figures: { ...of.figures, open: formula },
    gathers: async (moment, paper) => {
      const tell = await of.gathers(moment, paper)
      const open = await openBehind(moment, name, paper)
      return (path, row) => (path === 'open' ? open : tell(path, row))
    },
  }
}

interface Settling {
  readonly entry: string
  readonly sourcePaper: string | null
  readonly sourceNumber: string | null
  readonly reason: string
  readonly isReversal: boolean
  readonly amount: bigint
  readonly scale: number
  readonly isShown: boolean
}

async function openBehind(
  moment: Moment,
  name: string,
  { number, currency }: Owed & Numbered,
): Promise<Behind | null> {
  if (number === null) return null
  const lines = await linesOf(moment, number)
  if (lines.some(({ isShown }) => !isShown)) return null
  const parts = lines.map((line) => partOf(line, name, number))
  return { figure: sumOfParts(parts), currency, facts: [], parts }
}

/** The lines of an open item, by their entries, in the order of their days. */
async function linesOf(
  { query, organization, company }: Moment,
  number: string,
): Promise<readonly Settling[]> {
  return await query<Settling>({
    name: 'what settled a paper',
    text: `select e.id::text as entry, e.source_paper as "sourcePaper",
          e.source_number as "sourceNumber", e.reason, e.kind = 'reversal' as "isReversal",
          sum(l.amount)::bigint as amount, c.scale,
          max(greatest(a.read_class, s.read_class)) <= 1 as "isShown"
        from ledger.subject s
        join ledger.line l on l.organization = $1 and l.subject = s.id and l.layer = 'actual'
        join ledger.account a on a.organization = $1 and a.id = l.account and a.company = $2
        join ledger.entry e on e.organization = $1 and e.id = l.entry
        join ledger.commodity c on c.organization = $1 and c.code = l.currency
        where s.organization = $1 and s.company = $2 and s.kind = $3 and s.paper = $4 and s.row = 0
        group by e.id, e.posted_on, e.source_paper, e.source_number, e.reason, e.kind, c.scale
        order by e.posted_on, e.id`,
    values: [organization, company, openItem, number],
  })
}

function partOf(line: Settling, name: string, number: string): FigurePart {
  const { entry, sourcePaper, sourceNumber, reason, isReversal, amount, scale } = line
  const figure = { units: amount, scale }
  const isOwn = sourcePaper === name && sourceNumber === number
  if (isOwn && !isReversal) return part('Total', figure, { at: 'total' })
  return part(isReversal ? 'Taken back' : 'Settled', figure, {
    text: sourceNumber ?? reason,
    entry,
  })
}
