/** A document: a paper with a life; its states, who may bring it from one to the next, and what
 * that records in the books. */
import type { Outcome } from '#base/problem.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import type { Content } from '#kit/erased.ts'
import type { Explains } from '#kit/explaining.ts'
import type { Fields, Values } from '#kit/field.ts'
import type { Filling } from '#kit/filling.ts'
import type { Target } from '#kit/kind.ts'
import type { Moment } from '#kit/moment.ts'
import { checkNames, checkSources } from '#kit/names.ts'
import { numberPattern } from '#kit/number.ts'
import type { NumberPattern } from '#kit/number.ts'
import type { Prints } from '#kit/prints.ts'
import type { Role } from '#kit/role.ts'
import { tableName } from '#kit/spelling.ts'

/** What a paper says about itself besides its fields. */
export interface PaperHead<State extends string = string> {
  readonly id: string
  /** The code of the company whose paper it is. */
  readonly company: string
  readonly state: State
  /** Given when it leaves its first state, unless it brought one along; null before. */
  readonly number: string | null
  /** How often it was changed; what is sent with an older one is refused. */
  readonly version: number
  /** The person who wrote it first. */
  readonly madeBy: string
}

/** A paper: its head and its fields. */
export type Paper<Of extends Fields, State extends string = string> = PaperHead<State> & Values<Of>

/** A paper as shared code sees it, which knows no description's names. */
export type AnyPaper = Stored<PaperHead> & Content

/** With the company's own fields, which no rule reads: their type is not told to rules. */
export type Stored<Kept> = Kept & { readonly extra: Content }

/** An entry as a paper posts it; its key, source and reason come from the paper. */
export type PostedEntry = Pick<EntryProposal, 'journal' | 'postedOn' | 'lines'> &
  Partial<Pick<EntryProposal, 'kind' | 'documentDate'>>

/** What a transition fills in: fields and rows that the description calls taken. */
export type Taken<Of extends Fields> = Partial<Values<Of>>

/*
 * A rule is written as a function of its own paper. Shared code, which knows no paper, holds it by
 * a method's type, which is compared in both directions; so every document is a `Document`.
 */
type Need<Of> = { holds(paper: Of): boolean }['holds']
type Posts<Of> = { entries(paper: Of): PostedEntry | readonly PostedEntry[] }['entries']
type Worth<Of> = {
  worth(paper: Of, digits: number): { readonly amount: bigint; readonly currency: string }
}['worth']
/**
 * Reads what this moment knows, once for the whole set; answers what takes from it, member by
 * member in the set's order, each seeing what those before it took. A problem refuses that member.
 */
type Gathers<Of, Fills> = {
  gathers(moment: Moment, papers: readonly Of[]): Promise<Takes<Of, Fills>>
}['gathers']
type Takes<Of, Fills> = { takes(paper: Of): Outcome<Fills> }['takes']

/** A way from one state to another. */
export interface Transition<Of extends Fields, State extends string> {
  readonly from: State | readonly State[]
  readonly to: State
  /** Who may do it, unless the organization's own grants say otherwise. */
  readonly by: Role
  /** The transition whose doer may not do this one: four eyes. `write`: who wrote the paper. */
  readonly notWhoDid?: string
  /** What must be true, by the sentence that is told where it is not. */
  readonly needs?: Readonly<Record<string, Need<Values<Of>>>>
  /** The only place for reading what the moment knows; what is taken is frozen on the paper. */
  readonly gathers?: Gathers<Paper<Of>, Taken<Of>>
  /** The entries that it records, from the paper alone; or the reversal of all it recorded. */
  readonly posts?: 'reversal' | Posts<Paper<Of>>
  /** Whether the paper no longer counts afterwards, as after a reversal, without one. */
  readonly undoes?: boolean
}

/** From one kind of paper to another. */
export interface Drafting {
  /** The earlier papers' description, by name. */
  readonly source: string
  /** The fields with which the later paper begins; null where nothing of the earlier is open. */
  readonly proposes: (earlier: Content) => Content | null
  /**
   * What only the moment knows, read once for all of them: it stands in the place of what is
   * proposed of the same names; null where nothing of the earlier is open.
   */
  readonly gathers?: (
    moment: Moment,
    earlier: readonly Content[],
  ) => Promise<(earlier: Content) => Content | null>
}

