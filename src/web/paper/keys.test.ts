/** No key is lost between versions: the key map stands here once more. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyText } from '#web/keys/deeds.ts'
import { deedOf, gridKeys, paperKeys } from './keys.ts'

test('6 keyboard: the keys of a paper are these', () => {
  const shown = paperKeys.map(({ keys, deed, isAlways }) => `${keys} ${deed} ${isAlways}`)
  assert.deepEqual(shown, [
    'Ctrl+S save true',
    'Ctrl+Enter step true',
    '. more false',
    'c comment false',
    'j next false',
    'k previous false',
    '? keys false',
  ])
  assert.deepEqual(
    gridKeys.map(({ keys }) => keys),
    ['← ↑ → ↓', 'Enter, F2', 'Esc', 'Tab', 'Ctrl+Delete', 'Ctrl+V', 'Alt+↓', 'Alt+A'],
  )
})

test('letters do nothing while something is typed; the keys with Ctrl always do', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false }
  const deed = (pressed: Parameters<typeof keyText>[0], isTyping: boolean) =>
    deedOf(keyText(pressed), isTyping)
  assert.equal(deed({ ...plain, key: 'c' }, false), 'comment')
  assert.equal(deed({ ...plain, key: 'c' }, true), null)
  assert.equal(deed({ ...plain, key: 's', ctrlKey: true }, true), 'save')
  assert.equal(deed({ ...plain, key: 's', metaKey: true }, true), 'save')
  assert.equal(deed({ ...plain, key: 'Enter', ctrlKey: true }, true), 'step')
  assert.equal(deed({ ...plain, key: 'Enter' }, false), null)
  assert.equal(deed({ ...plain, key: 'c', altKey: true }, false), null)
})
