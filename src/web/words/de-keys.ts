/** The words of keys that are chosen, in German. */
import type { keyWords as english } from '#web/words/en-keys.ts'

export const keyWords: Record<keyof typeof english, string> = {
  'keys.title': 'Tasten',
  'keys.text':
    'Wählen Sie eine Taste und drücken Sie die, die es künftig tun soll. Bleibt in diesem ' +
    'Browser. ⌘ zählt als Strg.',
  'keys.fixed':
    'Pfeile, Tab, Enter, F2, Esc, Leertaste, Pos1, Ende und Entf sind in jeder Tabelle, Liste und ' +
    'jedem Dialog gleich (WAI-ARIA) und bleiben so.',
  'keys.change': 'Andere Tasten wählen',
  'keys.press': 'Taste drücken …',
  'keys.of': '{what}: {key}. Drücken, um eine andere Taste zu wählen',
  'keys.usual': 'Wie üblich: {key}',
  'keys.usualOf': 'Wie üblich: {key}, {what}',
  'keys.allUsual': 'Alle Tasten wie üblich',
  'keys.taken':
    'Diese Taste tut schon etwas: {what}. Drücken Sie eine andere, oder geben Sie jener zuerst ' +
    'eine andere.',
  'keys.ofGrids': 'Diese Taste bewegt oder ändert in jeder Tabelle. Drücken Sie eine andere.',
  'keys.ofBrowser': 'Diese Taste behält der Browser für sich. Drücken Sie eine andere.',
  'keys.needsCtrl': 'Das geht auch beim Tippen. Drücken Sie eine Taste zusammen mit Strg oder Alt.',
  'keys.confirm': 'Tun, was ein Dialog fragt, oder den Kommentar senden',
  'keys.place.shell': 'Überall',
  'keys.place.list': 'In Listen',
  'keys.place.paper': 'Auf Belegen',
  'keys.place.inbox': 'Im Eingang',
  'keys.place.dialog': 'In Dialogen',
  'inbox.key.next': 'Die nächste Anfrage',
  'inbox.key.before': 'Die Anfrage davor',
  'inbox.key.select': 'Auswählen',
}
