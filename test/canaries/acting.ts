/** Requests that would change something: to look, or to be refused; their answers tell nothing. */
import { isId } from '#base/id.ts'
import type { Content } from '#kit/erased.ts'
import type { Described } from '#kit/key.ts'
import { addressName } from '#kit/spelling.ts'
import { rowSamples } from '#test/samples/rows.ts'
import type { Asked } from './asking.ts'
import type { Sendable } from './filling.ts'
import { topicAddress } from './known.ts'
import type { Known, Topic } from './known.ts'
import { libraryRows } from './library-samples.ts'
import { pluralOf } from './reading.ts'

/** What is tried with papers and registers, each as a preview where there is one. */
export function actsOn(kinds: readonly Described[], known: Known, sendable: Sendable): Asked[] {
  return [
    ...kinds.flatMap((of) => {
      if (of.noun === 'register' && of.isLedgers) return []
      const topics = known.topics.filter(({ kind }) => kind === of.name)
      const companies = of.target.of === 'company' ? '/companies/store' : ''
      const at = `${companies}/${pluralOf(of)}`
      return of.noun === 'document'
        ? [
            previewOf(of),
            ...paperActs(at, Object.keys(of.transitions), topics, sendable.get(of.name)),
          ]
        : rowActs(at, topics, rowsOf(of.name))
    }),
    ...known.topics.flatMap(hangingActs),
    ...known.imports.flatMap(importActs),
    ...known.entries.flatMap(entryActs),
  ]
}

/** How its newest paper would look with all that it has. */
function previewOf(of: Described): Asked {
  const facts = Object.keys(of.fields).join(', ')
  const text = Object.keys(of.fields)
    .map((name) => `{${name}}`)
    .join(' ')
  const template = { facts: facts.slice(0, 2000), aboveEnglish: text.slice(0, 2000) }
  return posted('/companies/store/print-previews', { kind: of.name, template })
}

function paperActs(
  at: string,
  verbs: readonly string[],
  topics: readonly Topic[],
  values: unknown,
) {
  const seen = topics.map(({ key: id, version }) => ({ id, version }))
  const sets = [...seen.map((one) => [one]), ...(seen.length > 1 ? [seen] : [])]
  const words = verbs.map(addressName)
  const looked = ['changes', 'removals', 'undoing', ...words].flatMap((word) =>
    sets.map((papers) => posted(`${at}/${word}?preview=true`, { papers })),
  )
  // Whoever prepared the ground is no person of the organization.
  const own = topics.filter(({ madeBy }) => isId(madeBy ?? ''))
  const asked = verbs.flatMap((verb) =>
    own.map(({ key: id, version }) => {
      return posted(`${at}/approval-requests`, { papers: [{ id, version }], verb })
    }),
  )
  const written = verbs.map((verb) => posted(`${at}?preview=true`, { papers: [values], verb }))
  return [...looked, ...asked, posted(`${at}?preview=true`, { papers: [values] }), ...written]
}

function rowActs(at: string, topics: readonly Topic[], values: Content): Asked[] {
  return topics.flatMap(({ code, goodFrom, version }) => {
    const row = { code, ...(goodFrom === null ? {} : { goodFrom }) }
    return [
      posted(`${at}?preview=true`, { rows: [{ ...values, ...row }] }),
      posted(`${at}/changes?preview=true`, { rows: [{ ...row, version }] }),
      posted(`${at}/changes?preview=true`, { rows: [{ ...row, version: version + 1 }] }),
    ]
  })
}

/** What somebody sends who adds a row. */
function rowsOf(name: string): Content {
  const sample = [...rowSamples, ...libraryRows].find(({ of }) => of.name === name)
  return Object.values(sample?.good ?? {})[0] ?? {}
}

function hangingActs(topic: Topic): Asked[] {
  const at = topicAddress(topic)
  return [
    posted(`${at}/comments`, { comments: [{ text: 'Is that right?' }] }),
    posted(`${at}/following`, { follows: true }),
    ...topic.attachments.map((id) => posted(`${at}/attachments/${id}/withdrawal`, { version: 7 })),
  ]
}

function importActs(id: string): Asked[] {
  const at = `/companies/store/imports/${id}`
  const correction = { key: null, values: {} }
  return [
    posted(`${at}/drafts/1`, correction),
    ...['checking', 'posting', 'undoing'].map((word) => posted(`${at}/${word}`, {})),
  ]
}

/** Entries are reversed and ended for good: there is no preview of that. */
function entryActs({ company, id }: Known['entries'][number], at: number): Asked[] {
  const path = `/companies/${company}/entries/${id}`
  const how = { postedOn: '2026-11-22', reason: 'A test' }
  const lines = [1, 2, 3].map((line) => ({ line, amount: '999999999' }))
  return [
    posted(`${path}/settlement`, { ...how, key: `settled ${at}`, lines }),
    posted(`${path}/void`, { ...how, key: `void ${at}`, lines }),
    posted(`${path}/reversal`, { ...how, key: `reversed ${at}` }),
  ]
}

/** A request by its path; what tells operations apart is the last word of that. */
function posted(path: string, body: unknown): Asked {
  const [address = ''] = path.split('?')
  return { id: `post ${address.split('/').at(-1) ?? ''}`, path, body }
}
