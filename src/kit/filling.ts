/** What is proposed for fields of a paper that were left out, from what its links name. */
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import type { Fields, Values } from '#kit/field.ts'
import type { Moment } from '#kit/moment.ts'
import type { Register } from '#kit/register.ts'

/** A link beside which fields are filled in. */
interface OfLink {
  /** The rows in which the link is; null where the paper itself has it. */
  readonly rows: string | null
  readonly link: string
  /** The register that proposes. */
  readonly register: Register
}

/** One link whose row fills others. */
export interface LinkFilling extends OfLink {
  /** The fields beside the link, by name, as values; what is null is not proposed. */
  readonly proposes: (row: Content, beside: Content) => Content
}

/** What stands beside a link, and the paper with it, as they were sent, in JSON. */
export interface Beside {
  readonly beside: Content
  readonly paper: Content
}

/** One link beside which a register proposes by more than the link alone. */
export interface AskedFilling extends OfLink {
  /** Asks once for a whole set; answers the fields that are proposed beside a link, as values. */
  readonly asks: (moment: Moment, set: readonly Beside[]) => Promise<(one: Beside) => Content>
}

export type Filling = LinkFilling | AskedFilling

/**
 * Describes a filling: `fills('customer', party, ({ currency }) => ({ currency }))`; in rows,
 * `fills('lines.item', item, …)`. What stands beside the link comes as it was sent, in JSON.
 */
export function fills<Of extends Fields>(
  link: string,
  register: Register<Of>,
  proposes: (row: Values<Of>, beside: Content) => Content,
): LinkFilling {
  return {
    ...placeOf(link),
    register,
    // The rows handed over are those of the register, which its description tells.
    proposes: (row, beside) => proposes(asDescribed(row), beside),
  }
}

/** Describes a filling by what a register says of a link and of the paper with it together. */
export function fillsAsking(
  link: string,
  register: Register,
  asks: AskedFilling['asks'],
): AskedFilling {
  return { ...placeOf(link), register, asks }
}

function placeOf(link: string): Pick<OfLink, 'rows' | 'link'> {
  const [first = '', inner] = link.split('.')
  return { rows: inner === undefined ? null : first, link: inner ?? first }
}
