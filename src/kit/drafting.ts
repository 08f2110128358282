/** How earlier papers propose a later one: the later knows the earlier, never the reverse. */
import type { Document, Drafting, Paper } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import type { Fields } from '#kit/field.ts'
import type { Moment } from '#kit/moment.ts'

/** What only the moment knows of earlier papers. */
type Gathers<Of> = (
  moment: Moment,
  earlier: readonly Of[],
) => Promise<(earlier: Of) => Content | null>

/**
 * Describes a drafting: `draftsFrom(salesInvoice, ({ id }) => ({ invoice: id }))`; `gathers` adds
 * what only the moment knows, such as what is still open.
 */
export function draftsFrom<Earlier extends Fields, State extends string>(
  { name }: Document<Earlier, State>,
  proposes: (earlier: Paper<Earlier, State>) => Content | null,
  gathers?: Gathers<Paper<Earlier, State>>,
): Drafting {
  // The papers handed over are those of the description named, which the name alone tells.
  return {
    source: name,
    proposes: (earlier) => proposes(asDescribed(earlier)),
    ...(gathers === undefined
      ? {}
      : {
          gathers: async (moment, earlier) => {
            const more = await gathers(moment, asDescribed(earlier))
            return (one) => more(asDescribed(one))
          },
        }),
  }
}

/** What each of some papers proposes at a moment, in their order. */
export async function drafted(
  moment: Moment,
  { proposes, gathers }: Drafting,
  earlier: readonly Content[],
): Promise<(Content | null)[]> {
  const proposed = earlier.map((paper) => proposes(paper))
  const open = earlier.filter((_, at) => proposed[at] !== null)
  const more = gathers === undefined ? null : await gathers(moment, open)
  return proposed.map((draft, at) => {
    const added = more === null || draft === null ? {} : more(earlier[at] ?? {})
    return draft === null || added === null ? null : { ...draft, ...added }
  })
}
