/** Tests of keys that people choose: what they may be, and who has them already. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyDeeds, keyIn, keyRefusal, keyText } from '#web/keys/deeds.ts'
import type { DeedName, KeyDeed } from '#web/keys/deeds.ts'

const plain = { ctrlKey: false, metaKey: false, altKey: false }

function deed(name: DeedName): KeyDeed {
  const found = keyDeeds.find((one) => one.name === name)
  assert.ok(found)
  return found
}

test('6 keyboard: no key is lost between versions: these are all that may be chosen anew', () => {
  assert.deepEqual(
    keyDeeds.map(({ name, usual }) => `${usual} ${name}`),
    [
      'Ctrl+K shell.commands',
      'j list.next',
      'k list.before',
      'x list.select',
      'a list.page',
      'n list.new',
      '/ list.filter',
      'c list.clear',
      '? list.keys',
      'Ctrl+S paper.save',
      'Ctrl+Enter paper.step',
      '. paper.more',
      'c paper.comment',
      'j paper.next',
      'k paper.previous',
      '? paper.keys',
      'Alt+A paper.takeAll',
      'j inbox.next',
      'k inbox.before',
      'x inbox.select',
      'a inbox.approve',
      'r inbox.reject',
      'q inbox.ask',
      'd inbox.handOver',
      'Ctrl+Enter dialog.confirm',
    ],
  )
})

test('what was pressed is written as maps write it, whatever Alt makes of a letter', () => {
  assert.equal(keyText({ ...plain, key: 'j' }), 'j')
  assert.equal(keyText({ ...plain, key: 's', ctrlKey: true }), 'Ctrl+S')
  assert.equal(keyText({ ...plain, key: 'S', metaKey: true }), 'Ctrl+S')
  assert.equal(keyText({ ...plain, key: 'Enter', ctrlKey: true }), 'Ctrl+Enter')
  assert.equal(keyText({ ...plain, key: 'å', code: 'KeyA', altKey: true }), 'Alt+A')
  assert.equal(keyText({ ...plain, key: '?' }), '?')
})

test('6 keyboard: as usual no key does two things on one page, and none is of the patterns', () => {
  for (const one of keyDeeds) assert.equal(keyRefusal(one, one.usual, {}), null, one.name)
})

test('6 keyboard: a key that is taken on the same page is refused with what it does', () => {
  const taken = keyRefusal(deed('list.new'), 'x', {})
  assert.ok(taken?.why === 'keys.taken')
  assert.equal(taken.by.name, 'list.select')
  // On another page the same key may do something else; what is everywhere is in everybody's way.
  assert.equal(keyRefusal(deed('list.new'), 'q', {}), null)
  assert.equal(keyRefusal(deed('paper.save'), 'Ctrl+K', {})?.why, 'keys.taken')
  // What was given away is free.
  assert.equal(keyRefusal(deed('list.new'), 'x', { 'list.select': 'z' }), null)
  assert.equal(keyIn({ 'list.select': 'z' }, 'list.select'), 'z')
})

test('6 keyboard: keys of grids and of browsers stay; what works in text is no letter', () => {
  for (const key of ['ArrowDown', 'Tab', 'Enter', 'F2', 'Escape', ' ', 'Ctrl+Delete', 'Ctrl+V']) {
    assert.equal(keyRefusal(deed('list.new'), key, {})?.why, 'keys.ofGrids', key)
  }
  assert.equal(keyRefusal(deed('paper.save'), 'Ctrl+W', {})?.why, 'keys.ofBrowser')
  assert.equal(keyRefusal(deed('paper.save'), 's', {})?.why, 'keys.needsCtrl')
  assert.equal(keyRefusal(deed('paper.save'), 'F9', {}), null)
  assert.equal(keyRefusal(deed('list.new'), 'ArrowUp', {})?.why, 'keys.ofGrids')
})
