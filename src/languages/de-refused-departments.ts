/** What the rules of departments refuse, in German, by the English with its holes. */
export const refusedDepartments: Readonly<Record<string, string>> = {
  '{papers} begins on {from}, after {date}.': '{papers} gilt erst ab dem {from}, nicht am {date}.',
  'Use the currency that it replaced.': 'Bitte die Währung nehmen, die davor galt.',
  '{papers} was withdrawn: {until} was its last day.':
    '{papers} wurde abgeschafft: Der letzte Tag war der {until}.',
  'On {date} use the currency that replaced it.':
    'Am {date} bitte die Währung nehmen, die sie ersetzt hat.',
  '{code} ({name}) has no minor units: no money here.':
    '{code} ({name}) hat keine kleinere Einheit und ist hier kein Geld.',
  'Keep it as an item.': 'Bitte als Artikel führen.',
  'There is no currency “{code}”.': 'Die Währung „{code}“ gibt es nicht.',
  'Write it as {spelling}.': 'Schreibweise: {spelling}.',
  'Use a three-letter code of ISO 4217, such as EUR.':
    'Bitte einen Code aus drei Buchstaben nach ISO 4217 nehmen, etwa EUR.',
  'The company says no country, and VAT returns are described of: {known}.':
    'Bei der Firma fehlt das Land; Voranmeldungen gibt es für: {known}.',
  'Set the country of the company, or add its return.':
    'Bitte das Land der Firma setzen oder seine Voranmeldung ergänzen.',
  'Its country is {country}, and VAT returns are described of: {known}.':
    'Ihr Land ist {country}; Voranmeldungen gibt es für: {known}.',
  'The return is filed in {currency}, and the company keeps its books in {currency2}.':
    'Die Voranmeldung wird in {currency} abgegeben, die Bücher der Firma sind in {currency2}.',
  'File it from books in {currency3}.': 'Bitte aus Büchern in {currency3} abgeben.',
  'A country is written as its two letters of ISO 3166: GB.':
    'Ein Land wird mit seinen zwei Buchstaben nach ISO 3166 geschrieben: GB.',
  'Only standard, reduced and reverse-charged supplies have a rate.':
    'Nur reguläre, ermäßigte und umgekehrt besteuerte Umsätze haben einen Satz.',
  'A code with a rate names the account of its tax.':
    'Ein Kennzeichen mit einem Satz nennt das Konto seiner Steuer.',
  'What is outside the scope of the tax stands in no box of the return.':
    'Was nicht steuerbar ist, steht in keinem Feld der Voranmeldung.',
  'It has more digits than {of} has.': 'Das sind mehr Stellen, als {of} hat.',
  'Write it as the bank does.': 'Bitte so schreiben, wie die Bank es tut.',
  'What leaves one place arrives in another.':
    'Was einen Platz verlässt, kommt an einem anderen an.',
  'A price ends on or after the day on which it begins.':
    'Ein Preis endet frühestens an dem Tag, an dem er beginnt.',
  'Row {row} of the list {list}: for any quantity and day.':
    'Zeile {row} der Preisliste {list}: für jede Menge und jeden Tag.',
  'Row {row} of the list {list}: {limits}.': 'Zeile {row} der Preisliste {list}: {limits:told}.',
  'A mail address has one @ between a name and a domain.':
    'Eine Mailadresse hat ein @ zwischen Namen und Domain.',
  'A language is written as BCP 47 has it: en-GB.':
    'Eine Sprache wird nach BCP 47 geschrieben: en-GB.',
  'A rate is above zero.': 'Ein Kurs ist größer als null.',
  'There is no exchange rate for {currency} that is good on {on}.':
    'Für {currency} gibt es keinen Wechselkurs, der am {on} gilt.',
  'Add it to the register of exchange rates.': 'Bitte bei den Wechselkursen ergänzen.',
  'The item {code} is counted with {itemDigits} digits behind the point.':
    'Der Artikel {code} wird mit {itemDigits} Nachkommastellen gezählt.',
  'Write a quantity with no more.': 'Bitte eine Menge mit nicht mehr schreiben.',
  'It has at least one line.': 'Es braucht mindestens eine Zeile.',
  'A quantity is not zero.': 'Eine Menge ist nicht null.',
  'A discount is from 0 to 100 percent.': 'Ein Rabatt liegt zwischen 0 und 100 Prozent.',
  'A line that moves goods names the item, and two places.':
    'Eine Zeile, die Ware bewegt, nennt den Artikel und zwei Plätze.',
  'It comes to more than 10,000,000,000,000.': 'Das ergibt mehr als 10.000.000.000.000.',
  'Correct the quantities or prices.': 'Bitte Mengen oder Preise ändern.',
  'The invoice has no line with the tax code {code}.':
    'Die Rechnung hat keine Zeile mit dem Steuerkennzeichen {code}.',
  'Use the code of the line it corrects.':
    'Bitte das Kennzeichen der Zeile nehmen, die berichtigt wird.',
  'The tax code {code} is not good on {on} yet.':
    'Das Steuerkennzeichen {code} gilt am {on} noch nicht.',
  'Use another code, or have its rate of that day added.':
    'Bitte ein anderes nehmen oder seinen Satz von diesem Tag ergänzen lassen.',
  'The tax code {code} names no account for the tax on sales.':
    'Das Steuerkennzeichen {code} nennt kein Konto für die Steuer auf Umsätze.',
  'Use another code, or have the account added.':
    'Bitte ein anderes nehmen oder das Konto ergänzen lassen.',
  'A letter names what is overdue.': 'Eine Mahnung nennt, was überfällig ist.',
  'A fee has an account.': 'Eine Gebühr hat ein Konto.',
  'The books have an open item {number} already, so this number would be used twice.':
    'Die Bücher haben schon einen offenen Posten {number}; diese Nummer stünde zweimal da.',
  'Give the paper another number.': 'Bitte dem Beleg eine andere Nummer geben.',
  'It falls due on or after the day it is issued.':
    'Die Fälligkeit liegt nicht vor dem Tag der Ausstellung.',
  'An invoice comes to zero or more.': 'Eine Rechnung ergibt null oder mehr.',
  'Write a credit note for what is given back.':
    'Bitte für das, was zurückgegeben wird, eine Gutschrift schreiben.',
  'The invoice {number} has no row {row}.': 'Die Rechnung {number} hat keine Zeile {row}.',
  'Name the row that is corrected.': 'Bitte die Zeile nennen, die berichtigt wird.',
  'Of row {row} of the invoice {number} {rest} {currency} are left to credit.':
    'Von Zeile {row} der Rechnung {number} können noch {rest:told} {currency} ' +
    'gutgeschrieben werden.',
  'Credit no more than that.': 'Bitte nicht mehr gutschreiben.',
  'Of row {row} of the invoice {number} {rest} can still come back.':
    'Von Zeile {row} der Rechnung {number} können noch {rest:told} zurückkommen.',
  'Take back no more than that.': 'Bitte nicht mehr zurücknehmen.',
  'The tax code {code} says nothing of relief from bad debts.':
    'Das Steuerkennzeichen {code} sagt nichts über die Berichtigung bei Forderungsausfall.',
  'Claim none, or have the role in the return added to it.':
    'Bitte keine verlangen oder die Rolle in der Voranmeldung ergänzen lassen.',
  'Relief for the invoice {number} may be claimed from {from} on.':
    'Die Berichtigung für die Rechnung {number} ist ab dem {from} möglich.',
  'Write it off without relief, or then.': 'Bitte ohne Berichtigung ausbuchen oder dann.',
  'Relief for the invoice {number} could be claimed until {until}.':
    'Die Berichtigung für die Rechnung {number} war bis zum {until} möglich.',
  'Write it off without relief.': 'Bitte ohne Berichtigung ausbuchen.',
  'What is taken is worth something else than what it settles.':
    'Was genommen wird, ist etwas anderes wert als das, was es ausgleicht.',
  'Name the account for gains and losses of exchange.':
    'Bitte das Konto für Kursgewinne und -verluste nennen.',
  'Nothing of {item} is open in {of}.': 'Von {item} ist nichts in {of} offen.',
  'Take it out, or choose what is open.': 'Bitte herausnehmen oder wählen, was offen ist.',
  '{item} is not owed by {payer}.': '{item} schuldet nicht {payer}.',
  'Choose what this payer owes, or write a receipt of the other party.':
    'Bitte wählen, was dieser Zahler schuldet, oder einen Zahlungseingang des anderen schreiben.',
  'Of {item}, {left} {of} are open.': 'Von {item} sind {left:told} {of} offen.',
  'Settle no more than that.': 'Bitte nicht mehr ausgleichen.',
  'Only {figure} {of} are left to settle {item}.':
    'Für {item} bleiben nur {figure:told} {of} zum Ausgleich.',
  'Settle less of it, or less of the others.':
    'Bitte davon oder von den anderen weniger ausgleichen.',
  'Relief from tax is claimed for an invoice.':
    'Die Berichtigung der Steuer wird für eine Rechnung verlangt.',
  'The {name} of the invoice {number} is {name2}.':
    'Bei der Rechnung {number} heißt es unter „{name:told}“: {name2}.',
  'Use the same.': 'Bitte dasselbe nehmen.',
  'A bad debt bears no tax of its own.': 'Ein Forderungsausfall trägt keine eigene Steuer.',
  'Use a tax code that is outside the scope.':
    'Bitte ein Steuerkennzeichen nehmen, das nicht steuerbar ist.',
  'Of the invoice {number} {rest} {code} are open.':
    'Von der Rechnung {number} sind {rest:told} {code} offen.',
  'Write off more than nothing, and no more than that.':
    'Bitte mehr als nichts ausbuchen und nicht mehr als das.',
  'Each line of a note on an invoice names the row that it corrects.':
    'Jede Zeile einer Gutschrift zu einer Rechnung nennt die Zeile, die sie berichtigt.',
  'It stands before the invoice {number} of {issuedOn}.':
    'Das liegt vor der Rechnung {number} vom {issuedOn}.',
  'Use a later day.': 'Bitte einen späteren Tag nehmen.',
  'Row {invoiceRow} of the invoice {number} has {name}.':
    'In Zeile {invoiceRow} der Rechnung {number} steht {name}.',
  'Row {invoiceRow} of the invoice {number} has no item.':
    'In Zeile {invoiceRow} der Rechnung {number} steht kein Artikel.',
  'A credit note comes to zero or more.': 'Eine Gutschrift ergibt null oder mehr.',
  'Write an invoice for what is still owed.':
    'Bitte für das, was noch geschuldet wird, eine Rechnung schreiben.',
  'Something is settled.': 'Es wird etwas ausgeglichen.',
  'Each credit and each open item is named once.':
    'Jedes Guthaben und jeder offene Posten wird einmal genannt.',
  'The credit notes named settle more than is owed.':
    'Die genannten Gutschriften gleichen mehr aus, als geschuldet wird.',
  'Name more that is owed, or fewer of them.':
    'Bitte mehr nennen, was geschuldet wird, oder weniger Gutschriften.',
  'A journal has at least two lines.': 'Ein Buchungssatz hat mindestens zwei Zeilen.',
  'Each line has either a debit or a credit, and it is above zero.':
    'Jede Zeile hat entweder Soll oder Haben, und mehr als null.',
  'In each currency the debits are as much as the credits.':
    'In jeder Währung ist das Soll so groß wie das Haben.',
  'Say what it is worth in {booksIn}.': 'Bitte den Wert in {booksIn} angeben.',
  'What line {at} is worth is no amount of {booksIn}.':
    'Was Zeile {at} wert ist, ist kein Betrag in {booksIn}.',
  'Write it without a sign, and with no more digits than the currency has.':
    'Bitte ohne Vorzeichen schreiben und mit nicht mehr Stellen, als die Währung hat.',
  'The amount is above zero.': 'Der Betrag ist größer als null.',
  'Each open item is named once.': 'Jeder offene Posten wird einmal genannt.',
  'The receipt is in {of}.': 'Der Zahlungseingang ist in {of}.',
  'Say what it is worth in {booksIn}, exactly.':
    'Bitte genau angeben, was er in {booksIn} wert ist.',
  'A limit is zero or more.': 'Eine Grenze ist null oder mehr.',
  'A stock adjustment has at least one line.': 'Eine Bestandskorrektur hat mindestens eine Zeile.',
  'Goods go from one place to another one.': 'Ware geht von einem Platz an einen anderen.',
}
