/** The words of keys that are chosen, in German. */
import type { keyWords as english } from '#web/words/en-keys.ts'

export const keyWords: Record<keyof typeof english, string> = {
  'keys.title': 'Tasten',
  'keys.text':
    'Wählen Sie eine Taste und drücken Sie die, die es künftig tun soll. Bleibt in diesem ' +
    'Browser. ⌘ zählt als Strg.',
  'keys.fixed':
    'Pfeile, Tab, Enter, F2, Esc, Leertaste, Pos1, Ende und Entf sind in jeder Tabelle, Liste ' +
    'und jedem Dialog gleich (WAI-ARIA) und bleiben so.',
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
  'happened.filter': 'Filtern oder als Datei nehmen',
  'happened.who': 'Wer',
  'happened.everybody': 'Alle',
  'happened.what': 'Was',
  'happened.all': 'Alles, was geschah',
  'happened.did.write': 'geschrieben',
  'happened.did.add': 'angelegt',
  'happened.did.change': 'geändert',
  'happened.did.discard': 'verworfen',
  'happened.kind.act': 'Handlungen und Änderungen',
  'happened.kind.comment': 'Kommentare',
  'happened.kind.file': 'Dateien',
  'happened.kind.task': 'Aufgaben',
  'happened.kind.approval': 'Freigaben',
  'happened.from': 'Von',
  'happened.until': 'Bis',
  'happened.export': 'All das als CSV',
  'happened.nothing': 'So etwas geschah hier nicht. Wählen Sie andere Tage oder weniger.',
  'happened.approved': 'gab frei: {verb}',
  'happened.rejected': 'lehnte ab: {verb}',
  'happened.inPlace': 'anstelle von {other}',
  'happened.from.screen': 'am Bildschirm',
  'happened.from.API key': 'mit einem API-Schlüssel',
  'happened.from.command line': 'auf der Befehlszeile',
  'happened.from.agent': 'durch einen Agenten (MCP)',
  'happened.from.import': 'durch einen Import',
  'happened.from.job': 'durch einen Auftrag',
  'seals.check': 'Siegel prüfen',
  'seals.none': 'Dieser Beleg hat keine Buchung gemacht, die versiegelt sein könnte.',
  'seals.whole':
    '{count, plural, one {Seine versiegelte Buchung ist} other {Alle # versiegelten Buchungen ' +
    'sind}} so, wie gebucht wurde.',
  'seals.notWhole':
    '{wrong} von {count, plural, one {# Buchung ist} other {# Buchungen sind}} nicht so, wie ' +
    'gebucht wurde. Sagen Sie es Ihrem Prüfer und lassen Sie den Verifizierer laufen.',
  'seals.changed': 'Die Buchung {entry} ist anders, als sie versiegelt wurde, oder fehlt.',
  'seals.sealBroken': 'Das Siegel über der Buchung {entry} ist nicht mehr, was es war.',
  'seals.waiting':
    '{count, plural, one {# Buchung wartet} other {# Buchungen warten}} auf ein Siegel: ' +
    'Das dauert Sekunden.',
  'seals.chain':
    'Versiegelt bis {until}. Die Kette von {seals, plural, one {# Siegel} other {# Siegeln}} ' +
    'ist ganz.',
  'seals.broken':
    'Die Kette ist bei Siegel {seal} unterbrochen. Sagen Sie es Ihrem Prüfer und lassen Sie den ' +
    'Verifizierer laufen.',
  'span.today': 'heute',
  'span.yesterday': 'gestern',
  'span.this week': 'diese Woche',
  'span.last week': 'letzte Woche',
  'span.this month': 'dieser Monat',
  'span.last month': 'letzter Monat',
  'span.next month': 'nächster Monat',
  'span.this quarter': 'dieses Quartal',
  'span.last quarter': 'letztes Quartal',
  'span.this year': 'dieses Jahr',
  'span.last year': 'letztes Jahr',
  'span.last 30 days': 'letzte 30 Tage',
  'span.last 90 days': 'letzte 90 Tage',
  'span.month to date': 'Monat bis heute',
  'span.year to date': 'Jahr bis heute',
  'span.this fiscal year': 'dieses Geschäftsjahr',
  'span.last fiscal year': 'letztes Geschäftsjahr',
  'inbox.handOver': 'Weitergeben',
  'inbox.handTo': 'An wen',
  'inbox.handNote': 'Was dazu zu sagen ist',
  'inbox.handHelp':
    'Es steht dort oben in der Liste; niemand bekommt damit ein Recht, und Sie dürfen weiter ' +
    'entscheiden.',
  'inbox.handDone': '{count, plural, one {1 weitergegeben} other {# weitergegeben}}',
  'inbox.handed': '{name} gab es weiter an {to}',
  'inbox.overdue': 'überfällig seit {day}',
  'inbox.due': 'zu entscheiden bis {day}',
  'happened.handed': 'gab weiter an {other}: {verb}',
  'set.days': 'Entschieden binnen Tagen',
}
