/** A sheet of paper on the screen: drawn of the same layout, in the same measures, as the PDF. */
import type { CSSProperties } from 'react'
import { useIntl } from 'react-intl'
import type { PrintTable } from '#kit/layout.ts'
import { betweenColumns, isOfWords, logoSize, pageOf, widthsOf } from '#kit/page-fit.ts'
import type { Page } from '#kit/page-fit.ts'
import type { ShownLayout, ShownLogo } from '#web/settings/print-layout.ts'
import '#web/settings/print-sheet.css'

/** So many points, where a point is a share of the sheet's own width. */
function points(count: number): string {
  return `calc(${count.toFixed(2)} * var(--point))`
}

export function PrintSheet({ layout }: { readonly layout: ShownLayout }) {
  const { formatMessage } = useIntl()
  const page = pageOf(layout)
  const { width, height } = page.sheet
  const [name = '', ...address] = layout.from
  const style: CSSProperties & { readonly '--point': string } = {
    '--point': `calc(100cqw / ${width})`,
    minHeight: points(height),
  }
  return (
    <div className="print-room">
      <article
        className="print-sheet"
        lang={layout.language}
        style={style}
        aria-label={formatMessage({ id: 'set.printsPreview' })}
      >
        <header>
          <div>
            <strong>{name}</strong>
            <Lines lines={address} />
          </div>
          {layout.logo === null ? null : <Logo logo={layout.logo} />}
        </header>
        <div className="print-to">
          <div>
            <Lines lines={layout.to} />
          </div>
          <dl>
            {layout.facts.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
        <h2>{layout.heading}</h2>
        <Paragraphs texts={layout.above} />
        {layout.tables.map((table, at) => (
          <SheetTable key={at} table={table} page={page} />
        ))}
        <Paragraphs texts={layout.closing} />
        <Foot layout={layout} />
      </article>
    </div>
  )
}

function Logo({ logo }: { readonly logo: ShownLogo }) {
  const { width, height } = logoSize(logo)
  return <img src={logo.url} alt="" style={{ width: points(width), height: points(height) }} />
}

/** Texts are texts: what looks like markup stands there as it is. */
function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line, at) => <div key={at}>{line === '' ? '\u00A0' : line}</div>)
}

function Paragraphs({ texts }: { readonly texts: readonly string[] }) {
  return texts.map((text, at) => <p key={at}>{text}</p>)
}

function SheetTable({ table, page }: { readonly table: PrintTable; readonly page: Page }) {
  const { heading, columns, rows, totals } = table
  const widths = widthsOf(table, page.size, page.width)
  const cells = (row: readonly string[]) =>
    row.map((cell, at) => {
      const column = columns[at]
      const isWhole = column !== undefined && !isOfWords(column)
      return (
        <td key={at} className={`${column?.side ?? 'start'}${isWhole ? ' whole' : ''}`}>
          {cell}
        </td>
      )
    })
  return (
    <>
      {heading === null ? null : <h3>{heading}</h3>}
      <table style={{ fontSize: points(page.size) }}>
        <colgroup>
          {widths.map((width, at) => (
            <col key={at} style={{ width: points(width + gapsAt(at, widths.length)) }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ title, side }, at) => (
              <th key={at} scope="col" className={side}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>{cells(row)}</tr>
          ))}
        </tbody>
        <tfoot>
          {totals.map((row, at) => (
            <tr key={at}>{cells(row)}</tr>
          ))}
        </tfoot>
      </table>
    </>
  )
}

/** The room beside the text of a column, half of what is between two: as on paper. */
function gapsAt(at: number, columns: number): number {
  return (at === 0 ? 0 : betweenColumns / 2) + (at + 1 === columns ? 0 : betweenColumns / 2)
}

function Foot({ layout }: { readonly layout: ShownLayout }) {
  const { footer, from, pageWords } = layout
  const own = footer.length === 0 ? from.slice(0, 1) : footer
  return (
    <footer>
      <div>
        <Lines lines={own} />
      </div>
      <div>{pageWords.replace('{page}', '1').replace('{pages}', '…')}</div>
    </footer>
  )
}
