/** The words of keys that are chosen, in English. */
export const keyWords = {
  'keys.title': 'Keys',
  'keys.text':
    'Choose a key, then press the one that is to do it from now on. Kept in this browser. ' +
    '⌘ counts as Ctrl.',
  'keys.fixed':
    'Arrows, Tab, Enter, F2, Esc, Space, Home, End and Delete are the same in every grid, list ' +
    'and dialog (WAI-ARIA), and stay so.',
  'keys.change': 'Choose other keys',
  'keys.press': 'Press a key …',
  'keys.of': '{what}: {key}. Press to choose another key',
  'keys.usual': 'As usual: {key}',
  'keys.usualOf': 'As usual: {key}, {what}',
  'keys.allUsual': 'All keys as usual',
  'keys.taken': 'That key already does: {what}. Press another, or give that one another first.',
  'keys.ofGrids': 'That key moves, edits or leaves in every grid. Press another.',
  'keys.ofBrowser': 'The browser keeps that key for itself. Press another.',
  'keys.needsCtrl': 'This also works while you type. Press a key together with Ctrl or Alt.',
  'keys.confirm': 'Do what a dialog asks, or send the comment',
  'keys.place.shell': 'Everywhere',
  'keys.place.list': 'In lists',
  'keys.place.paper': 'On papers',
  'keys.place.inbox': 'In the inbox',
  'keys.place.dialog': 'In dialogs',
  'inbox.key.next': 'The next request',
  'inbox.key.before': 'The request before',
  'inbox.key.select': 'Select',
} as const
