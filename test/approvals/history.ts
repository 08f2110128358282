/** Random histories of one request for approval, and a model that says when there is a quorum. */
import fc from 'fast-check'

/** So many people there are; the first writes the paper, the second asks for its approval. */
export const people = 6
export const [writer, asker] = [0, 1]
export const roleNames = ['billing lead', 'accountant'] as const
export type RoleName = (typeof roleNames)[number]

/** So many persons of these roles. */
export interface Wanted {
  readonly roles: readonly RoleName[]
  readonly persons: number
}

/** What may happen; days are counted from the day on which approval is asked. */
export type Happening =
  | { readonly what: 'approve'; readonly who: number; readonly for: number }
  | { readonly what: 'reject'; readonly who: number }
  | { readonly what: 'change' }
  | { readonly what: 'grant' | 'end'; readonly who: number; readonly role: RoleName }
  | {
      readonly what: 'delegate'
      readonly from: number
      readonly to: number
      readonly first: number
      readonly last: number
      readonly roles: readonly RoleName[]
    }
  | { readonly what: 'sleep'; readonly days: number }
  | { readonly what: 'policy'; readonly wanted: readonly Wanted[] }
  | { readonly what: 'withdraw' }
  | { readonly what: 'effect' }

/** The people's roles at the start, what is wanted, and what happens after approval was asked. */
export interface History {
  readonly roles: readonly (readonly RoleName[])[]
  readonly wanted: readonly Wanted[]
  readonly happenings: readonly Happening[]
}

const person = fc.nat(people - 1)
const roleName = fc.constantFrom(...roleNames)
const someRoles = fc.uniqueArray(roleName, { minLength: 1, maxLength: 2 })
const wanted = fc.array(fc.record({ roles: someRoles, persons: fc.integer({ min: 1, max: 2 }) }), {
  minLength: 1,
  maxLength: 2,
})

/** As it is drawn: an approval may lean on one of the delegations so far, the last ones first. */
type Drawn =
  | Happening
  | { readonly what: 'lean'; readonly back: number; readonly by: 'from' | 'to' }

const drawn: fc.Arbitrary<Drawn> = fc.oneof(
  {
    weight: 8,
    arbitrary: person.map((who) => ({ what: 'approve' as const, who, for: who })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('approve' as const), who: person, for: person }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('lean' as const),
      back: fc.nat(2),
      by: fc.constantFrom('from' as const, 'to' as const, 'to' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc
      .record({
        from: person,
        to: person,
        first: fc.nat(3),
        length: fc.nat(4),
        roles: someRoles,
      })
      .filter(({ from, to }) => from !== to)
      .map(({ length, ...rest }) => ({
        what: 'delegate' as const,
        ...rest,
        last: rest.first + length,
      })),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constantFrom('grant' as const, 'end' as const),
      who: person,
      role: roleName,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('sleep' as const),
      days: fc.constantFrom(1, 1, 2, 3, 30, 31),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ what: 'change' as const }, { what: 'withdraw' as const }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('reject' as const), who: person }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('policy' as const), wanted }) },
  { weight: 6, arbitrary: fc.constant({ what: 'effect' as const }) },
)

/** Any history of up to so many happenings; it ends with an attempt at the effect. */
export function histories(most: number): fc.Arbitrary<History> {
  return fc.record({
    roles: fc.array(fc.uniqueArray(roleName, { minLength: 1, maxLength: 2 }), {
      minLength: people,
      maxLength: people,
    }),
    wanted,
    happenings: fc
      .array(drawn, { maxLength: most })
      .map((all): Happening[] => [...all.flatMap(resolved), { what: 'effect' }]),
  })
}

/** One that leans on a delegation is the delegate's in the other's place, or the delegator's. */
function resolved(one: Drawn, at: number, all: readonly Drawn[]): Happening[] {
  if (one.what !== 'lean') return [one]
  const before = all.slice(0, at).filter((other) => other.what === 'delegate')
  const found = before[before.length - 1 - one.back] ?? before.at(-1)
  return found === undefined ? [] : [{ what: 'approve', who: found[one.by], for: found.from }]
}

/** What was said to the request by somebody, whether it may count or not. */
interface Said {
  readonly who: number
  readonly for: number
  readonly day: number
  readonly approves: boolean
}

interface StandIn {
  readonly from: number
  readonly to: number
  readonly first: number
  readonly last: number
  readonly roles: readonly RoleName[]
}

/**
 * The model: it keeps all that happened and answers by looking for a way to fill every place. It
 * shares nothing with the code that it judges.
 */
export class Model {
  day = 0
  changed = false
  withdrawn = false
  wanted: readonly Wanted[]
  readonly roles: Set<RoleName>[]
  readonly standIns: StandIn[] = []
  readonly said: Said[] = []

  constructor(history: History) {
    this.wanted = history.wanted
    this.roles = history.roles.map((names) => new Set(names))
  }

  /** Notes what happened, whether the program took it or refused it. */
  note(happened: Happening): void {
    switch (happened.what) {
      case 'approve':
        this.said.push({ who: happened.who, for: happened.for, day: this.day, approves: true })
        break
      case 'reject':
        this.said.push({ who: happened.who, for: happened.who, day: this.day, approves: false })
        break
      case 'change':
        this.changed = true
        break
      case 'grant':
        this.roles[happened.who]?.add(happened.role)
        break
      case 'end':
        this.roles[happened.who]?.delete(happened.role)
        break
      case 'delegate':
        this.standIns.push(happened)
        break
      case 'sleep':
        this.day += happened.days
        break
      case 'policy':
        this.wanted = happened.wanted
        break
      case 'withdraw':
        this.withdrawn = true
        break
      case 'effect':
        break
    }
  }

  /** Whether the effect is right now: every place is filled by a person of its own. */
  quorum(): boolean {
    if (this.changed || this.withdrawn || this.day > 30) return false
    const places = this.wanted.flatMap(({ roles, persons }) =>
      Array.from({ length: persons }, () => roles),
    )
    return this.fills(places, [])
  }

  private fills(places: readonly (readonly RoleName[])[], used: readonly number[]): boolean {
    const [place, ...rest] = places
    if (place === undefined) return true
    return this.said.some(
      (one) =>
        one.approves &&
        ![one.who, one.for].some((part) => [writer, asker, ...used].includes(part)) &&
        place.some((role) => this.counts(one, role)) &&
        this.fills(rest, [...used, one.who, one.for]),
    )
  }

  private counts(one: Said, role: RoleName): boolean {
    if (this.roles[one.for]?.has(role) !== true) return false
    if (one.who === one.for) return true
    return this.standIns.some(
      ({ from, to, first, last, roles }) =>
        from === one.for &&
        to === one.who &&
        first <= one.day &&
        one.day <= last &&
        roles.includes(role),
    )
  }
}
