/** The words of the door, the inbox, imports and settings in English. */
export const enHouse = {
  'door.title': 'Sign in',
  'door.forgot': 'Forgot your password?',
  'door.forgotTitle': 'A new password',
  'door.forgotText':
    'Write your mail address. If somebody here has it, a link to set a new password is on its way, good for an hour.',
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
    'This address lacks what stands behind the # in the link. Open the link of the mail itself.',
  'door.noRole':
    'You are signed in, but hold no role yet, so there is nothing to show. Ask who grants roles in your organization.',
  'again.confirmTitle': 'Show again who you are',
  'again.confirm': 'Go on',
  'again.cancel': 'Cancel',
  'again.noPassword':
    'You came in by the link of the terminal, which has no password to show. The link of the next start lets you do this for ten minutes.',
  'again.sessionTitle': 'Your session has ended',
  'again.sessionText': 'Sign in again to go on. What you typed is still there.',
  'again.leave': 'Leave this page',
  'again.welcomeOver':
    'This session came from the link of the terminal. Start the server again for a new link.',
  'welcome.title': 'Welcome to Backstay',
  'welcome.text':
    'The back office of a company as one program. Nothing here is known to anybody else: it runs on this machine.',
  'welcome.example': 'See the example company',
  'welcome.exampleText':
    'Seven months of a gift shop: 17,315 papers to look through and to try things on. You are Ada Morgan, who bills, keeps the books and sees to the taxes.',
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
    'In a company of one, one person does what two should. Each of these rules gets an exception in your name, for a year; it stands in the report of conflicts until somebody else takes a part over.',
  'own.rules': '{count} rules that are meant for two people',
  'own.answer': 'I have read this and answer for it',
  'own.review': 'Who looks at it instead, and how often',
  'own.reviewProposal': 'My tax adviser looks at the books once a year.',
  'own.taxed': 'Tax codes of this country come with it.',
  'own.untaxed':
    'No tax rates of this country come with the program yet. You begin with one code for what is outside the scope of tax, and add yours under Tax codes.',
  'own.start': 'Start the company',
  'own.notAllowed':
    'Only the link that the server tells at its start begins an organization. Start the server again, and open the new link.',
  'steps.title': 'First steps',
  'steps.text': 'Three papers, and the first invoice is out.',
  'steps.customer': 'Add a customer',
  'steps.item': 'Add an item',
  'steps.invoice': 'Write and issue an invoice',
  'steps.done': 'done',
  'steps.next': 'next',
  'steps.import': 'Or bring lists along: import customers, items, invoices',
  'steps.desk': 'To my desk',
  'steps.ready': '{company} keeps its books from today.',
  'door.show': 'Show what is typed',
} as const
