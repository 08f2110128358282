/** The words of lists in German. */
import type { listWords as english } from '#web/words/en-list.ts'

export const listWords: Readonly<Record<keyof typeof english, string>> = {
  'list.filter': 'Filtern',
  'list.suggestions': 'Was gemeint sein kann',
  'list.clear': 'Filter entfernen',
  'list.removeFilter': 'Den Filter {what} entfernen',
  'list.is': 'ist',
  'list.from': 'ab',
  'list.to': 'bis',
  'list.startsWith': 'beginnt mit',
  'list.isEmpty': 'ist leer',
  'list.isFilled': 'ist nicht leer',
  'list.unknown': 'Eine solche Liste gibt es hier nicht',
  'list.unnumbered': 'Neu: {what}',
  'list.without': 'Ohne',
  'list.selectPage': 'Alle geladenen auswählen',
  'list.selectRow': '{what} auswählen',
  'list.selected': '{count} ausgewählt',
  'list.selectMatching': 'Alle {count} auswählen, die passen',
  'list.reading': 'Wird gelesen … {count}',
  'list.clearSelection': 'Auswahl aufheben',
  'list.bulk': 'Mit der Auswahl',
  'list.noStep': 'Diese {what} haben keinen Schritt gemeinsam.',
  'list.bulkStep': '{count} {what}: {step}',
  'list.throwAway': '{count} {what} verwerfen',
  'list.progress': 'Wie weit es ist',
  'list.through': '{done} von {of}',
  'list.stop': 'Anhalten',
  'list.cancel': 'Abbrechen',
  'list.close': 'Schließen',
  'list.wouldBe':
    '{good} {what} bereit' +
    '{refused, plural, =0 {.} one {; # wird abgelehnt:} other {; # werden abgelehnt:}}',
  'list.print': '{count} {what} drucken',
  'list.numbers':
    '{count, plural, one {Nummer {first} wird vergeben.} other {# Nummern ab {first} werden ' +
    'vergeben.}}',
  'list.effect': '{count, plural, one {# Buchung} other {# Buchungen}}, nach Konten',
  'list.became':
    '{done} {what} erledigt{refused, plural, =0 {} other {, # abgelehnt}}' +
    '{left, plural, =0 {} other {, # nicht begonnen}}.',
  'list.refused': 'Abgelehnt',
  'list.saveRefused': 'Abgelehntes als CSV sichern',
  'list.thrownAway': '{count} {what} verworfen',
  'list.backAgain': '{count} {what} wieder da',
  'list.footAll': '{count} insgesamt',
  'list.footLoaded': '{loaded} von {count} geladen; Summen des Geladenen',
  'list.footSelected': '{selected} ausgewählt; Summen der Auswahl',
  'list.columns': 'Spalten',
  'list.usualColumns': 'Die üblichen',
  'list.more': 'Mehr',
  'list.compact': 'Enge Zeilen',
  'list.comfortable': 'Weite Zeilen',
  'list.groupBy': 'Gruppieren nach',
  'list.export': 'Als {as} ausgeben',
  'list.copied': 'Kopiert',
  'list.import': 'Importieren',
  'list.keys': 'Tasten',
  'list.keyNext': 'Die nächste Zeile',
  'list.keyBefore': 'Die Zeile davor',
  'list.keyOpen': 'Die Zeile öffnen',
  'list.keySelect': 'Die Zeile auswählen',
  'list.keyExtend': 'Die Auswahl erweitern',
  'list.keyPage': 'Alle geladenen auswählen',
  'list.keyLeave': 'Auswahl aufheben',
  'list.keyNew': 'Neu anlegen',
  'list.keyFilter': 'Filtern',
  'list.keyClear': 'Filter entfernen',
  'list.keyKeys': 'Die Tasten zeigen',
  'list.views': 'Ansichten',
  'list.all': 'Alle',
  'list.ofTeam': 'Team',
  'list.saveView': 'Als Ansicht sichern',
  'list.updateView': 'Änderungen in „{name}“ behalten',
  'list.throwViewAway': '„{name}“ verwerfen',
  'list.viewGone': 'Die Ansicht „{name}“ ist verworfen',
  'list.viewName': 'Name',
  'list.forTeam': 'Für das ganze Team',
  'list.isDefault': 'Mit dieser Ansicht öffnen',
  'list.save': 'Sichern',
  'list.empty': 'Es gibt noch keine {what}',
  'list.nothingFits': 'Keine {what} passen zu diesen Filtern.',
  'list.again': 'Noch einmal versuchen',
  'list.whyAll': '{column} aller {count} {papers} dieser Liste, zusammengezählt.',
  'list.whyLoaded': '{column} der bisher geladenen {count} {papers}, zusammengezählt.',
  'list.whySelected': '{column} der ausgewählten {count} {papers}, zusammengezählt.',
  'list.whyRest': '{count} weitere dieser Liste',
  'list.whyEntries': 'Buchungen, die {figure} ergeben',
  'list.looked':
    'Die ersten {looked} von {all} wurden angesehen; die anderen werden beurteilt, wenn sie an ' +
    'der Reihe sind.',
  'work.page': 'Arbeit im Hintergrund',
  'work.goesOn':
    'Der Server macht damit weiter, auch wenn Sie das hier schließen. Sie erfahren, wenn es zu ' +
    'Ende ist, und finden es unter den Aufträgen.',
  'work.cancel': 'Den Rest abbrechen',
  'work.cancelling': 'Es endet vor dem nächsten Teil; was erledigt ist, bleibt erledigt.',
  'work.cancelled':
    'Abgebrochen. {done} {what} erledigt, und das bleibt so' +
    '{refused, plural, =0 {} other {; # abgelehnt}}' +
    '{left, plural, =0 {} other {; # nicht begonnen}}.',
  'work.stopped':
    'Es steht still. {done} {what} erledigt, und das bleibt so' +
    '{refused, plural, =0 {} other {; # abgelehnt}}' +
    '{left, plural, =0 {} other {; # nicht begonnen}}.',
  'work.more': 'Und {count} weitere, in der Datei.',
}
