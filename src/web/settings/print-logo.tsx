/** The logo of a template: chosen from a file, seen at once, sent when the template is saved. */
import { Button, FileButton, Input } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { NewLogo, TemplateWork } from '#web/settings/use-print-template.ts'

export function LogoField({
  work,
  error,
}: {
  readonly work: TemplateWork
  readonly error: ReactNode
}) {
  const { formatMessage } = useIntl()
  const [isNone, setNone] = useState(false)
  const { logo, setLogo, typed, type, preview } = work
  const shown = logo?.url ?? preview?.layout.logo?.url
  const take = async (file: File | null): Promise<void> => {
    if (file === null) return
    const read = await readLogo(file)
    setNone(read === null)
    setLogo(read)
  }
  const has = logo !== null || typed.logo !== null
  return (
    <Input.Wrapper
      label={formatMessage({ id: 'set.logo' })}
      labelElement="div"
      description={formatMessage({ id: 'set.logoHelp' })}
      error={isNone ? formatMessage({ id: 'set.logoHelp' }) : error}
    >
      <div className="logo-acts">
        {has && shown !== undefined ? <img className="logo-now" src={shown} alt="" /> : null}
        <FileButton accept="image/png,image/jpeg" onChange={(file) => void take(file)}>
          {(button) => (
            <Button {...button} variant="default" size="xs">
              <FormattedMessage id="set.logoChoose" />
            </Button>
          )}
        </FileButton>
        {has ? (
          <Button
            variant="subtle"
            size="xs"
            onClick={() => {
              setLogo(null)
              type({ logo: null })
            }}
          >
            <FormattedMessage id="set.logoRemove" />
          </Button>
        ) : null}
      </div>
    </Input.Wrapper>
  )
}

/** A picture as the browser reads it; null where it is none. What it is, the server judges. */
async function readLogo(file: File): Promise<NewLogo | null> {
  const url = await new Promise<string>((resolve) => {
    const reader = new FileReader()
    reader.addEventListener('load', () =>
      resolve(typeof reader.result === 'string' ? reader.result : ''),
    )
    reader.readAsDataURL(file)
  })
  const picture = new Image()
  picture.src = url
  try {
    await picture.decode()
  } catch {
    return null
  }
  return { file, url, width: picture.naturalWidth, height: picture.naturalHeight }
}
