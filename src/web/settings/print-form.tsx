/** The form of a template, with the paper beside it that is drawn anew while somebody types. */
import { Button, MultiSelect, SegmentedControl, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { Refused } from '#web/api.ts'
import type { Choice, KeptTemplate, Preview, Template } from '#web/settings/print-layout.ts'
import { LogoField } from '#web/settings/print-logo.tsx'
import { PrintSheet } from '#web/settings/print-sheet.tsx'
import { TextWithFields } from '#web/settings/print-text.tsx'
import { problemAt } from '#web/settings/problems.tsx'
import { useTemplate } from '#web/settings/use-print-template.ts'
import type { TemplateWork } from '#web/settings/use-print-template.ts'
import { Refusal } from '#web/shell/refusal.tsx'
import { Sentences } from '#web/shell/sentences.tsx'
import { useLanguage } from '#web/words/words.tsx'

interface FormProps {
  readonly at: string
  readonly kind: string
  readonly kept: KeptTemplate | undefined
  readonly mayWrite: boolean
}

/** The fields that show their own problems. */
const fields = [
  'letterhead',
  'logo',
  'aboveEnglish',
  'aboveGerman',
  'belowEnglish',
  'belowGerman',
  'facts',
  'tableColumns',
  'footer',
  'paperSize',
] as const

export function PrintForm({ at, kind, kept, mayWrite }: FormProps) {
  const own = useLanguage().language === 'de' ? 'de' : 'en'
  const [language, setLanguage] = useState<'en' | 'de'>(own)
  const work = useTemplate(at, kind, kept, language)
  const { preview, error, isSaving, save } = work
  return (
    <div className="prints">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Language {...{ language, setLanguage }} />
        <fieldset disabled={!mayWrite}>
          <Words {...{ work, language }} />
          <Chosen work={work} preview={preview} />
          <Foot work={work} />
          <Refusal error={error} without={fields} />
          {mayWrite ? (
            <Button type="submit" loading={isSaving}>
              <FormattedMessage id="set.save" />
            </Button>
          ) : null}
        </fieldset>
      </form>
      <Shown work={work} />
    </div>
  )
}

function Language(props: {
  readonly language: 'en' | 'de'
  readonly setLanguage: (language: 'en' | 'de') => void
}) {
  const { formatMessage, formatDisplayName } = useIntl()
  const label = formatMessage({ id: 'set.printsLanguage' })
  return (
    <SegmentedControl
      aria-label={label}
      value={props.language}
      onChange={(value) => props.setLanguage(value === 'de' ? 'de' : 'en')}
      data={['en', 'de'].map((value) => ({
        value,
        label: formatDisplayName(value, { type: 'language' }) ?? value,
      }))}
    />
  )
}

interface Part {
  readonly work: TemplateWork
}

/** What is wrong with a field: by what was refused, or else by the preview. */
function wrongAt({ error, preview }: TemplateWork, field: string): ReactNode {
  const refused = problemAt(error, field)
  if (refused !== null) return refused
  const own = preview?.problems.filter((one) => one.field === field) ?? []
  return own.length === 0 ? null : <Sentences problems={own} />
}

function Words({ work, language }: Part & { readonly language: 'en' | 'de' }) {
  const { formatMessage } = useIntl()
  const { typed, type, preview } = work
  const [above, below] =
    language === 'de'
      ? (['aboveGerman', 'belowGerman'] as const)
      : (['aboveEnglish', 'belowEnglish'] as const)
  const text = (field: typeof above | typeof below, label: string) => (
    <TextWithFields
      key={field}
      name={field}
      label={label}
      value={typed[field] ?? ''}
      choices={preview?.once ?? []}
      change={(value) => type({ [field]: orNone(value) })}
      error={wrongAt(work, field)}
    />
  )
  return (
    <>
      <Textarea
        name="letterhead"
        rows={3}
        resize="vertical"
        maxLength={1000}
        value={typed.letterhead ?? ''}
        onChange={(event) => type({ letterhead: orNone(event.currentTarget.value) })}
        label={formatMessage({ id: 'set.letterhead' })}
        description={formatMessage({ id: 'set.letterheadHelp' })}
        error={wrongAt(work, 'letterhead')}
      />
      <LogoField work={work} error={wrongAt(work, 'logo')} />
      {text(above, formatMessage({ id: 'set.textAbove' }))}
      {text(below, formatMessage({ id: 'set.textBelow' }))}
    </>
  )
}

function Chosen({ work, preview }: Part & { readonly preview: Preview | undefined }) {
  const { formatMessage } = useIntl()
  const select = (
    field: 'facts' | 'tableColumns',
    label: string,
    choices: readonly Choice[] = [],
  ) => (
    <MultiSelect
      searchable
      hidePickedOptions
      value={pathsOf(work.typed, field, choices)}
      onChange={(paths) => work.type({ [field]: listOf(paths, choices) })}
      data={choices.map(({ path, label: called }) => ({ value: path, label: called }))}
      label={label}
      description={formatMessage({ id: 'set.printedHelp' })}
      error={wrongAt(work, field)}
    />
  )
  return (
    <>
      {select('facts', formatMessage({ id: 'set.printedFields' }), preview?.once)}
      {select('tableColumns', formatMessage({ id: 'set.printedColumns' }), preview?.inRows)}
    </>
  )
}

/** What is chosen, or the usual ones where nothing is. */
function pathsOf(
  typed: Template,
  field: 'facts' | 'tableColumns',
  choices: readonly Choice[],
): string[] {
  const known = new Set(choices.map(({ path }) => path))
  const chosen = (typed[field] ?? '').split(', ').filter((path) => known.has(path))
  return chosen.length > 0 ? chosen : usualIn(choices)
}

/** As it is kept: nothing where it is the usual. */
function listOf(paths: readonly string[], choices: readonly Choice[]): string | null {
  const list = paths.join(', ')
  return list === '' || list === usualIn(choices).join(', ') ? null : list
}

function usualIn(choices: readonly Choice[]): string[] {
  return choices.filter(({ isUsual }) => isUsual).map(({ path }) => path)
}

function Foot({ work }: Part) {
  const { formatMessage } = useIntl()
  const { typed, type } = work
  return (
    <>
      <Textarea
        name="footer"
        rows={3}
        resize="vertical"
        maxLength={1000}
        value={typed.footer ?? ''}
        onChange={(event) => type({ footer: orNone(event.currentTarget.value) })}
        label={formatMessage({ id: 'set.footer' })}
        description={formatMessage({ id: 'set.footerHelp' })}
        error={wrongAt(work, 'footer')}
      />
      <Select
        allowDeselect={false}
        value={typed.paperSize ?? 'A4'}
        onChange={(size) => type({ paperSize: size === 'Letter' ? 'Letter' : null })}
        data={['A4', { value: 'Letter', label: 'US Letter' }]}
        label={formatMessage({ id: 'set.paperSize' })}
        error={wrongAt(work, 'paperSize')}
      />
    </>
  )
}

function Shown({ work: { preview, previewError } }: Part) {
  const said =
    preview === undefined ? null : preview.isExample ? (
      <FormattedMessage id="set.previewExample" />
    ) : preview.number === null ? (
      <FormattedMessage id="set.previewDraft" />
    ) : (
      <FormattedMessage id="set.previewOf" values={{ number: preview.number }} />
    )
  return (
    <div className="print-shown">
      <p className="muted" role="status">
        {said}
      </p>
      {previewError instanceof Refused ? <Refusal error={previewError} /> : null}
      {preview === undefined ? null : <PrintSheet layout={preview.layout} />}
    </div>
  )
}

function orNone(text: string): string | null {
  return text === '' ? null : text
}
