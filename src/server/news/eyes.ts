/** What several persons see of papers at this moment: news tells nobody more than that. */
import type { PlainDate } from '#base/date.ts'
import { isId } from '#base/id.ts'
import type { Query } from '#base/query.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import type { Described } from '#kit/key.ts'
import { everywhere } from '#kit/role.ts'
import type { Sight } from '#kit/sight.ts'
import { sees, topicsOf } from '#kit/topic.ts'
import type { Topic } from '#kit/topic.ts'
import { sightIn } from '#server/access/permissions.ts'
import type { Permissions } from '#server/access/permissions.ts'
import type { Matter } from '#server/news/telling.ts'

/** Where it is looked, and by whose rules. */
export interface Sights {
  readonly organization: string
  readonly catalogue: Catalogue
  readonly permissions: Permissions
  /** The day on which roles are held. */
  readonly today: PlainDate
}

/** Answers whether a person sees a paper or row. */
export type Sees = (person: string, topic: Topic) => boolean

/** What persons see, by the roles that they hold: one statement, however many they are. */
export async function eyesOf(
  query: Query,
  { organization, permissions, today }: Sights,
  persons: readonly string[],
): Promise<Sees> {
  // What an import or the program itself wrote, no person of the house has made.
  const known = [...new Set(persons)].filter(isId)
  const found = await permissions.seers(query, organization, known, today)
  const held = new Map(found.map((one) => [one.person, one]))
  const sights = new Map<string, Sight | null>()
  return (person, { of, where }) => {
    const seer = held.get(person)
    if (seer === undefined) return false
    const name = `${person} ${where.company ?? ''} ${of.name}`
    const sight = sights.get(name) ?? sightIn(permissions, seer, where.company, of)
    sights.set(name, sight)
    return sight !== null && sees(sight, where)
  }
}

/** The papers and rows of matters by `nameOf`, whoever sees them: a statement for each kind. */
export async function topicsAt(
  query: Query,
  { organization, catalogue }: Pick<Sights, 'organization' | 'catalogue'>,
  matters: readonly Matter[],
): Promise<ReadonlyMap<string, Topic>> {
  const kinds = Map.groupBy(matters, ({ company, kind }) => `${company} ${kind}`)
  const found = new Map<string, Topic>()
  for (const some of kinds.values()) {
    const [{ company, kind } = { company: '', kind: '' }] = some
    const of = describedAs(catalogue, kind)
    if (of === undefined) continue
    const place = { query, organization, company }
    const keys = some.map(({ key }) => key)
    for (const topic of (await topicsOf(place, of, wholeSight, keys)).values()) {
      found.set(nameOf({ company, kind, key: topic.key }), topic)
    }
  }
  return found
}

/** How a matter is called in maps. */
export function nameOf({ company, kind, key }: Matter): string {
  return JSON.stringify([company, kind, key])
}

function describedAs(catalogue: Catalogue, name: string): Described | undefined {
  return catalogue.all.find((of) => of.name === name)
}

/** Finds what is there; who of all persons sees it is judged for each. */
const wholeSight: Sight = {
  person: '',
  scopes: [everywhere],
  everywhere: new Set(),
  somewhere: new Set(),
  at: () => new Set(),
}
