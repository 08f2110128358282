/** Whether books are sound: the ledger's own invariants, and each entry sealed or waiting, once. */
import type pg from 'pg'
import { brokenInvariants } from '#ledger/invariants.ts'
import { types } from '#server/database/types.ts'

/**
 * What is wrong in any of the books of the database, in sentences; asked as the superuser, who sees
 * every organization's.
 */
export async function unsound(client: pg.Client): Promise<string[]> {
  // Nobody has counted the rows yet, and loops over what is thought small would take minutes.
  await client.query('analyze')
  await client.query('begin isolation level repeatable read read only')
  try {
    const broken = await brokenInvariants(
      async <Row extends object>({ text }: { text: string }) => {
        const { rows } = await client.query<Row>({ text, types })
        return rows
      },
    )
    const { rows } = await client.query<{ what: string }>(sealedOnce)
    return [
      ...broken.map(({ invariant, detail }) => `${invariant}: ${detail}`),
      ...rows.map(({ what }) => what),
    ]
  } finally {
    await client.query('rollback')
  }
}

const sealedOnce = `
  select 'entry ' || e.id || ' stands ' || count(n.*) || ' times among sealed and unsealed' as what
  from ledger.entry e left join (
    select organization, entry from ledger.unsealed
    union all select organization, entry from ledger.sealed_entry
  ) n on n.organization = e.organization and n.entry = e.id
  group by e.organization, e.id having count(n.*) <> 1`
