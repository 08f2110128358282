/** An input for links: found by code or name, with those used last, and a new one where allowed. */
import { Popover } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useIntl } from 'react-intl'
import type { LinkPage } from '#kit/derive/page.ts'
import { attributesOf, shownOf, textOf } from '#web/controls/control.ts'
import type { ControlProps } from '#web/controls/control.ts'
import { LinkChoices } from '#web/controls/link-choices.tsx'
import { fitting, meantBy, remember, useOptions } from '#web/controls/link-options.ts'
import type { Option } from '#web/controls/link-options.ts'
import { useNameOf } from '#web/controls/names.ts'
import { useNewRow } from '#web/controls/new-row.ts'
import { useReplacedByTyping } from '#web/controls/use-replaced-by-typing.ts'
import { useScreens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

export function LinkControl(props: ControlProps) {
  const { of } = props
  return of.link === null ? null : <Picker {...props} link={of.link} />
}

interface PickerProps extends ControlProps {
  readonly link: LinkPage
}

/** What the keys and the choices of a picker do. */
function usePicking({ link, company, onChange, of: field }: PickerProps) {
  const { person } = useScreens(company)
  const place = { person: person.id, company, field: `${link.to} ${field.name}` }
  const [typed, setTyped] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const [sought] = useDebouncedValue(typed?.trim() ?? '', 120)
  const { options: found, of } = useOptions(link, company, sought, isOpen, place)
  // Until what was typed last is found, nothing else than it can be meant.
  const options = sought === (typed?.trim() ?? '') ? found : fitting(found, typed ?? '')
  const choose = (option: Option): void => {
    remember(place, option)
    setTyped(null)
    setOpen(false)
    onChange(option.key)
  }
  const type = (text: string): void => {
    setTyped(text)
    setAt(-1)
    setOpen(true)
    onChange(text.trim() === '' ? null : text.trim())
  }
  /** What was typed and leads to one of the options alone is that one. */
  const settle = (): void => {
    const small = typed?.trim().toLowerCase() ?? ''
    const same = options.find(({ code }) => code.toLowerCase() === small)
    const only = options.length === 1 && sought === typed?.trim() ? options[0] : undefined
    const meant = small === '' ? undefined : (options[at] ?? same ?? only)
    if (meant !== undefined) choose(meant)
    // Who is faster than the list meant what would have stood alone in it.
    else if (small !== '') {
      void meantBy(link, company, typed?.trim() ?? '').then((one) => one && choose(one))
    }
    setTyped(null)
    setOpen(false)
  }
  return { typed, isOpen, setOpen, at, setAt, options, of, choose, type, settle }
}

function Picker(props: PickerProps) {
  const { id, link, label } = props
  const { formatMessage } = useIntl()
  const picking = usePicking(props)
  const { typed, isOpen, setOpen, at, options, choose, type, settle } = picking
  const fresh = useFresh(props, picking)
  const key = textOf(shownOf(props))
  const isIdentifier = link.key === 'id' && /^[\da-f-]{36}$/.test(key)
  const number = useNameOf(isIdentifier ? link : null, key)
  const written = isIdentifier ? (number ?? '…') : key
  const input = useReplacedByTyping<HTMLInputElement>(written, typed)
  return (
    <Popover opened={isOpen} withRoles={false} position="bottom-start" width="target">
      <Popover.Target>
        <input
          {...attributesOf(props)}
          ref={input}
          role="combobox"
          aria-expanded={isOpen}
          aria-autocomplete="list"
          aria-controls={isOpen ? `${id}-list` : undefined}
          aria-activedescendant={isOpen && at >= 0 ? `${id}-list-${at}` : undefined}
          value={typed ?? written}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={settle}
          onClick={() => setOpen(true)}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => press(event, picking, props.isCell, fresh)}
        />
      </Popover.Target>
      <Popover.Dropdown className="choices" miw={280}>
        <LinkChoices
          {...{ id: `${id}-list`, label, options, at, choose }}
          fresh={
            fresh === null
              ? null
              : {
                  text: formatMessage({ id: 'control.new' }, { what: fresh.what }),
                  make: fresh.make,
                }
          }
        />
      </Popover.Dropdown>
    </Popover>
  )
}

type Picking = ReturnType<typeof usePicking>

interface Fresh {
  readonly what: string
  readonly make: () => void
}

/** How a new row is begun from here; null where the person or the page may not. */
function useFresh({ onChange }: PickerProps, { of, typed, setOpen }: Picking): Fresh | null {
  const begin = useNewRow()
  const { told } = useTold()
  if (of === undefined || begin === null || !of.mayWrite || of.noun !== 'register') return null
  const make = (): void => {
    setOpen(false)
    begin({ of, code: typed?.trim() ?? '', made: onChange })
  }
  return { what: told(of.name), make }
}

function press(
  event: KeyboardEvent,
  { isOpen, setOpen, at, setAt, options, settle }: Picking,
  isCell: boolean,
  fresh: Fresh | null,
): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0
  if (event.key === 'Tab' || (event.key === 'Enter' && event.ctrlKey)) return settle()
  if (step !== 0) {
    setOpen(true)
    setAt(Math.max(0, Math.min(options.length - (fresh === null ? 1 : 0), at + step)))
  } else if (event.key === 'Enter' && isOpen && !event.ctrlKey) {
    if (at === options.length && fresh !== null) fresh.make()
    else settle()
    // The grid goes on with what was chosen.
    if (isCell && at !== options.length) return
  } else if (event.key === 'Escape' && isOpen) setOpen(false)
  else return
  event.preventDefault()
  event.stopPropagation()
}
