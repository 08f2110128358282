/** Where a paper came from: the rows of the imported file that it was made of. */
import type { Query } from '#base/query.ts'

/** The rows of a file. */
export interface Origin {
  readonly import: string
  /** The file's name, as it was sent. */
  readonly file: string
  /** The line of the first of its rows, counted from 1, and how many they are. */
  readonly line: number
  readonly rows: number
}

/** The rows of which a paper was made; null where it came by no file. */
export async function originOf(
  query: Query,
  organization: string,
  paper: string,
): Promise<Origin | null> {
  const [found] = await query<Origin>({
    name: 'transfer.origin',
    text: `select i.id as import, i.file_name as file, s.line, s.rows
      from transfer.staged s
      join transfer.import i on i.organization = s.organization and i.id = s.import
      where s.organization = $1 and s.paper = $2 and s.paper is not null
      order by i.id limit 1`,
    values: [organization, paper],
  })
  return found ?? null
}
