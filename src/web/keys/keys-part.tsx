/** The part of the account with all keys: each deed's key is pressed anew, or is the usual one. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { keyDeeds, keyIn, keyRefusal, keyText } from '#web/keys/deeds.ts'
import type { KeyDeed, KeyRefusal, Place } from '#web/keys/deeds.ts'
import { shownKey } from '#web/keys/key.tsx'
import { chooseKey, useChosenKeys, usualKeys } from '#web/keys/own-keys.ts'
import '#web/keys/keys.css'

const places: readonly Place[] = ['shell', 'list', 'paper', 'inbox', 'dialog']

export function KeysPart() {
  const chosen = useChosenKeys()
  const isUsual = Object.keys(chosen).length === 0
  return (
    <section aria-labelledby="account-keys" className="own-keys">
      <h2 id="account-keys">
        <FormattedMessage id="keys.title" />
      </h2>
      <p className="muted">
        <FormattedMessage id="keys.text" />
      </p>
      {places.map((place) => (
        <PlaceKeys key={place} place={place} />
      ))}
      <p className="muted">
        <FormattedMessage id="keys.fixed" />
      </p>
      <Button variant="default" disabled={isUsual} onClick={usualKeys}>
        <FormattedMessage id="keys.allUsual" />
      </Button>
    </section>
  )
}

function PlaceKeys({ place }: { readonly place: Place }) {
  const deeds = keyDeeds.filter((deed) => deed.place === place)
  return (
    <table>
      <caption>
        <FormattedMessage id={`keys.place.${place}`} />
      </caption>
      <tbody>
        {deeds.map((deed) => (
          <DeedRow key={deed.name} deed={deed} />
        ))}
      </tbody>
    </table>
  )
}

/** One deed: its key is a button, which listens to the next key that is pressed. */
function DeedRow({ deed }: { readonly deed: KeyDeed }) {
  const { formatMessage } = useIntl()
  const choice = useChoice(deed)
  const { key, refusal, isListening } = choice
  const what = formatMessage({ id: deed.word })
  const label = isListening
    ? `${what}: ${formatMessage({ id: 'keys.press' })}`
    : formatMessage({ id: 'keys.of' }, { what, key: shownKey(key) })
  return (
    <tr>
      <th scope="row">{what}</th>
      <td>
        <button
          type="button"
          className="key-choice"
          aria-label={label}
          aria-pressed={isListening}
          aria-describedby={refusal === null ? undefined : `key-${deed.name}`}
          onClick={() => choice.listen(!isListening)}
          onKeyDown={choice.press}
          onBlur={() => choice.listen(false)}
        >
          {isListening ? <FormattedMessage id="keys.press" /> : <kbd>{shownKey(key)}</kbd>}
        </button>
        {refusal === null ? null : (
          <p id={`key-${deed.name}`} role="alert" className="field-wrong">
            <Why refusal={refusal} />
          </p>
        )}
      </td>
      <td>
        {key === deed.usual ? null : (
          <button
            type="button"
            className="plain"
            aria-label={formatMessage({ id: 'keys.usualOf' }, { what, key: shownKey(deed.usual) })}
            onClick={() => choice.take(deed.usual)}
          >
            <FormattedMessage id="keys.usual" values={{ key: shownKey(deed.usual) }} />
          </button>
        )}
      </td>
    </tr>
  )
}

/** The key of a deed, and what becomes of the next one that is pressed. */
function useChoice(deed: KeyDeed) {
  const chosen = useChosenKeys()
  const [isListening, setListening] = useState(false)
  const [refusal, setRefusal] = useState<KeyRefusal | null>(null)
  const key = keyIn(chosen, deed.name)
  /** Takes a key, unless something is against it. */
  const take = (text: string): boolean => {
    const found = text === key ? null : keyRefusal(deed, text, chosen)
    setRefusal(found)
    if (found === null) chooseKey(deed.name, text === deed.usual ? null : text)
    return found === null
  }
  const press = (event: KeyboardEvent): void => {
    if (!isListening || bare.has(event.key)) return
    // Tab leads on, so that nobody is held here.
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    event.nativeEvent.stopImmediatePropagation()
    const text = keyText(event.nativeEvent)
    if (text === 'Escape' || take(text)) setListening(false)
  }
  return { key, isListening, refusal, press, take, listen: setListening }
}

function Why({ refusal }: { readonly refusal: KeyRefusal }) {
  const { formatMessage } = useIntl()
  if (refusal.why !== 'keys.taken') return <FormattedMessage id={refusal.why} />
  const what = formatMessage({ id: refusal.by.word })
  return <FormattedMessage id="keys.taken" values={{ what }} />
}

/** Keys that are only held while another is pressed. */
const bare: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'Dead'])
