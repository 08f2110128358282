/** Which papers go out of the house, and which of their fields can be chosen for their prints. */
import type { Catalogue } from '#kit/catalogue.ts'
import { transferColumns } from '#kit/derive/transfer.ts'
import type { PrintedKind } from '#kit/prints.ts'

/** The kinds of paper that go out, with the fields that each has by itself. */
export function printedKinds({ all }: Pick<Catalogue, 'all'>): PrintedKind[] {
  return all.flatMap((of) => {
    if (of.noun === 'register' || of.prints === null) return []
    const columns = transferColumns(of)
    const once = columns.filter(({ list }) => list === null)
    const inRows = columns.filter(({ list }) => list !== null)
    return [
      {
        name: of.name,
        once: once.map(({ path }) => path),
        inRows: inRows.map(({ path }) => path),
      },
    ]
  })
}
