/** The judge: reads the books as the superuser and holds what clients noted against them. */
import pg from 'pg'
import type { Address } from '#server/database/database.ts'
import { types } from '#server/database/types.ts'
import { contentOf } from '#test/faults/entries.ts'
import type { Line } from '#test/faults/entries.ts'
import type { Note, OutsideLog } from '#test/faults/outside-log.ts'
import { judgePapers } from '#test/faults/paper-judge.ts'
import { unsound } from '#test/faults/soundness.ts'
import { verify } from '#test/verifier.ts'

/** What is wrong with the books, in sentences; none in sound books. */
export async function judge(
  superuser: Address,
  organization: string,
  log: OutsideLog,
): Promise<string[]> {
  const client = new pg.Client({ ...superuser, types })
  client.on('error', () => {})
  await client.connect()
  try {
    const { findings } = await verify({ organization, connection: superuser })
    return [
      ...(await unsound(client)),
      ...findings.map(({ message }) => message),
      ...(await judgeEntries(client, organization, log.notes)),
      ...(await judgePapers(client, organization, log)),
    ]
  } finally {
    await client.end()
  }
}

interface Stood {
  readonly id: string
  readonly content: string
}

/** What is wrong with the entries that were sent by hand. */
async function judgeEntries(
  client: pg.Client,
  organization: string,
  notes: ReadonlyMap<string, Note>,
): Promise<string[]> {
  const { rows } = await client.query<LineRow>(linesText, [organization])
  const standing = gathered(rows)
  const found: string[] = []
  for (const note of notes.values()) found.push(...compared(note, standing.get(note.key)))
  for (const [key, entries] of standing) {
    if (!notes.has(key)) found.push(`${key} was never sent`)
    if (entries.length > 1) found.push(`${key} stands ${entries.length} times in the books`)
  }
  return found
}

function compared({ key, outcome, content, id }: Note, entries: readonly Stood[] = []): string[] {
  const [entry] = entries
  if (outcome === 'acknowledged' && entry === undefined) return [`${key} is lost: acknowledged`]
  if (outcome === 'refused' && entry !== undefined) return [`${key} was refused, yet it stands`]
  if (entry === undefined) return []
  if (id !== undefined && entry.id !== id) return [`${key} is ${entry.id}, acknowledged as ${id}`]
  return entry.content === content
    ? []
    : [`${key} reads\n${entry.content}\nand was sent as\n${content}`]
}

interface LineRow extends Omit<Line, 'subject' | 'pence'> {
  readonly id: string
  readonly key: string
  readonly amount: bigint
  readonly kind: string | null
  readonly paper: string | null
}

/**
 * An entry without lines reads as nothing, and so differs from whatever was sent. Entries of papers
 * say of which paper they are.
 */
const linesText = `
  select e.id, e.key, a.code as account, l.layer, l.amount, l.item, l.quantity, u.place, s.kind,
    s.paper
  from ledger.entry e
  left join ledger.line l on l.organization = e.organization and l.entry = e.id
  left join ledger.account a on a.organization = l.organization and a.id = l.account
  left join ledger.unit u on u.organization = l.organization and u.id = l.unit
  left join ledger.subject s on s.organization = l.organization and s.id = l.subject
  where e.organization = $1 and e.source_paper is null order by e.id, l.line`

function gathered(rows: readonly LineRow[]): Map<string, Stood[]> {
  const lines = Map.groupBy(rows, ({ id }) => id)
  const entries = [...lines].map(([id, of]) => ({
    id,
    key: of[0]?.key ?? '',
    content: contentOf(of.map(lineOf)),
  }))
  return Map.groupBy(entries, ({ key }) => key)
}

function lineOf({ account, layer, amount, item, quantity, place, kind, paper }: LineRow): Line {
  return {
    account,
    layer: layer ?? 'actual',
    pence: amount,
    quantity: quantity ?? 0n,
    ...(item === null || item === undefined ? {} : { item }),
    ...(place === null || place === undefined ? {} : { place }),
    ...(kind === null || paper === null ? {} : { subject: { kind, paper } }),
  }
}
