/** The words of webhooks, in German. */
import type { enWebhooks } from '#web/words/en-webhooks.ts'

export const deWebhooks: Readonly<Record<keyof typeof enWebhooks, string>> = {
  'hook.title': 'Webhooks',
  'hook.text':
    'Ein Webhook sagt einem Programm anderswo, dass mit einem Beleg etwas getan wurde: mit ' +
    'welchem und was, und nichts von seinem Inhalt. Den Beleg liest das Programm mit einem ' +
    'eigenen Schlüssel.',
  'hook.none':
    'Es gibt noch keinen Webhook. Mit einem erfährt ein Laden, eine Kasse oder ein Chat von ' +
    'einer Rechnung in dem Augenblick, in dem sie ausgestellt wird.',
  'hook.new': 'Neuer Webhook',
  'hook.address': 'Adresse',
  'hook.addressHelp': 'Sie beginnt mit https:// und ist aus dem Internet erreichbar.',
  'hook.hears': 'Hört',
  'hook.more': '{count, plural, one {und eines mehr} other {und # mehr}}',
  'hook.chosen': '{count, plural, one {eines gewählt} other {# gewählt}}',
  'hook.note': 'Wofür er ist',
  'hook.state': 'Stand',
  'hook.active': 'Läuft',
  'hook.waits':
    '{waiting, plural, one {Eine Nachricht wartet} =1000 {1000 Nachrichten warten, oder mehr} ' +
    'other {# Nachrichten warten}}',
  'hook.rests':
    'Nimmt nicht an, was gesendet wird; der nächste Versuch ist am {at}. ' +
    '{waiting, plural, one {Eine Nachricht wartet.} ' +
    '=1000 {1000 Nachrichten warten, oder mehr.} other {# Nachrichten warten.}}',
  'hook.pausedBy':
    'Angehalten am {at} von {by}. {waiting, plural, =0 {Nichts wartet.} ' +
    'one {Eine Nachricht wartet.} =1000 {1000 Nachrichten warten, oder mehr.} ' +
    'other {# Nachrichten warten.}}',
  'hook.gone':
    'Angehalten am {at}: Der Empfänger sagt, dass es ihn nicht mehr gibt (410). ' +
    '{waiting, plural, one {Eine Nachricht wartet.} ' +
    '=1000 {1000 Nachrichten warten, oder mehr.} other {# Nachrichten warten.}}',
  'hook.failing':
    'Angehalten am {at}: Er nahm drei Tage lang nichts an. ' +
    '{waiting, plural, one {Eine Nachricht wartet.} ' +
    '=1000 {1000 Nachrichten warten, oder mehr.} other {# Nachrichten warten.}}',
  'hook.madeByAt': '{by}, am {at}',
  'hook.oldSecret': 'Das alte Geheimnis gilt bis',
  'hook.toAll': 'Alle Webhooks',
  'hook.deliveries': 'Was ihm gesagt wurde',
  'hook.nothing':
    'Noch nichts. Was geschieht, wird in Sekunden gesendet und hier dreißig Tage lang gezeigt. ' +
    'Senden Sie einen Test, um zu sehen, ob er ankommt.',
  'hook.event': 'Ereignis',
  'hook.attempts': 'Versuche',
  'hook.next': 'Nächster Versuch',
  'hook.notYet': 'noch nicht gesendet',
  'hook.milliseconds': '{count} ms',
  'hook.addressRefused': 'führt in ein eigenes Netz',
  'hook.nameUnknown': 'sein Name ist nicht bekannt',
  'hook.timeOver': 'keine Antwort in zehn Sekunden',
  'hook.certificate': 'seinem Zertifikat wird nicht geglaubt',
  'hook.connection': 'keine Verbindung',
  'hook.again': 'Noch einmal senden',
  'hook.test': 'Test senden',
  'hook.try': 'Test',
  'hook.sent': 'Es wird gesendet.',
  'hook.edit': 'Ändern',
  'hook.renew': 'Neues Geheimnis',
  'hook.renewText':
    'Einen Tag lang gelten beide Geheimnisse: Was gesendet wird, trägt die Unterschriften ' +
    'beider, damit Sie das neue einsetzen können, ohne etwas zu verpassen.',
  'hook.remove': 'Entfernen',
  'hook.removeText':
    'Es wird nichts mehr dorthin gesendet, auch nicht, was noch wartet, und sein Geheimnis wird ' +
    'vergessen. Für eine Weile lässt er sich anhalten.',
  'hook.secret': 'Das Geheimnis des Webhooks',
  'hook.secretShown':
    'Mit diesem Geheimnis prüft der Empfänger, dass von Ihnen ist, was kommt. Es wird nur jetzt ' +
    'gezeigt.',
  'hook.write': 'schreiben',
  'hook.change': 'ändern',
  'hook.throwAway': 'verwerfen',
}
