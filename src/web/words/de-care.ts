/** The words of what administrators look after, in German. */
import type { enCare } from '#web/words/en-care.ts'

export const deCare: Readonly<Record<keyof typeof enCare, string>> = {
  'set.calls': 'Aufrufe',
  'call.text':
    'Was Programme mit ihren Schlüsseln verlangt haben, das Neueste zuerst: über die ' +
    'Schnittstelle, auf der Kommandozeile und als Werkzeuge von Agenten. Was gesendet wurde, ' +
    'wird nicht aufbewahrt; wonach gesucht wurde, ist verdeckt.',
  'call.at': 'Wann',
  'call.call': 'Aufruf',
  'call.key': 'Schlüssel',
  'call.person': 'Im Namen von',
  'call.status': 'Antwort',
  'call.took': 'Millisekunden',
  'call.operation': 'Vorgang',
  'call.origin': 'Kam über',
  'call.fromProgram': 'ein eigenes Programm',
  'call.fromAgent': 'die Werkzeuge für Agenten',
  'call.fromCommandLine': 'die Kommandozeile',
  'call.request': 'Nummer im Protokoll',
  'call.rules': 'Verletzte Regeln',
  'call.done': 'ausgeführt (2xx)',
  'call.refused': 'abgelehnt (4xx)',
  'call.failed': 'fehlgeschlagen (5xx)',
  'call.from': 'Von',
  'call.to': 'Bis',
  'call.any': 'alle',
  'call.all': 'Alle zeigen',
  'call.none':
    'Einen solchen Aufruf gibt es nicht. Ein Aufruf steht etwa eine Sekunde nach seiner Antwort ' +
    'hier und wird 90 Tage aufbewahrt.',
  'call.older': 'Ältere zeigen',
  'call.toKeys': 'Zu den Schlüsseln',
  'call.ofKey': 'Aufrufe',
  'call.ofKeyNamed': 'Aufrufe von {name}',
  'place.to': 'Zu: {place}',
  'place.add': '{what} „{code}“ anlegen',
  'place.copyNumber': 'Nummer kopieren',
  'step.receipt': 'Einen ersten Zahlungseingang aufschreiben',
  'step.dunning': 'Sagen, wann gemahnt wird',
  'step.opening': 'Die Anfangsbestände buchen',
  'step.tax': 'Steuercodes haben',
  'step.stock': 'Den vorhandenen Bestand in die Bücher bringen',
  'step.people': 'Jemanden einladen',
  'step.numbers': 'Festlegen, wie Belege nummeriert werden',
  'step.secondFactor': 'Die Anmeldung mit einer Authenticator-App schützen',
  'step.sofar': '{done} von {all} sind getan.',
  'step.see': 'Alle ersten Schritte ansehen',
  'step.hide': 'Auf meinem Platz ausblenden',
  'step.show': 'Auf meinem Platz zeigen',
  'example.label': 'Beispiel',
  'example.text': 'Nichts hier ist echt: Probieren Sie alles aus.',
  'example.end': 'Das Beispiel löschen',
  'example.endNow': 'Endgültig löschen',
  'example.what':
    '„{name}“ ist ein Beispiel. Das Löschen entfernt alles auf einmal: ' +
    '{companies, plural, one {seine Firma} other {# Firmen}}, ' +
    '{entries, plural, =0 {keine Buchungen} one {eine Buchung} other {# Buchungen}}, ' +
    '{persons, plural, one {eine Person} other {# Personen}} und jeden Schlüssel.',
  'example.why':
    'Das lässt sich nicht zurücknehmen. Bücher, die geführt werden, haben kein solches Ende: Was ' +
    'dort gebucht ist, wird storniert, nie entfernt.',
  'example.who':
    'Löschen kann es, wem es gehört, oder wer über den Link hereinkam, den der Server beim Start ' +
    'nennt.',
  'example.last':
    'Es dauert bis zu einer Minute. Danach sind Sie abgemeldet, denn hier bleibt niemand.',
  'example.type': 'Geben Sie den Namen ein: {name}',
}
