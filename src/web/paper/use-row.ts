/** A row of a register that is worked on: new under its code, or changed under its version. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { post } from '#web/api.ts'
import { nestedOwn } from '#web/controls/own-values.ts'
import { partsOf, writtenParts } from '#web/paper/typed.ts'
import type { Content, Part } from '#web/paper/typed.ts'
import { isOther } from '#web/paper/use-saving.ts'
import { useWorking } from '#web/paper/use-working.ts'
import type { Save, Working } from '#web/paper/working.ts'
import { apiPath } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import { say } from '#web/shell/toasts.tsx'

/** A row as the server has it. */
export interface Row extends Content {
  readonly code: string
  readonly goodFrom?: string
  readonly version: number
}

interface RowWork {
  /** Null of a new one. */
  readonly row: Row | null
  /** With what a new one begins. */
  readonly first: Content
  readonly keptAs: string
  readonly saved: (code: string, goodFrom: string | null) => void
}

export function useRow(
  of: Described,
  company: string,
  { row, first, keptAs, saved }: RowWork,
): { readonly working: Working; readonly parts: readonly Part[] } {
  const queries = useQueryClient()
  const { formatMessage } = useIntl()
  const parts = useMemo(
    () => (row === null ? [...keyParts(of), ...writtenParts(of)] : writtenParts(of)),
    [of, row],
  )
  const there =
    row === null
      ? { content: first, version: null }
      : { content: partsOf(parts, row), version: row.version }
  const save: Save = async (typed, version, key) => {
    const content = nestedOwn(typed)
    const path = apiPath(of, company)
    const { code, goodFrom } = { code: '', goodFrom: undefined, ...(row ?? content) }
    const own = { code, ...(goodFrom === undefined ? {} : { goodFrom }) }
    try {
      const { rows } = await post<{ rows: readonly { version: number }[] }>(
        row === null ? path : `${path}/changes`,
        { rows: [row === null ? content : { ...content, ...own, version }] },
        row === null ? { key } : {},
      )
      say({ text: formatMessage({ id: 'paper.saved' }) })
      saved(code, typeof goodFrom === 'string' ? goodFrom : null)
      return { version: rows[0]?.version ?? 1 }
    } catch (error) {
      if (isOther(error)) await queries.invalidateQueries({ queryKey: ['row', company] })
      throw error
    } finally {
      void queries.invalidateQueries({ queryKey: ['row', company] })
      void queries.invalidateQueries({ queryKey: ['happened'] })
      void queries.invalidateQueries({ queryKey: ['options', company] })
      void queries.invalidateQueries({ queryKey: ['name', company] })
      // What was unknown a moment ago is there now.
      void queries.invalidateQueries({ queryKey: ['would', company] })
    }
  }
  const isOpen = of.mayWrite
  const working = useWorking({ of, company, key: keptAs, parts, there, isOpen, save })
  return { working, parts }
}

/** What a row is found by: its code, and of a dated register its first day. */
function keyParts({ head }: Described): FieldPage[] {
  return head.filter(({ name }) => name === 'code' || name === 'goodFrom')
}
