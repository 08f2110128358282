/** The words of what administrators look after, in English: calls, places that help, examples. */

export const enCare = {
  'set.calls': 'Calls',
  'call.text':
    'What programs asked with their keys, the newest first: over the API, on the command line ' +
    'and as tools of agents. What was sent is not kept, and what was searched for is masked.',
  'call.at': 'When',
  'call.call': 'Call',
  'call.key': 'Key',
  'call.person': 'In the name of',
  'call.status': 'Answer',
  'call.took': 'Milliseconds',
  'call.operation': 'Operation',
  'call.origin': 'Came through',
  'call.fromProgram': 'a program of its own',
  'call.fromAgent': 'the tools for agents',
  'call.fromCommandLine': 'the command line',
  'call.request': 'Number for the log',
  'call.rules': 'Rules that were broken',
  'call.done': 'done (2xx)',
  'call.refused': 'refused (4xx)',
  'call.failed': 'failed (5xx)',
  'call.from': 'From',
  'call.to': 'To',
  'call.any': 'all',
  'call.all': 'Show all',
  'call.none':
    'There is no such call. A call is shown here about a second after its answer, and kept for ' +
    '90 days.',
  'call.older': 'Show older ones',
  'call.toKeys': 'To the keys',
  'call.ofKey': 'Calls',
  'call.ofKeyNamed': 'Calls of {name}',
  'place.to': 'To: {place}',
  'place.add': 'Add the {what} “{code}”',
  'place.copyNumber': 'Copy the number',
  'step.receipt': 'Write down a first receipt of money',
  'step.dunning': 'Say when somebody is reminded',
  'step.opening': 'Post the opening balances',
  'step.tax': 'Have tax codes',
  'step.stock': 'Bring the stock that is there into the books',
  'step.people': 'Invite somebody',
  'step.numbers': 'Set how papers are numbered',
  'step.secondFactor': 'Protect your sign-in with an authenticator app',
  'step.sofar': '{done} of {all} are done.',
  'step.see': 'See all first steps',
  'step.hide': 'Hide it from my desk',
  'step.show': 'Show it on my desk',
  'example.label': 'Example',
  'example.text': 'Nothing here is real: try whatever you like.',
  'example.end': 'Delete the example',
  'example.endNow': 'Delete it for ever',
  'example.what':
    '“{name}” is an example. Deleting it removes all of it in one act: ' +
    '{companies, plural, one {its company} other {# companies}}, ' +
    '{entries, plural, =0 {no entries} one {one entry} other {# entries}}, ' +
    '{persons, plural, one {one person} other {# persons}}, and every key.',
  'example.why':
    'Nothing takes this back. Books that are kept have no such end: what is posted there is ' +
    'reversed, never removed.',
  'example.who':
    'An owner of it may delete it, or who came in by the link that the server tells at its start.',
  'example.last': 'It takes up to a minute. Then you are signed out, as nobody is left here.',
  'example.type': 'Type its name: {name}',
} as const
