/** The papers that a job was refused for, as a file: which one, where, and what is wrong. */
import type { Query } from '#base/query.ts'
import type { Cell, Sheet } from '#kit/cell.ts'
import type { Refusing } from '#languages/wording.ts'
import { refusedMembers } from '#server/bulk/members.ts'

const pageOf = 500

/** A line for each problem. */
export function refusalSheet(
  query: Query,
  organization: string,
  run: string,
  name: string,
  { told, refused }: Refusing,
): Sheet {
  const titles = ['Identifier', name, 'Rule', 'Field', 'What is wrong'].map(told)
  return {
    name: told('Refused'),
    columns: titles.map((title) => ({ title, format: { of: 'text' }, side: 'start' })),
    rows: refusalRows(query, organization, run, refused),
  }
}

async function* refusalRows(
  query: Query,
  organization: string,
  run: string,
  refused: Refusing['refused'],
): AsyncGenerator<readonly Cell[]> {
  for (let after: number | null = 0; after !== null;) {
    const found = await refusedMembers(query, organization, run, { after, most: pageOf })
    for (const { paper, number, problems } of found) {
      for (const { rule, field, message } of problems) {
        yield [paper, number, rule, field, refused(message)]
      }
    }
    after = found.at(-1)?.place ?? null
  }
}
