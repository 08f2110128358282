/** What a screen does, copied as a call of the API and as a command of the program. */
import { Menu } from '@mantine/core'
import { useIntl } from 'react-intl'
import { commandOf, copy, curlOf, wordsOf } from '#web/controls/calls.ts'
import type { Call } from '#web/controls/calls.ts'
import { say } from '#web/shell/toasts.tsx'
import type { Command } from '#web/shell/commands.ts'
import '#web/controls/copy-items.css'

/** The same in two tongues. */
export interface Copied {
  readonly call: Call
  /** The command's words, where it has a verb of its own; otherwise it is called as it is. */
  readonly words?: readonly string[]
  /** What the command reads. */
  readonly input?: unknown
}

/** How each is copied, as commands of the bar. */
export function useCopies(copied: () => Copied): Command[] {
  const { formatMessage } = useIntl()
  const take = (text: string): void => {
    void copy(text).then(() => say({ text: formatMessage({ id: 'list.copied' }) }))
  }
  return [
    {
      id: 'copy call',
      label: formatMessage({ id: 'paper.asCall' }),
      run: () => take(curlOf(copied().call, window.location.origin)),
    },
    {
      id: 'copy command',
      label: formatMessage({ id: 'paper.asCommand' }),
      run: () => {
        const { call, words, input } = copied()
        take(words === undefined ? commandOf(wordsOf(call), call.body) : commandOf(words, input))
      },
    },
  ]
}

/** The same as entries of a menu. */
export function CopyItems({ copied }: { readonly copied: () => Copied }) {
  return useCopies(copied).map(({ id, label, run }) => (
    <Menu.Item key={id} onClick={run}>
      {label}
    </Menu.Item>
  ))
}

/** The same as quiet buttons, where a screen has no menu. */
export function CopyButtons({ copied }: { readonly copied: () => Copied }) {
  return useCopies(copied).map(({ id, label, run }) => (
    <button key={id} type="button" className="copy-as" onClick={run}>
      {label}
    </button>
  ))
}
