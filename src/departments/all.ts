/** The one list of registers and papers, read from top to bottom; nothing is scanned. */
import { catalogue } from '#kit/catalogue.ts'
import { ownField } from '#kit/own-fields.ts'

/** Every description of the program. */
export const all = catalogue([ownField])
