/** A template while it is written: what is typed, what it looks like, and how it is kept. */
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { get, post, upload } from '#web/api.ts'
import { sent } from '#web/settings/acts.ts'
import { templateIn } from '#web/settings/print-layout.ts'
import type { KeptTemplate, Preview, ShownLogo, Template } from '#web/settings/print-layout.ts'
import { say } from '#web/shell/toasts.tsx'

/** A picture that was chosen and is not sent yet. */
export interface NewLogo extends ShownLogo {
  readonly file: File
}

export interface TemplateWork {
  readonly typed: Template
  readonly type: (part: Partial<Template>) => void
  readonly logo: NewLogo | null
  readonly setLogo: (logo: NewLogo | null) => void
  readonly preview: Preview | undefined
  readonly previewError: Error | null
  readonly save: () => void
  readonly isSaving: boolean
  readonly error: Error | null
}

export function useTemplate(
  at: string,
  kind: string,
  kept: KeptTemplate | undefined,
  language: 'en' | 'de',
): TemplateWork {
  const queries = useQueryClient()
  const { formatMessage, locale } = useIntl()
  // Days and figures as the reader's own land writes them, where the language is theirs.
  const printLanguage = locale.startsWith(language) ? locale : language
  const [typed, setTyped] = useState<Template>(() => templateIn(kept))
  const [logo, setLogo] = useState<NewLogo | null>(null)
  const [asked] = useDebouncedValue({ kind, template: typed, printLanguage }, 200)
  const { data, error } = useQuery({
    queryKey: ['settings', 'print preview', at, asked],
    queryFn: () => post<Preview>(`${at}/print-previews`, asked),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const saving = useMutation({
    mutationFn: async () => {
      const hash = await keep({ at, kind, typed, kept, file: logo?.file ?? null })
      setTyped((now) => ({ ...now, logo: hash }))
      setLogo(null)
    },
    onSuccess: () => say({ text: formatMessage({ id: 'set.printsSaved' }) }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['settings'] }),
  })
  return {
    typed,
    type: (part) => setTyped((now) => ({ ...now, ...part })),
    logo,
    setLogo,
    preview: data === undefined || logo === null ? data : shownWith(data, logo),
    previewError: error,
    save: () => saving.mutate(),
    isSaving: saving.isPending,
    error: saving.error,
  }
}

/** The picture is seen before it is sent. */
function shownWith(preview: Preview, { width, height, url }: NewLogo): Preview {
  return { ...preview, layout: { ...preview.layout, logo: { width, height, url } } }
}

interface Keeping {
  readonly at: string
  readonly kind: string
  readonly typed: Template
  readonly kept: KeptTemplate | undefined
  readonly file: File | null
}

/** Keeps the row, attaches the picture to it, and names that in the row; answers its hash. */
async function keep({ at, kind, typed, kept, file }: Keeping): Promise<string | null> {
  const rows = `${at}/print-templates`
  const own = `${rows}/${encodeURIComponent(kind)}`
  const version = async (): Promise<number> => (await get<{ version: number }>(own)).version
  if (kept === undefined) await sent(rows, { rows: [{ code: kind, ...typed }] })
  const logo = file === null ? typed.logo : await attached(own, file)
  if (kept !== undefined || logo !== typed.logo) {
    const seen = kept?.version ?? (await version())
    await sent(`${rows}/changes`, { rows: [{ code: kind, version: seen, ...typed, logo }] })
  }
  return logo
}

async function attached(own: string, file: File): Promise<string | null> {
  const at = `${own}/attachments`
  const { attachment } = await upload<{ attachment: string }>(at, file, { name: file.name })
  const { attachments } = await get<{ attachments: { attachment: string; hash: string }[] }>(at)
  return attachments.find((one) => one.attachment === attachment)?.hash ?? null
}
