/** What this quarter's return would say by now: the boxes in which something stands. */
import { useQuery } from '@tanstack/react-query'
import { FormattedMessage } from 'react-intl'
import { isZero, useWriting } from '#web/report/cells.tsx'
import { Explained } from '#web/report/explained.tsx'
import { Refusal } from '#web/report/refusal.tsx'
import { spanOf } from '#web/controls/spans.ts'
import { tableQuery } from '#web/report/table.ts'
import type { Row, Texts } from '#web/report/table.ts'
import type { Screens } from '#web/screens.ts'

export const taxReport = 'vat-return'

export function TaxReturn({ screens }: { readonly screens: Screens }) {
  const { code, currency } = screens.company
  const params: Texts = { ...spanOf('this quarter', screens.company) }
  const { data: table, error } = useQuery(tableQuery(code, taxReport, params))
  const filled = (table?.rows ?? []).filter((row) => !isZero(row['exact'] ?? null))
  return (
    <section className="desk-part" aria-busy={table === undefined && error === null}>
      <h2>
        <FormattedMessage id="desk.return" values={{ currency }} />
      </h2>
      {error === null ? null : <Refusal error={error} />}
      {table !== undefined && filled.length === 0 ? (
        <p className="muted">
          <FormattedMessage id="desk.noReturn" />
        </p>
      ) : null}
      <div className="desk-late">
        <table>
          <tbody>
            {filled.map((row) => (
              <Box key={row['box']} row={row} params={params} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Box({ row, params }: { readonly row: Row; readonly params: Texts }) {
  const { figure } = useWriting()
  const of = { box: String(row['box'] ?? '') }
  return (
    <tr>
      <th scope="row">{row['box']}</th>
      <td className="desk-box">{row['name']}</td>
      <td className="figure">
        <Explained meant={{ report: taxReport, params, of, figure: 'exact' }}>
          {figure(row['exact'] ?? null)}
        </Explained>
      </td>
    </tr>
  )
}
