/** The words of webhooks, in English. */

export const enWebhooks = {
  'hook.title': 'Webhooks',
  'hook.text':
    'A webhook tells a program elsewhere that something was done with a paper: which paper and ' +
    'which step, and nothing of what it says. The program reads the paper with a key of its own.',
  'hook.none':
    'There is no webhook yet. With one, a shop, a till or a chat hears of an invoice the moment ' +
    'it is issued.',
  'hook.new': 'New webhook',
  'hook.address': 'Address',
  'hook.addressHelp': 'It begins with https:// and can be reached from the internet.',
  'hook.hears': 'Hears',
  'hook.more': '{count, plural, one {and one more} other {and # more}}',
  'hook.chosen': '{count, plural, one {one chosen} other {# chosen}}',
  'hook.note': 'What it is for',
  'hook.state': 'State',
  'hook.active': 'At work',
  'hook.waits':
    '{waiting, plural, one {One message waits} =1000 {1000 messages wait, or more} ' +
    'other {# messages wait}}',
  'hook.rests':
    'Does not take what is sent; the next attempt is on {at}. ' +
    '{waiting, plural, one {One message waits.} =1000 {1000 messages wait, or more.} ' +
    'other {# messages wait.}}',
  'hook.pausedBy':
    'Paused on {at} by {by}. {waiting, plural, =0 {Nothing waits.} one {One message waits.} ' +
    '=1000 {1000 messages wait, or more.} other {# messages wait.}}',
  'hook.gone':
    'Paused on {at}: the receiver says that it is there no longer (410). ' +
    '{waiting, plural, one {One message waits.} =1000 {1000 messages wait, or more.} ' +
    'other {# messages wait.}}',
  'hook.failing':
    'Paused on {at}: it took nothing for three days. ' +
    '{waiting, plural, one {One message waits.} =1000 {1000 messages wait, or more.} ' +
    'other {# messages wait.}}',
  'hook.madeByAt': '{by}, on {at}',
  'hook.oldSecret': 'The old secret holds until',
  'hook.toAll': 'All webhooks',
  'hook.deliveries': 'What it was told',
  'hook.nothing':
    'Nothing yet. What happens is sent within seconds, and shown here for thirty days. Send a ' +
    'test to see whether it arrives.',
  'hook.event': 'Event',
  'hook.attempts': 'Attempts',
  'hook.next': 'Next attempt',
  'hook.notYet': 'not sent yet',
  'hook.milliseconds': '{count} ms',
  'hook.addressRefused': 'leads to a network of its own',
  'hook.nameUnknown': 'its name is not known',
  'hook.timeOver': 'no answer within ten seconds',
  'hook.certificate': 'its certificate is not believed',
  'hook.connection': 'no connection',
  'hook.again': 'Send again',
  'hook.test': 'Send a test',
  'hook.try': 'Test',
  'hook.sent': 'It is being sent.',
  'hook.edit': 'Change',
  'hook.renew': 'New secret',
  'hook.renewText':
    'For a day both secrets hold: what is sent bears the signatures of both, so that you can ' +
    'put the new one in place without missing anything.',
  'hook.remove': 'Remove',
  'hook.removeText':
    'Nothing more is sent to it, nor what still waits, and its secret is forgotten. To stop it ' +
    'for a while, pause it.',
  'hook.secret': 'The secret of the webhook',
  'hook.secretShown':
    'With this secret the receiver checks that what comes is yours. It is shown this once.',
  'hook.write': 'write',
  'hook.change': 'change',
  'hook.throwAway': 'throw away',
} as const
