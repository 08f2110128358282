/** The words and rows of keys that guessed passwords are made of, most of all. */

/**
 * Words that stand again and again in published counts of leaked passwords (the yearly lists of the
 * 200 most used ones, such as those of 2023 and 2024), gathered by hand. A password of twelve
 * characters that is common is nearly always two or three of these, or one with digits behind it.
 */
export const commonWords: readonly string[] = (
  'password passwort motdepasse contrasena contraseña senha heslo haslo wachtwoord parola ' +
  'parol passphrase passcode passwd pass secret geheim letmein welcome willkommen bienvenue ' +
  'bienvenido hello hallo bonjour login logon signin access admin administrator ' +
  'administrateur root user username guest test testing tester demo default changeme change ' +
  'temp temporary master superuser system server internet computer network windows google ' +
  'facebook myspace samsung apple iphone microsoft office company business account accounts ' +
  'accounting finance payroll invoice bookkeeper backoffice backstay qwerty qwertz azerty ' +
  'asdf zxcv qazwsx wsxedc abcd abc iloveyou iloveu loveyou ilove love lover forever princess ' +
  'princesa sunshine dragon monkey shadow superman batman spiderman pokemon naruto minecraft ' +
  'starwars football futbol soccer baseball basketball hockey liverpool chelsea arsenal ' +
  'barcelona realmadrid juventus manchester michael jennifer jessica michelle daniel charlie ' +
  'thomas andrew anthony nicole ashley jordan joshua matthew hannah samantha jonathan ' +
  'alexander alexandra benjamin william robert justin hunter killer trustno freedom whatever ' +
  'butterfly chocolate cookie summer winter spring autumn sommer monday tuesday wednesday ' +
  'thursday friday saturday sunday january february march april june july august september ' +
  'october november december family mother father angel blessed jesus christ bismillah maggie ' +
  'buster tigger purple orange yellow silver golden diamond america england london paris ' +
  'berlin germany france india pakistan brasil mexico canada correct horse battery staple ' +
  'this that the and you are one two three four five six seven eight nine zero easy best good'
).split(' ')

/** Rows of keys and letters along which fingers run, forward or back. */
export const keyRows: readonly string[] = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'zaq1xsw2cde3vfr4bgt5nhy6mju7',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1a2b3c4d5e6f7g8h9i0j',
  'a1b2c3d4e5f6g7h8i9j0',
  '1029384756',
  '147258369',
  '159357',
  '789456123',
]
