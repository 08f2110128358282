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
}
