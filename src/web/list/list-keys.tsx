/** The keys of a list: what each does, and the page that shows them. */
import { Modal } from '@mantine/core'
import { useLayoutEffect } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { listKeys } from '#web/list/key-map.ts'

/** What keys do in a list, by the key that is pressed. */
export interface ListActions {
  readonly move: (step: number, extends_: boolean) => void
  readonly moveTo: (end: 'first' | 'last') => void
  readonly page: (pages: number) => void
  readonly open: () => void
  readonly select: () => void
  readonly selectPage: () => void
  readonly leave: () => void
  readonly fresh: () => void
  readonly filter: () => void
  readonly clear: () => void
  readonly keys: () => void
}

/** Does what a key says; answers whether it was one of the list's. */
export function pressed(event: KeyboardEvent, actions: ListActions): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const step = { j: 1, J: 1, ArrowDown: 1, k: -1, K: -1, ArrowUp: -1 }[event.key]
  const act = {
    Home: () => actions.moveTo('first'),
    End: () => actions.moveTo('last'),
    PageDown: () => actions.page(1),
    PageUp: () => actions.page(-1),
    Enter: actions.open,
    x: actions.select,
    ' ': actions.select,
    a: actions.selectPage,
    Escape: actions.leave,
    n: actions.fresh,
    '/': actions.filter,
    c: actions.clear,
    '?': actions.keys,
  }[event.key]
  if (step !== undefined) actions.move(step, event.shiftKey)
  else if (act === undefined) return false
  else act()
  return true
}

/** Listens to the keys wherever the focus is, but where it types or chooses. */
export function useListKeys(actions: ListActions): void {
  // The next key may come before the picture does: it must meet what the one before has done.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isBusy(event)) return
      if (pressed(event, actions)) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [actions])
}

/** Whether a key belongs to what has the focus: a line, a button, a menu, a dialog. */
function isBusy({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('textarea, select, [role="dialog"], [role="menu"]') !== null) return true
  const input = target.closest('input')
  if (input !== null && input.type !== 'checkbox') return true
  const isControl = target.closest('button, a, input') !== null
  return isControl && (key === 'Enter' || key === ' ' || key.startsWith('Arrow'))
}

export function KeysHelp({ close }: { readonly close: () => void }) {
  const { formatMessage } = useIntl()
  return (
    <Modal
      opened
      onClose={close}
      title={formatMessage({ id: 'list.keys' })}
      transitionProps={{ duration: 0 }}
    >
      <dl className="keys-help">
        {listKeys.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>
              <FormattedMessage id={does} />
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
