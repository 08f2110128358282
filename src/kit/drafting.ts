/** How earlier papers propose a later one: the later knows the earlier, never the reverse. */
import type { Document, Drafting, Paper } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import type { Fields } from '#kit/field.ts'

/** Describes a drafting: `draftsFrom(salesInvoice, ({ id }) => ({ invoice: id }))`. */
export function draftsFrom<Earlier extends Fields, State extends string>(
  { name }: Document<Earlier, State>,
  proposes: (earlier: Paper<Earlier, State>) => Content | null,
): Drafting {
  // The papers handed over are those of the description named, which the name alone tells.
  return { source: name, proposes: (earlier) => proposes(asDescribed(earlier)) }
}
