/** Tells who asked for work that takes long that it is over, or that it stands still. */
import type { Query } from '#base/query.ts'
import { tell } from '#server/news/telling.ts'

/** A job, and whom it concerns. */
export interface Work {
  readonly organization: string
  readonly run: string
  readonly company: string | null
  /** The name of the description with whose papers it works. */
  readonly kind: string
  readonly person: string | null
}

/** In the transaction in which it ends; told once, however often it stood still before. */
export async function tellWork(
  query: Query,
  { organization, run, company, kind, person }: Work,
): Promise<void> {
  if (person === null) return
  // Nobody did it but the server: the job stands as its own doer.
  await tell(query, organization, { person: run, name: 'Backstay' }, [
    { person, what: 'work', company: company ?? '', kind, key: run, about: run },
  ])
}
