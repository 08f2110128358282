/** The operations of all papers and registers: most follow from a description each. */
import type { Catalogue } from '#kit/catalogue.ts'
import type { Described } from '#kit/key.ts'
import type { Operation } from '#server/http/operation.ts'
import { askingApproval } from '#server/http/papers/approvals.ts'
import { attaching } from '#server/http/papers/attaching.ts'
import { bringingOn } from '#server/http/papers/bringing-on.ts'
import { chaining } from '#server/http/papers/chain.ts'
import { commenting } from '#server/http/papers/commenting.ts'
import { drafting } from '#server/http/papers/drafting.ts'
import { explaining } from '#server/http/papers/explaining.ts'
import { exporting } from '#server/http/papers/exporting.ts'
import { following } from '#server/http/papers/following.ts'
import { listing } from '#server/http/papers/listing.ts'
import { registering } from '#server/http/papers/registers.ts'
import { findPapers } from '#server/http/papers/searching.ts'
import { seeing } from '#server/http/papers/seeing.ts'
import { tasking } from '#server/http/papers/tasking.ts'
import { telling } from '#server/http/papers/telling.ts'
import { wholes } from '#server/http/papers/topics.ts'
import { writing } from '#server/http/papers/writing.ts'

/** The operations of a catalogue: description by description, and those that all have alike. */
export function paperOperations({ all }: Catalogue): Operation[] {
  const alike = wholes.flatMap((whole) => {
    return [
      ...commenting(whole),
      ...following(whole),
      ...tasking(whole),
      ...attaching(whole),
      ...telling(whole),
    ]
  })
  return [...all.flatMap(operationsOn), findPapers, ...alike]
}

/** A register of the ledger's own has operations of its own. */
function operationsOn(of: Described): Operation[] {
  if (of.noun === 'register') {
    return of.isLedgers ? [] : [...listing(of), ...exporting(of), ...registering(of)]
  }
  // What has a word at the place of an identifier stands before it.
  return [
    ...listing(of),
    ...exporting(of),
    ...drafting(of),
    askingApproval(of),
    seeing(of),
    chaining(of),
    ...explaining(of),
    ...writing(of),
    ...bringingOn(of),
  ]
}
