/** A document: a paper with a life; its states, who may bring it from one to the next, and what
 * that records in the books. */
import type { EntryProposal } from '#ledger/entry.ts'
import type { Fields, Values } from '#kit/field.ts'
import type { Target } from '#kit/kind.ts'
import { checkNames } from '#kit/names.ts'
import { numberPattern } from '#kit/number.ts'
import type { NumberPattern } from '#kit/number.ts'
import type { Role } from '#kit/role.ts'
import { tableName } from '#kit/spelling.ts'

/** What a paper says about itself besides its fields. */
export interface PaperHead<State extends string = string> {
  readonly id: string
  /** The code of the company whose paper it is. */
  readonly company: string
  readonly state: State
  /** Given when it leaves its first state; null before. */
  readonly number: string | null
  /** How often it was changed; what is sent with an older one is refused. */
  readonly version: number
  /** The person who wrote it first. */
  readonly madeBy: string
}

/** A paper: its head and its fields. */
export type Paper<Of extends Fields, State extends string = string> = PaperHead<State> & Values<Of>

/** An entry as a paper posts it; its key, source and reason come from the paper. */
export type PostedEntry = Pick<EntryProposal, 'journal' | 'postedOn' | 'lines'> &
  Partial<Pick<EntryProposal, 'kind' | 'documentDate'>>

/*
 * A rule is written as a function of its own paper. Shared code, which knows no paper, holds it by
 * a method's type, which is compared in both directions; so every document is a `Document`.
 */
type Need<Of> = { holds(paper: Of): boolean }['holds']
type Posts<Of> = { entry(paper: Of): PostedEntry }['entry']

/** A way from one state to another. */
export interface Transition<Of extends Fields, State extends string> {
  readonly from: State | readonly State[]
  readonly to: State
  /** Who may do it, unless the organization's own grants say otherwise. */
  readonly by: Role
  /** The transition whose doer may not do this one: four eyes. */
  readonly notWhoDid?: string
  /** What must be true, by the sentence that is told where it is not. */
  readonly needs?: Readonly<Record<string, Need<Values<Of>>>>
  /** The entry that it records, from the paper alone; or the reversal of all that it recorded. */
  readonly posts?: 'reversal' | Posts<Paper<Of>>
}

/** What a document is told. */
export interface DocumentSlots<Of extends Fields, State extends string> {
  readonly fields: Of
  /** The name of many; the name and an "s" where left out. */
  readonly plural?: string
  /** How its numbers look: "INV-{year}-{00000}". Without it the paper has none. */
  readonly number?: string
  /** The first is the one in which a paper is written and may still be changed. */
  readonly states: readonly [State, ...State[]]
  readonly transitions: Readonly<Record<string, Transition<Of, NoInfer<State>>>>
  readonly read: Role
  readonly write: Role
}

/** A document's description. */
export interface Document<Of extends Fields = Fields, State extends string = string> {
  readonly noun: 'document'
  readonly name: string
  readonly plural: string
  readonly fields: Of
  readonly number: NumberPattern | null
  readonly states: readonly [State, ...State[]]
  readonly transitions: Readonly<Record<string, Transition<Of, State>>>
  readonly read: Role
  readonly write: Role
  readonly target: Target
}

/** Describes a document. A transition from or to a state that is not listed does not compile. */
export function document<const Of extends Fields, const State extends string>(
  name: string,
  slots: DocumentSlots<Of, State>,
): Document<Of, State> {
  const { fields, plural = `${name}s`, states, transitions, read, write } = slots
  checkNames(name, fields)
  const table = `paper.${tableName(name)}`
  const target: Target = { name, table, key: 'id', of: 'company', dated: false }
  return {
    noun: 'document',
    name,
    plural,
    fields,
    number: slots.number === undefined ? null : numberPattern(slots.number),
    states,
    transitions,
    read,
    write,
    target,
  }
}
