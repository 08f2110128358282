/** A task: a run, on a timetable or asked for, that makes documents: dunning, depreciation, pay. */
import type { z } from 'zod'
import type { Content } from '#kit/erased.ts'
import { asDescribed } from '#kit/erased.ts'
import { schemaOf } from '#kit/derive/schema.ts'
import type { Document } from '#kit/document.ts'
import type { Fields, Values } from '#kit/field.ts'
import type { Moment } from '#kit/moment.ts'
import type { Role } from '#kit/role.ts'

/** How much of a run is asked for at once: what it is about has an order, by a code of its own. */
export interface Piece {
  /** The code after which it goes on; "" from the beginning. */
  readonly after: string
  /** At most so many are looked at. */
  readonly most: number
}

/** What is due in a piece of a run. */
export interface Due {
  /** The papers' fields as JSON, as people would send them. */
  readonly papers: readonly Content[]
  /** The code of the last that was looked at; null where there is nothing beyond. */
  readonly goOn: string | null
}

/** What a task is told. */
export interface TaskSlots<Of extends Fields> {
  /** What it does, in a sentence. */
  readonly meaning: string
  /** What it is asked with. */
  readonly fields: Of
  readonly makes: Document
  /** The verb with which the papers are brought on at once; without it they stay drafts. */
  readonly verb?: string
  /** The role as which it acts, and no other. */
  readonly actsAs: Role
  /** Who may ask for it, and set its timetable. */
  readonly by: Role
  /**
   * What is due as of the moment's today, in the order of the codes. It only reads; what was made
   * before is not due again, so that a run may be done twice.
   */
  readonly due: (moment: Moment, asked: Values<Of>, piece: Piece) => Promise<Due>
}

/** A task's description. */
export interface Task {
  readonly noun: 'task'
  readonly name: string
  readonly meaning: string
  readonly fields: Fields
  readonly schema: z.ZodType<Content>
  readonly makes: Document
  readonly verb: string | null
  readonly actsAs: Role
  readonly by: Role
  readonly due: (moment: Moment, asked: Content, piece: Piece) => Promise<Due>
}

/** Describes a task. */
export function task<const Of extends Fields>(name: string, slots: TaskSlots<Of>): Task {
  const { meaning, fields, makes, verb = null, actsAs, by, due } = slots
  return {
    noun: 'task',
    name,
    meaning,
    fields,
    schema: asDescribed(schemaOf(fields)),
    makes,
    verb,
    actsAs,
    by,
    // What is asked was read by the schema of the very fields.
    due: (moment, asked, piece) => due(moment, asDescribed(asked), piece),
  }
}