/** What of a paper's head lists may be sorted by, with an index. */
export type HeadSort = 'state' | 'madeBy'

/** What a document is told. */
export interface DocumentSlots<Of extends Fields, State extends string> {
  /** What it is, in a sentence for the guide: “A bill to a customer.” */
  readonly about?: string
  readonly fields: Of
  /** The name of many; the name and an "s" where left out. */
  readonly plural?: string
  /** How its numbers look: "INV-{year}-{00000}", by its day. Without it the paper has none. */
  readonly number?: string
  /** The first is the one in which a paper is written and may still be changed. */
  readonly states: readonly [State, ...State[]]
  readonly transitions: Readonly<Record<string, Transition<Of, NoInfer<State>>>>
  /** What a linked register's row proposes for fields that were left out. */
  readonly fills?: readonly Filling[]
  /** How earlier papers propose this one. */
  readonly drafts?: readonly Drafting[]
  /**
   * What it is worth, in minor units, for approvals by amount; it is told the digits of the
   * company's own currency, since what is worth something in another one has no amount here.
   */
  readonly worth?: Worth<Paper<Of>>
  /**
   * The field that is its day: it is posted on it, numbered in its year, and registers are looked
   * up as of it.
   */
  readonly day?: Extract<keyof Of, string>
  /** What lists are filtered and sorted by, the filter first; each gets an index. */
  readonly sorts?: readonly (readonly (Extract<keyof Of, string> | HeadSort)[])[]
  /** The fields that say to which site and department a paper belongs, for narrowed roles. */
  readonly belongs?: {
    readonly site?: Extract<keyof Of, string>
    readonly department?: Extract<keyof Of, string>
  }
  /** What of it goes out on paper; all that there is, where left out. */
  readonly prints?: Prints
  /** How its derived figures came about; they cannot be asked for where left out. */
  readonly explains?: Explains<Paper<Of>>
  readonly read: Role
  readonly write: Role
}

/** A document's description. */
export interface Document<Of extends Fields = Fields, State extends string = string> {
  readonly noun: 'document'
  readonly name: string
  readonly about: string | null
  readonly plural: string
  readonly fields: Of
  readonly number: NumberPattern | null
  readonly states: readonly [State, ...State[]]
  readonly transitions: Readonly<Record<string, Transition<Of, State>>>
  readonly fills: readonly Filling[]
  readonly drafts: readonly Drafting[]
  readonly worth: Worth<Paper<Of>> | null
  readonly day: string | null
  readonly sorts: readonly (readonly string[])[]
  readonly belongs: { readonly site?: string; readonly department?: string }
  readonly prints: Prints | null
  readonly explains: Explains<Paper<Of>> | null
  readonly read: Role
  readonly write: Role
  readonly target: Target
}

/** Describes a document. A transition from or to a state that is not listed does not compile. */
export function document<const Of extends Fields, const State extends string>(
  name: string,
  slots: DocumentSlots<Of, State>,
): Document<Of, State> {
  const { fields, number, states, transitions, read, write } = slots
  checkNames(name, fields)
  checkSources(name, fields)
  const table = `paper.${tableName(name)}`
  return {
    noun: 'document',
    name,
    about: slots.about ?? null,
    plural: slots.plural ?? `${name}s`,
    fields,
    number: number === undefined ? null : numberPattern(number),
    states,
    transitions,
    fills: slots.fills ?? [],
    drafts: slots.drafts ?? [],
    worth: slots.worth ?? null,
    day: slots.day ?? null,
    sorts: slots.sorts ?? [],
    belongs: slots.belongs ?? {},
    prints: slots.prints ?? null,
    explains: slots.explains ?? null,
    read,
    write,
    target: { name, table, key: 'id', of: 'company', dated: false, standsOn: [] },
  }
}

/** Whether a transition takes back what the paper did: it counts no more afterwards. */
export function isUndoing(
  transition: Pick<Transition<Fields, string>, 'posts' | 'undoes'>,
): boolean {
  return transition.undoes === true || transition.posts === 'reversal'
}

/** The states in which a paper counts: those after the first that no undoing leads to. */
export function countingStates({ states, transitions }: Document): string[] {
  const undone = Object.values(transitions).filter(isUndoing)
  return states.slice(1).filter((state) => !undone.some(({ to }) => to === state))
}
