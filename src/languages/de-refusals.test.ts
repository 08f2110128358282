/** What the server really says, in German: with its values, as the screens call them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusedInGerman } from '#languages/de-refusals.ts'

/** Sentences as the server's own tests show them, and their German. */
const said: readonly (readonly [string, string])[] = [
  [
    'The field lines[2].quantity is missing. Add it.',
    'Das Feld „Zeilen 2: Menge“ fehlt. Bitte ergänzen.',
  ],
  [
    'The field customer: it is empty. Leave the field out, or fill it.',
    '„Kunde“: Hier steht nichts. Bitte das Feld weglassen oder füllen.',
  ],
  [
    'The field quantity must be text. Write figures as text, such as "12.50": JSON ' +
      'numbers are not exact.',
    'Das Feld „Menge“ muss so sein: Text. Bitte Zahlen als Text schreiben, etwa ' +
      '"12.50": JSON-Zahlen sind nicht genau.',
  ],
  [
    'The sales invoice INV-2026-00001 is issued, and only one that is draft can ' +
      'issue. Now it can: void.',
    'Rechnung INV-2026-00001 ist „ausgestellt“, und „ausstellen“ geht nur bei: ' +
      'Entwurf. Jetzt geht: stornieren.',
  ],
  [
    'This sales invoice is void, and only one that is draft or issued can void. ' +
      'Nothing more can be done with it.',
    'Dieser Beleg (Rechnung) ist „storniert“, und „stornieren“ geht nur bei: Entwurf ' +
      'oder ausgestellt. Mehr ist damit nicht zu tun.',
  ],
  [
    'The period 2026-03 of 2026-03-12 is closed. Post on a day of an open period, or ' +
      'have the period reopened.',
    'Die Periode 2026-03 mit dem 12.3.2026 ist abgeschlossen. Bitte an einem Tag ' +
      'einer offenen Periode buchen oder die Periode wieder öffnen lassen.',
  ],
  [
    'In GBP the debits are 12.50 GBP more than the credits. Correct the lines so ' +
      'that both are equal.',
    'In GBP ist das Soll um 12,50 GBP größer als das Haben. Bitte die Zeilen so ' +
      'ändern, dass beide gleich sind.',
  ],
  [
    'Line 2: there is no account “9999”. Add it, or use another.',
    'Zeile 2: Das Konto „9999“ gibt es nicht. Bitte anlegen oder etwas anderes nehmen.',
  ],
  [
    'The entry: the account “1100” wants a party. Say with whom.',
    'Die Buchung: Das Konto „1100“ verlangt einen Partner. Bitte angeben, mit wem.',
  ],
  [
    'There is no party “St. Mary. Co”. Take one from the list, or add a party first.',
    '„St. Mary. Co“ gibt es nicht (Geschäftspartner). Bitte aus der Liste wählen ' +
      'oder erst anlegen.',
  ],
  [
    'Line 3, column Date: “31/31/26” is no day. Write it as 2026-11-22.',
    'Zeile 3, Spalte Date: „31/31/26“ ist kein Tag. Schreibweise: 2026-11-22.',
  ],
  [
    'Only a billing clerk may issue a sales invoice. Ada and Tom can grant that role.',
    'Diese Rolle fehlt Ihnen: Rechnungsschreiber (Rechnung: ausstellen). Diese Rolle ' +
      'kann erteilen: Ada und Tom.',
  ],
  [
    'To issue this sales invoice takes the approval of a billing lead. Ask for it.',
    'Für „Rechnung: ausstellen“ braucht es die Freigabe von Leitung Fakturierung. ' +
      'Bitte darum bitten.',
  ],
  [
    'You did “take orders” with the sales invoice INV-1, and another person must ' +
      'release payments. Whoever enters a bill could invent one and pay it. Ask a ' +
      'colleague.',
    'Sie haben hier schon gehandelt („Aufträge annehmen“ bei Rechnung INV-1); das ' +
      'muss eine andere Person tun: Zahlungen freigeben. Wer eine Rechnung erfasst, ' +
      'könnte eine erfinden und bezahlen. Bitte einen Kollegen fragen.',
  ],
  [
    'None of your roles lets you do this: list roles. It takes an administrator or ' +
      'an owner. Ada Jones can grant that role.',
    'Keine Ihrer Rollen erlaubt das. Nötig ist: Administrator oder Inhaber. Diese ' +
      'Rolle kann erteilen: Ada Jones.',
  ],
  [
    'The manual journal MJ-1 was changed meanwhile: it is at version 3, and you saw ' +
      'version 2. Read it again, and decide anew.',
    'Buchungssatz MJ-1 wurde inzwischen geändert: jetzt Fassung 3, Sie sahen Fassung ' +
      '2. Bitte neu laden und dann entscheiden.',
  ],
  [
    'Mail and password do not fit together. Check both, or ask for a new password.',
    'Mailadresse und Passwort passen nicht zusammen. Bitte beide prüfen oder ein ' +
      'neues Passwort anfordern.',
  ],
  [
    'There were too many attempts. Try again in 3 minutes.',
    'Es waren zu viele Versuche. Bitte in 3 Minuten noch einmal versuchen.',
  ],
  [
    'This import is staged, and only one that is posted can be undone.',
    'Dieser Import ist „geprüft“; zurückgenommen werden kann nur: gebucht.',
  ],
]

test('17 errors: what the server refuses comes out in German, with its values', () => {
  for (const [english, german] of said) assert.equal(refusedInGerman(english), german)
})

test('17 errors: what has no German stays as it is, and never becomes blank', () => {
  const foreign = 'Something was said that nobody foresaw.'
  assert.equal(refusedInGerman(foreign), foreign)
  assert.equal(refusedInGerman(`${foreign} Add it.`), `${foreign} Bitte ergänzen.`)
  assert.equal(refusedInGerman(''), '')
})

test('17 errors: values of others stay what they are, also where they are words of ours', () => {
  assert.equal(
    refusedInGerman('There is no company “Sales”. Correct its code.'),
    'Die Firma „Sales“ gibt es nicht. Bitte den Code ändern.',
  )
})
