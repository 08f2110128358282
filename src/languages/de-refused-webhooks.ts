/** What webhooks and the way outward refuse, in German, by the English with its holes. */
export const refusedWebhooks: Readonly<Record<string, string>> = {
  'BACKSTAY_EGRESS has “{entry}”, which is neither an origin, nor a range, nor a port.':
    'BACKSTAY_EGRESS enthält „{entry}“; das ist weder ein Ursprung noch ein Bereich noch ein Port.',
  'Write http://hooks.lan:8080, 10.20.0.0/16 or :8443, with commas between them.':
    'Schreibweise: http://hooks.lan:8080, 10.20.0.0/16 oder :8443, mit Kommas dazwischen.',
  'It is no address to which anything could be sent.':
    'Das ist keine Adresse, an die etwas gesendet werden könnte.',
  'Write it as https://example.com/hooks.': 'Schreibweise: https://example.com/hooks.',
  'An address holds no name and no password here, since it is shown.':
    'Eine Adresse enthält hier weder Namen noch Passwort, denn sie wird gezeigt.',
  'Who receives knows by the signature that it comes from us.':
    'Wer empfängt, weiß durch die Unterschrift, dass es von uns kommt.',
  'The address begins with https://, so that nobody reads along.':
    'Die Adresse beginnt mit https://, damit niemand mitliest.',
  'Only port 443 is reached from here.': 'Von hier wird nur Port 443 erreicht.',
  'Whoever runs the server can allow others by BACKSTAY_EGRESS.':
    'Wer den Server betreibt, kann mit BACKSTAY_EGRESS andere erlauben.',
  'The address belongs to a network of its own and not to the public internet.':
    'Die Adresse gehört zu einem eigenen Netz und nicht zum öffentlichen Internet.',
  'Whoever runs the server can allow it by BACKSTAY_EGRESS.':
    'Wer den Server betreibt, kann sie mit BACKSTAY_EGRESS erlauben.',
  'There is no such webhook.': 'Diesen Webhook gibt es nicht.',
  'There is no such delivery.': 'Diese Nachricht gibt es nicht.',
  'Name each step once.': 'Bitte jeden Schritt einmal nennen.',
  'Name at least one step.': 'Bitte mindestens einen Schritt nennen.',
  'There is no step “{type}” that could be heard.':
    'Es gibt keinen Schritt „{type}“, der zu hören wäre.',
  'Take steps from the list of what webhooks hear.':
    'Bitte Schritte aus der Liste dessen nehmen, was Webhooks hören.',
  'There is no webhook with this number.': 'Es gibt keinen Webhook mit dieser Nummer.',
  'The list of webhooks shows those there are.': 'Die Liste der Webhooks zeigt, welche es gibt.',
  'The secret cannot be encrypted here now.':
    'Das Geheimnis lässt sich hier gerade nicht verschlüsseln.',
  ['On the command line, ask the running server with --server; otherwise tell whoever runs it ' +
  'that its key file cannot be used.']:
    'Auf der Kommandozeile hilft der laufende Server mit --server; sonst bitte denen sagen, die ' +
    'ihn betreiben, dass seine Schlüsseldatei nicht brauchbar ist.',
  'This webhook is paused, so nothing is sent to it.':
    'Dieser Webhook ist angehalten, also wird nichts an ihn gesendet.',
  'Let it go on first.': 'Bitte ihn zuerst weiterlaufen lassen.',
  'There is no such message of this webhook.': 'Dieser Webhook hat keine solche Nachricht.',
  'Messages are kept for thirty days.': 'Nachrichten werden dreißig Tage aufgehoben.',
}
