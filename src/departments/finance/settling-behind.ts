/** How the figures of what settles open items came about: its pieces, and what was left over. */
import type { Decimal } from '#base/decimal.ts'
import type { Behind, Explains } from '#kit/explaining.ts'
import { negated, part } from '#departments/finance/behind.ts'
import { frozen } from '#departments/finance/sale-entry.ts'

interface Settling {
  readonly currency: string
  readonly booksIn: string | null
  /** Of a receipt: what came in, and what was left of it. */
  readonly amount?: Decimal
  readonly rest?: Decimal | null
  readonly pieces: readonly {
    readonly item: string
    readonly amount: Decimal
    readonly worth: Decimal
  }[]
}

const pieceFigures = {
  'pieces.amount': 'As much as was said, or as much as was open and there was money for.',
  'pieces.worth': 'What the open item is worth in the books; of a part, in proportion to it.',
} as const

/** Tells what is behind the pieces of a paper that settles. */
export function pieceExplains<Of extends Settling>(): Explains<Of> {
  return { figures: pieceFigures, gathers: (_, paper) => Promise.resolve(tellPiece(paper)) }
}

/** Tells that, and what was left over of the money that came in. */
export function receiptExplains<Of extends Settling>(): Explains<Of> {
  return {
    figures: { ...pieceFigures, rest: 'What was received, less what it settles.' },
    gathers: (_, paper) => {
      const ofPiece = tellPiece(paper)
      return Promise.resolve((path, row) =>
        path === 'rest' ? tellRest(paper) : ofPiece(path, row),
      )
    },
  }
}

function tellPiece({ pieces, currency, booksIn }: Settling) {
  return (path: string, row: number | null): Behind | null => {
    const piece = pieces[(row ?? 0) - 1]
    if (piece === undefined) return null
    const { item: text, amount, worth } = piece
    if (path === 'pieces.amount') {
      return { figure: amount, currency, facts: [], parts: [part('Settled', amount, { text })] }
    }
    if (path !== 'pieces.worth') return null
    const parts = [part('As the open item stood in the books', worth, { text })]
    return { figure: worth, currency: frozen(booksIn), facts: [], parts }
  }
}

function tellRest({ amount, rest, pieces, currency }: Settling): Behind | null {
  if (amount === undefined || rest === undefined || rest === null) return null
  const settled = pieces.map((piece, n) =>
    part('Settled', negated(piece.amount), {
      text: piece.item,
      at: `pieces[${n + 1}].amount`,
    }),
  )
  return {
    figure: rest,
    currency,
    facts: [],
    parts: [part('What was received', amount), ...settled],
  }
}
