/** An empty table for what somebody wants to import: the titles of all columns that are read. */
import type { Sheet } from '#kit/cell.ts'
import { transferColumns } from '#kit/derive/transfer.ts'
import type { Description, TransferColumn } from '#kit/derive/transfer.ts'
import type { Columns } from '#kit/field.ts'
import type { Wording } from '#kit/wording.ts'

/**
 * The columns of a template: what tells papers or rows apart, and what people write, each called as
 * our own files call it in these words. An import knows the titles again, and the fields' paths.
 */
export function templateColumns(
  of: Description,
  own: Columns,
  told: Wording['told'],
): readonly TransferColumn[] {
  const head = of.noun === 'document' ? 'number' : 'code'
  return transferColumns(of, own, told).filter(({ path, isWritten }) => isWritten || path === head)
}

/** The template as a table without rows. */
export function templateSheet(of: Description, own: Columns, { told }: Wording): Sheet {
  const columns = templateColumns(of, own, told).map(({ title, side, format }) => {
    return { title, side, format }
  })
  return { name: told(of.plural), columns, rows: noRows() }
}

async function* noRows(): AsyncGenerator<never> {}
