/** The words of the door, the account and the inbox in English. */
export const enHouse = {
  'door.title': 'Sign in',
  'door.forgot': 'Forgot your password?',
  'door.forgotTitle': 'A new password',
  'door.forgotText':
    'Write your mail address. If somebody here has it, a link to set a new password is on ' +
    'its way, good for an hour.',
  'door.send': 'Send the link',
  'door.sent': 'If somebody here has this address, the link is on its way. Look into your mail.',
  'door.back': 'Back to sign in',
  'door.newPassword': 'New password',
  'door.newPasswordHelp':
    '12 characters or more, of any kind. A few words that do not belong together are good.',
  'door.invitationTitle': 'Welcome. Choose a password.',
  'door.resetTitle': 'Choose a new password',
  'door.setPassword': 'Set the password',
  'door.isSet': 'The password is set. Sign in to {organization} as {email}.',
  'door.noToken':
    'This address lacks what stands behind the # in the link. Open the link of the mail ' +
    'itself.',
  'door.noRole':
    'You are signed in, but hold no role yet, so there is nothing to show. Ask who grants ' +
    'roles in your organization.',
  'again.confirmTitle': 'Show again who you are',
  'again.confirm': 'Go on',
  'again.cancel': 'Cancel',
  'again.noPassword':
    'You came in by the link of the terminal, which has no password to show. The link of the ' +
    'next start lets you do this for ten minutes.',
  'again.sessionTitle': 'Your session has ended',
  'again.sessionText': 'Sign in again to go on. What you typed is still there.',
  'again.leave': 'Leave this page',
  'again.welcomeOver':
    'This session came from the link of the terminal. Start the server again for a new link.',
  'welcome.title': 'Welcome to Backstay',
  'welcome.text':
    'The back office of a company as one program. Nothing here is known to anybody else: it ' +
    'runs on this machine.',
  'welcome.example': 'See the example company',
  'welcome.exampleText':
    'Seven months of a gift shop: 17,315 papers to look through and to try things on. You ' +
    'are Ada Morgan, who bills, keeps the books and sees to the taxes.',
  'welcome.own': 'Start your own company',
  'welcome.ownText':
    'From one form to the first invoice in a few minutes. It is kept apart from the example.',
  'welcome.opening': 'Coming in …',
  'welcome.over': 'This link lets in once',
  'own.title': 'Your own company',
  'own.organization': 'Organization',
  'own.organizationHelp': 'What holds your companies together; often the same name.',
  'own.company': 'Company',
  'own.country': 'Country',
  'own.currency': 'Currency',
  'own.currencyHelp': 'In which the books are kept. It stays.',
  'own.yearStarts': 'First fiscal year begins on',
  'own.yearHelp': 'The first of a month. Today lies in this year.',
  'own.you': 'You',
  'own.name': 'Your name',
  'own.alone': 'What you do alone',
  'own.aloneText':
    'In a company of one, one person does what two should. Each of these rules gets an ' +
    'exception in your name, for a year; it stands in the report of conflicts until somebody ' +
    'else takes a part over.',
  'own.rules': '{count} rules that are meant for two people',
  'own.answer': 'I have read this and answer for it',
  'own.review': 'Who looks at it instead, and how often',
  'own.reviewProposal': 'My tax adviser looks at the books once a year.',
  'own.taxed': 'Tax codes of this country come with it.',
  'own.untaxed':
    'No tax rates of this country come with the program yet. You begin with one code for ' +
    'what is outside the scope of tax, and add yours under Tax codes.',
  'own.start': 'Start the company',
  'own.notAllowed':
    'Only the link that the server tells at its start begins an organization. Start the ' +
    'server again, and open the new link.',
  'steps.title': 'First steps',
  'steps.text': 'The first three bring out an invoice; the others can wait.',
  'steps.customer': 'Add a customer',
  'steps.item': 'Add an item',
  'steps.invoice': 'Write and issue an invoice',
  'steps.done': 'done',
  'steps.next': 'next',
  'steps.import': 'Or bring lists along: import customers, items, invoices',
  'steps.desk': 'To my desk',
  'steps.ready': '{company} keeps its books from today.',
  'door.show': 'Show what is typed',
  'account.title': 'Your account',
  'account.of': '{name} · {email} · {organization}',
  'account.look': 'Look',
  'account.language': 'Language',
  'account.scheme': 'Light or dark',
  'account.light': 'Light',
  'account.dark': 'Dark',
  'account.system': 'As the system',
  'account.contrast': 'Contrast',
  'account.contrastMore': 'High',
  'account.density': 'Density',
  'account.compact': 'Compact',
  'account.comfortable': 'Comfortable',
  'account.password': 'Password',
  'account.passwordText': 'All your other sessions end when you change it.',
  'account.current': 'Present password',
  'account.change': 'Change the password',
  'account.changed': 'The password is changed. Your other sessions have ended.',
  'account.guest':
    'You came in by the link of the terminal. This person has no password and needs none.',
  'account.app': 'Authenticator app',
  'account.appOff':
    'A second proof beside the password: a code that an app on your phone shows. It keeps ' +
    'others out even if they know your password.',
  'account.appOn':
    'Signing in takes a code of your app. {count, plural, one {# recovery code is left.} ' +
    'other {# recovery codes are left.}}',
  'account.appAdd': 'Add an app',
  'account.appRemove': 'Remove the app',
  'account.appRemoved': 'The app and the recovery codes are removed.',
  'account.scan': 'Scan this with your app, or type the secret. Then write the code that it shows.',
  'account.qr': 'Picture to scan with an authenticator app',
  'account.secret': 'Secret to type',
  'account.appCode': 'Code of the app',
  'account.appConfirm': 'Confirm the app',
  'account.codesNew': 'New recovery codes',
  'account.codesTitle': 'Your recovery codes',
  'account.codesText':
    'Each lets you in once if you lose the app. They are shown only now: print them or keep ' +
    'them where you keep passwords. Older ones are void.',
  'account.copy': 'Copy',
  'account.kept': 'I have kept them',
  'account.sessions': 'Sessions',
  'account.sessionsText':
    'Where you are signed in. A session ends after 12 hours without use, and after 14 days ' +
    'in any case.',
  'account.thisOne': 'this one',
  'account.used': 'Last used',
  'account.since': 'Since',
  'account.from': 'From',
  'account.end': 'End',
  'account.endOne': 'End the session of {when}',
  'account.endOthers': 'End all others',
  'account.ended': '{count, plural, one {# session has ended.} other {# sessions have ended.}}',
  'inbox.title': 'Inbox',
  'inbox.empty': 'Nothing waits for you',
  'inbox.emptyText':
    'What needs your approval appears here: which papers those are, the approval policies ' +
    'say.',
  'inbox.ask': 'Ask',
  'inbox.approve': 'Approve',
  'inbox.approveMany': '{count, plural, one {Approve 1} other {Approve #}}',
  'inbox.reject': 'Reject',
  'inbox.rejectMany': '{count, plural, one {Reject 1} other {Reject #}}',
  'inbox.wants': '{verb} {kind}',
  'inbox.askedBy': 'Asked by {name}',
  'inbox.madeBy': 'Written by {name}',
  'inbox.until': 'Good until {day}',
  'inbox.late': 'since {days, plural, =0 {today} one {# day} other {# days}}',
  'inbox.policy': 'Why it is asked',
  'inbox.step': '{persons, plural, one {One more approval} other {# more approvals}} of: {roles}',
  'inbox.inPlace': 'You decide in the place of {name}',
  'inbox.before': 'So far',
  'inbox.beforeNone': 'Nobody has decided yet.',
  'inbox.approved': '{name} approved',
  'inbox.rejected': '{name} rejected',
  'inbox.approvedFor': '{name} approved for {other}',
  'inbox.paper': 'What is asked about',
  'inbox.openPaper': 'Open the paper',
  'inbox.look': 'Look at this',
  'inbox.lines': '{count, plural, one {# line} other {# lines}}',
  'inbox.changed': 'What changed',
  'inbox.select': 'Select {what}',
  'inbox.why': 'Why',
  'inbox.whyHelp': 'Whoever asked reads this.',
  'inbox.question': 'Your question',
  'inbox.questionHelp': 'It stands with the paper as a comment; the request stays open.',
  'inbox.asked': 'The question stands with the paper.',
  'inbox.done': '{count, plural, one {1 approved} other {# approved}}',
  'inbox.gone': '{count, plural, one {1 rejected} other {# rejected}}',
  'inbox.back': 'Back to the list',
  'inbox.away': 'Out of office',
  'inbox.awayText':
    'Somebody approves in your place for some days, and nothing else. Both names stand in ' +
    'the record.',
  'inbox.awayTo': 'Who stands in',
  'inbox.awayFrom': 'From',
  'inbox.awayUntil': 'To and with',
  'inbox.awayRoles': 'As',
  'inbox.awayReason': 'Reason',
  'inbox.awayStart': 'Let them stand in',
  'inbox.awayIs': '{to} stands in for {from} from {first} to {last} as {roles}',
  'inbox.awayEnd': 'End',
  'inbox.waiting': '{count, plural, one {# waits for you} other {# wait for you}}',
} as const
