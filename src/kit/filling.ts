/** What a linked register's row proposes for fields of a paper that were left out. */
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import type { Fields, Values } from '#kit/field.ts'
import type { Register } from '#kit/register.ts'

/** One link that fills others. */
export interface Filling {
  /** The rows in which the link is; null where the paper itself has it. */
  readonly rows: string | null
  readonly link: string
  readonly register: Register
  /** The fields beside the link, by name, as values; what is null is not proposed. */
  readonly proposes: (row: Content, beside: Content) => Content
}

/**
 * Describes a filling: `fills('customer', party, ({ currency }) => ({ currency }))`; in rows,
 * `fills('lines.item', item, …)`. What stands beside the link comes as it was sent, in JSON.
 */
export function fills<Of extends Fields>(
  link: string,
  register: Register<Of>,
  proposes: (row: Values<Of>, beside: Content) => Content,
): Filling {
  const [first = '', inner] = link.split('.')
  return {
    rows: inner === undefined ? null : first,
    link: inner ?? first,
    register,
    // The rows handed over are those of the register, which its description tells.
    proposes: (row, beside) => proposes(asDescribed(row), beside),
  }
}
