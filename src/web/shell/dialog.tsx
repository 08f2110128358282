/** A dialog: its title, what it asks, and no second banner of the page. */
import { CloseButton, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import '#web/shell/dialog.css'

export interface DialogProps {
  readonly title: string
  /** Without it the dialog is only left by what it asks. */
  readonly onClose?: () => void
  readonly size?: 'md' | 'lg' | 'xl'
  readonly children: ReactNode
}

export function Dialog({ title, onClose, size = 'md', children }: DialogProps) {
  const { formatMessage } = useIntl()
  const isLeft = onClose !== undefined
  return (
    <Modal
      opened
      onClose={onClose ?? (() => {})}
      withCloseButton={false}
      closeOnEscape={isLeft}
      closeOnClickOutside={isLeft}
      size={size}
      transitionProps={{ duration: 0 }}
    >
      <div className="dialog">
        <div className="dialog-head">
          <Modal.Title>{title}</Modal.Title>
          {isLeft ? (
            <CloseButton aria-label={formatMessage({ id: 'again.cancel' })} onClick={onClose} />
          ) : null}
        </div>
        {children}
      </div>
    </Modal>
  )
}
