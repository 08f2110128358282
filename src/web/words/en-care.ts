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
} as const
