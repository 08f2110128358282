/** What a story sees when it makes an entry: the books so far, its company, day and choices. */
import type { Posting } from '#ledger/door.ts'
import type { EntryProposal, LineProposal, SubjectProposal } from '#ledger/entry.ts'
import { companies, firstDay, years } from '#test/model/ground.ts'
import type { GroundCompany } from '#test/model/ground.ts'
import type { Holding, ModelEntry, ModelPeriod, State } from '#test/model/state.ts'

/** Numbers from which a story draws whatever it must choose. */
export interface Choices {
  readonly company: number
  readonly day: number
  /** Which account, subject, unit, earlier entry. */
  readonly picks: readonly number[]
  /** Amounts in minor units, and quantities. */
  readonly figures: readonly number[]
}

export interface Story {
  /** How often it is told beside the others. */
  readonly weight: number
  readonly tell: (scene: Scene) => EntryProposal
}

export interface Scene {
  readonly state: State
  /** Everything that was sent so far, the members of this set before this one among it. */
  readonly sent: readonly Posting[]
  readonly company: string
  /** The company's own currency. */
  readonly home: string
  readonly day: Temporal.PlainDate
  readonly key: string
  readonly picks: readonly number[]
  readonly figures: readonly number[]
}

export function sceneOf(
  state: State,
  sent: readonly Posting[],
  choices: Choices,
  key: string,
): Scene {
  const { code: company, currency, months } = chosenCompany(choices)
  const open = monthsOf(state, company).filter((period) => period.state === 'open')
  const length = months * years.length * 30
  const month = open[choices.day % Math.max(open.length, 1)]
  const day =
    choices.day % 9 === 0 || month === undefined
      ? firstDay.add({ days: choices.day % length })
      : month.startsOn.add({ days: choices.day % 28 })
  return {
    state,
    sent,
    company,
    home: currency,
    day,
    key,
    picks: choices.picks,
    figures: choices.figures,
  }
}

function chosenCompany({ company }: Choices): GroundCompany {
  return companies[company % companies.length] as GroundCompany
}

function monthsOf(state: State, company: string): ModelPeriod[] {
  return (state.periods.get(company) ?? []).filter(({ kind }) => kind === 'month')
}

/** A value without some of its fields. */
export function without<Value extends object, Field extends keyof Value>(
  value: Value,
  ...fields: readonly Field[]
): Omit<Value, Field> {
  const kept = Object.entries(value).filter(([field]) => !fields.includes(field as Field))
  return Object.fromEntries(kept) as Omit<Value, Field>
}

/** One of a list, by the scene's choice at a place. */
export function pick<Value>(scene: Scene, place: number, ...of: readonly Value[]): Value {
  return of[(scene.picks[place] ?? 0) % of.length] as Value
}

/** One of a list that may be empty. */
export function pickMaybe<Value>(
  scene: Scene,
  place: number,
  of: readonly Value[],
): Value | undefined {
  return of[(scene.picks[place] ?? 0) % Math.max(of.length, 1)]
}

export function figure(scene: Scene, place: number): bigint {
  return BigInt(scene.figures[place] ?? 0)
}

/** A quantity between 1 and 12. */
export function quantity(scene: Scene, place: number): bigint {
  return (figure(scene, place) % 12n) + 1n
}

/** An entry of the scene's own day and key. */
export function entry(
  scene: Scene,
  lines: readonly LineProposal[],
  more: Partial<EntryProposal> = {},
): EntryProposal {
  return {
    key: scene.key,
    journal: 'general',
    postedOn: scene.day,
    reason: 'A random act',
    lines,
    ...more,
  }
}

/** A line in the company's own currency. */
export function home(
  scene: Scene,
  account: string,
  amount: bigint,
  more: Partial<LineProposal> = {},
): LineProposal {
  return { account, currency: scene.home, amount, ...more }
}

/** One of a few subjects of a kind, so that entries meet on them; some have a party. */
export function subject(scene: Scene, place: number, kind: string): SubjectProposal {
  const number = (scene.picks[place] ?? 0) % 6
  return {
    kind,
    paper: `${kind} ${number}`,
    ...(number % 2 === 1 ? { party: `party ${number}` } : {}),
    ...(number === 4 ? { row: 2 } : {}),
  }
}

/** The subject that a name of the model stands for, without what only its opening said. */
export function subjectNamed(key: string): SubjectProposal {
  const [, kind, paper, row] = JSON.parse(key) as [string, string, string, number]
  return { kind, paper, row }
}

/** The holdings of the company on an account that are not empty, with currency and subject. */
export function openHoldings(scene: Scene, ...accounts: readonly string[]) {
  return [...scene.state.holdings]
    .filter(
      ([, { company, account, layer, amount, quantity: goods }]) =>
        company === scene.company &&
        accounts.includes(account) &&
        layer === 'actual' &&
        (amount !== 0n || goods !== 0n),
    )
    .map(([key, holding]): Holding & { currency: string } => ({
      ...holding,
      currency: (JSON.parse(key) as string[])[3] ?? '',
    }))
}

/** Recorded entries of the company, the newest last. */
export function recorded(scene: Scene): ModelEntry[] {
  return [...scene.state.entries.values()].filter(
    ({ posting }) => posting.company === scene.company,
  )
}

/** The posting of an entry or a proposal sent earlier in this set; the newest are likeliest. */
export function earlier(scene: Scene, place: number): Posting | undefined {
  const { sent, picks } = scene
  const back = picks[place] ?? 0
  const reach = back % 3 === 0 ? sent.length : Math.min(sent.length, 12)
  return sent.length === 0 ? undefined : sent[sent.length - 1 - ((back * 7) % Math.max(reach, 1))]
}
