/** The files of a paper, with a picture of the chosen one beside what is typed. */
import { Button, CloseButton, FileButton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { FormattedMessage, FormattedNumber, useIntl } from 'react-intl'
import type { Files } from '#web/paper/use-files.ts'

/** What a browser shows without running anything of it. */
const shownTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf']

interface AttachmentsProps {
  readonly files: Files
  readonly isOpen: boolean
}

export function Attachments({ files, isOpen }: AttachmentsProps) {
  const [shown, setShown] = useState<Blob | null>(null)
  return (
    <section className="files" data-over={files.isOver || undefined}>
      <h2>
        <FormattedMessage id="paper.files" />
      </h2>
      <p className="muted">
        <FormattedMessage id={files.isOver ? 'paper.drop' : 'paper.filesHelp'} />
      </p>
      {files.problem === null ? null : (
        <p className="wrong" role="alert">
          {files.problem}
        </p>
      )}
      <AllFiles files={files} isOpen={isOpen} show={setShown} />
      <FileButton onChange={files.add} multiple>
        {(props) => (
          <Button size="xs" variant="default" {...props}>
            <FormattedMessage id="paper.attach" />
          </Button>
        )}
      </FileButton>
      {shown === null ? null : <Picture blob={shown} close={() => setShown(null)} />}
    </section>
  )
}

function AllFiles(props: AttachmentsProps & { readonly show: (blob: Blob) => void }) {
  const { files, isOpen, show } = props
  const { formatMessage } = useIntl()
  return (
    <ul>
      {files.attached.map((one) => (
        <li key={one.attachment}>
          <button
            type="button"
            className="plain"
            onClick={() => void files.open(one).then((blob) => show(blob))}
          >
            <bdi>{one.fileName}</bdi>
          </button>
          <Size bytes={one.size} />
          {isOpen ? (
            <CloseButton
              size="sm"
              aria-label={formatMessage({ id: 'paper.withdraw' }, { file: one.fileName })}
              onClick={() => files.withdraw(one)}
            />
          ) : null}
        </li>
      ))}
      {files.waiting.map((file) => (
        <li key={`${file.name} ${file.lastModified}`}>
          <button type="button" className="plain" onClick={() => show(file)}>
            <bdi>{file.name}</bdi>
          </button>
          <span className="muted">
            <FormattedMessage id="paper.fileWaits" />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Size({ bytes }: { readonly bytes: number }) {
  const kilobytes = Math.max(1, Math.round(bytes / 1000))
  return (
    <span className="muted">
      <FormattedNumber value={kilobytes} style="unit" unit="kilobyte" />
    </span>
  )
}

/** A picture or a PDF; of all else, that it can only be taken home. */
function Picture({ blob, close }: { readonly blob: Blob; readonly close: () => void }) {
  const { formatMessage } = useIntl()
  const [address, setAddress] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  const label = formatMessage({ id: 'paper.preview' })
  const isShown = shownTypes.includes(blob.type)
  return (
    <figure className="picture">
      <CloseButton aria-label={formatMessage({ id: 'paper.back' })} onClick={close} />
      {address === '' ? null : !isShown ? (
        <a href={address} download>
          <FormattedMessage id="paper.takeHome" />
        </a>
      ) : blob.type === 'application/pdf' ? (
        <iframe src={address} title={label} />
      ) : (
        <img src={address} alt={label} />
      )}
    </figure>
  )
}
