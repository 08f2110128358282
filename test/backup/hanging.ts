/** What hangs on a store's registers, for backups: a row with its words, a comment, a file. */
import { createHash } from 'node:crypto'
import { all } from '#departments/all.ts'
import { account } from '#departments/register/account.ts'
import { party } from '#departments/register/party.ts'
import { addAttachments } from '#records/attachments.ts'
import { addComments } from '#records/comments.ts'
import { addRows } from '#kit/registers.ts'
import { actingAs, everywhere } from '#kit/role.ts'
import { allFields, sightOf } from '#kit/sight.ts'
import { blobStore } from '#server/attachments/blob-store.ts'
import type { Database } from '#server/database/database.ts'
import { booksIn } from '#server/paper-books.ts'

/** Hangs all of it on a store; the text and the bytes hold what COPY must escape. */
export async function hang(database: Database, organization: string, text: string): Promise<void> {
  const roles = ['staff', 'billing clerk', 'accountant']
  const actor = actingAs({ person: 'tester', name: 'tester' }, roles, everywhere)
  const sight = sightOf(actor, 'store', [everywhere], () => allFields(account.fields))
  if (sight === null) throw new Error('The tester sees nothing.')
  const reader = { actor, sight }
  const bytes = Buffer.alloc(1_500_000, '\\x00\t\n\\N 🧾')
  const file = {
    hash: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    head: bytes.subarray(0, 100),
    bytes: async function* () {
      yield await Promise.resolve(bytes)
    },
  }
  await database.transaction(organization, async (query) => {
    const today = Temporal.PlainDate.from('2026-11-22')
    const currency = { companyCurrency: 'GBP', companyDigits: 2 }
    const desk = { organization, company: 'store', ...currency, catalogue: all, today }
    const books = booksIn(query, { ...desk, now: Date.now() })
    const done = [
      ...(await addRows(books, party, [{ code: 'P 1', values: { name: text }, actor }])),
      ...(await addComments(books, account, reader, [{ key: 'bank', text }])),
      ...(await addAttachments(books, blobStore(database), account, reader, [
        { key: 'bank', file, fileName: 'statement 🧾.bin', category: 'statement' },
      ])),
    ]
    const refused = done.flatMap((one) => (one.ok ? [] : one.problems))
    if (refused.length > 0) throw new Error(refused.map(({ message }) => message).join(' '))
  })
}
