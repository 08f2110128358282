/** A house with canaries everywhere, and what is known of where they are. */
import { finder } from './canary.ts'
import type { Cage } from './canary.ts'
import { askApprovals, bulkSteps, hearAll, importAll, printAll, runTasks } from './errands.ts'
import { fillHouse } from './filling.ts'
import type { Sendable } from './filling.ts'
import { hangAll } from './hanging.ts'
import type { Asker, House } from './house.ts'
import { knownIn } from './known.ts'
import type { Known } from './known.ts'
import { keepPay } from './payroll.ts'
import { secretsIn } from './secrets.ts'
import type { Place } from './secrets.ts'

export interface Ground {
  readonly house: House
  /** Who sees everything. */
  readonly insider: Asker
  readonly known: Known
  readonly sendable: Sendable
  /** All canaries, each with where it stands; those of pay stand nowhere but in the ledger. */
  readonly places: ReadonlyMap<string, readonly Place[]>
  /** Canaries in the books of pay. */
  readonly pay: ReadonlySet<string>
  readonly tokensIn: ReturnType<typeof finder>
}

/** Fills a house, in which an insider sees everything by these roles. */
export async function groundIn(
  house: House,
  cage: Cage,
  roles: readonly string[],
): Promise<Ground> {
  const [insider, author, second] = [
    await house.human('the insider', roles),
    await house.human('the author', []),
    await house.human('the second', []),
  ]
  await hearAll(house, insider)
  const sendable = await fillHouse(house, cage, { author, second })
  const pay = await keepPay(house, cage)
  await hangAll(house, cage, insider)
  await askApprovals(house, insider, author)
  await runTasks(house, insider)
  await printAll(house, insider)
  await bulkSteps(house, insider)
  const files = await importAll(house, cage, insider)
  const places = new Map([
    ...(await secretsIn(house)),
    ...[...files].map(([name, kind]) => [name, [{ kind, part: 'file', path: 'name' }]] as const),
  ])
  const known = await knownIn(house)
  const tokensIn = finder([...places.keys(), ...pay])
  return { house, insider, known, sendable, places, pay, tokensIn }
}
