/** The operations of all papers and registers: each follows from its description. */
import type { Catalogue } from '#kit/catalogue.ts'
import type { Described } from '#kit/key.ts'
import type { Operation } from '#server/http/operation.ts'
import { askingApproval } from '#server/http/papers/approvals.ts'
import { bringingOn } from '#server/http/papers/bringing-on.ts'
import { drafting } from '#server/http/papers/drafting.ts'
import { exporting } from '#server/http/papers/exporting.ts'
import { listing } from '#server/http/papers/listing.ts'
import { registering } from '#server/http/papers/registers.ts'
import { seeing } from '#server/http/papers/seeing.ts'
import { writing } from '#server/http/papers/writing.ts'

/** The operations of a catalogue, description by description. */
export function paperOperations({ all }: Catalogue): Operation[] {
  return all.flatMap(operationsOn)
}

/** A register of the ledger's own has operations of its own. */
function operationsOn(of: Described): Operation[] {
  if (of.noun === 'register')
    return of.isLedgers ? [] : [...listing(of), ...exporting(of), ...registering(of)]
  // What has a word at the place of an identifier stands before it.
  return [
    ...listing(of),
    ...exporting(of),
    ...drafting(of),
    askingApproval(of),
    ...seeing(of),
    ...writing(of),
    ...bringingOn(of),
  ]
}
