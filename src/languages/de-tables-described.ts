/** What columns and parameters of reports mean, in German, by the English. */
export const describedTables: Readonly<Record<string, string>> = {
  After: 'Nach der Seite',
  'A dimension to split each account by.': 'Ein Merkmal, nach dem jedes Konto geteilt wird.',
  'Actual, pending or commitment.': 'Gebucht, vorgemerkt oder zugesagt.',
  'As it is filed.': 'Wie es abgegeben wird.',
  'As posted': 'Wie gebucht',
  'As priced': 'Nach Preisliste',
  'As the file has it.': 'Wie die Datei es hat.',
  Counted: 'Gezählt',
  Difference: 'Abweichung',
  'Price × quantity, exactly.': 'Preis × Menge, genau.',
  'Posted less priced.': 'Gebucht weniger berechnet.',
  'Rows of the file.': 'Zeilen der Datei.',
  Invoices: 'Rechnungen',
  'Invoices in which they stand.': 'Rechnungen, in denen sie stehen.',
  'What an imported file sold: as priced, as posted, and the difference.':
    'Was eine importierte Datei verkaufte: nach Preis, wie gebucht, und die Abweichung.',
  'Entries a page.': 'Buchungen je Seite.',
  'Lines a page.': 'Zeilen je Seite.',
  'For the page that follows: the "next" of the page before.':
    'Für die folgende Seite: das „next“ der Seite davor.',
  'How deep the account stands in the tree.': 'Wie tief das Konto im Baum steht.',
  'How many are left.': 'Wie viele übrig sind.',
  'How many are open.': 'Wie viele offen sind.',
  'How many came.': 'Wie viele kamen.',
  'How many of them are promised.': 'Wie viele davon versprochen sind.',
  'How many stand there.': 'Wie viele dort stehen.',
  'How many.': 'Wie viele.',
  'In the own currency.': 'In der eigenen Währung.',
  'In this currency, this line included.': 'In dieser Währung, mit dieser Zeile.',
  'In whole minor units.': 'In ganzen kleinsten Einheiten.',
  'Its code.': 'Sein Code.',
  'Its code; empty on totals.': 'Sein Code; leer bei Summen.',
  'Its journal.': 'Ihr Journal.',
  'Its name.': 'Sein Name.',
  'Its number.': 'Seine Nummer.',
  'Its share of the figure.': 'Ihr Anteil an der Zahl.',
  'Its worth in the own currency; debit is plus.': 'Wert in der eigenen Währung; Soll ist plus.',
  'Of all currencies, this line included.': 'Aus allen Währungen, mit dieser Zeile.',
  'Of all net sales, in percent.': 'Von allen Nettoumsätzen, in Prozent.',
  'Of lines not shown singly.': 'Von Zeilen, die nicht einzeln gezeigt werden.',
  'Of the account or the total.': 'Des Kontos oder der Summe.',
  'Of the amounts.': 'Der Beträge.',
  'Of the line.': 'Der Zeile.',
  'Of the values.': 'Der Werte.',
  'One period instead of days: 202603.': 'Eine Periode statt Tagen: 202603.',
  'One row for each of these.': 'Eine Zeile für jedes davon.',
  'Only places where what is not there cannot be taken, or all.':
    'Nur Plätze, von denen nichts genommen werden kann, was nicht da ist, oder alle.',
  'Only this account, by its code.': 'Nur dieses Konto, mit seinem Code.',
  'Only this customer.': 'Nur dieser Kunde.',
  'Only this item.': 'Nur dieser Artikel.',
  'Only this kind of subject: "open item".': 'Nur diese Art von Gegenstand: „open item“.',
  'Only this one, by its code.': 'Nur dieses, mit seinem Code.',
  'Only this party.': 'Nur dieser Partner.',
  'Only this place.': 'Nur dieser Platz.',
  'Sets the figures of an earlier time beside these, and the change.':
    'Stellt die Zahlen einer früheren Zeit daneben, und die Änderung.',
  "The account's code.": 'Der Code des Kontos.',
  "The account's name.": 'Der Name des Kontos.',
  'The box of the form; "none" where no box takes a line.':
    'Das Feld des Formulars; „none“, wo keines eine Zeile nimmt.',
  "The boxes of the country's VAT return, with what came late into them.":
    'Die Felder der Umsatzsteuer-Voranmeldung des Landes, mit dem, was nachkam.',
  'The company’s own currency, in which worth is told.':
    'Die eigene Währung des Unternehmens, in der Werte stehen.',
  'The day in the books.': 'Der Buchungstag.',
  'The day it falls due.': 'Der Tag, an dem es fällig wird.',
  'The day of the paper.': 'Das Datum des Belegs.',
  'The day.': 'Der Tag.',
  'The day; later lines do not count.': 'Der Tag; spätere Zeilen zählen nicht.',
  'The day; left out, as it stands now.': 'Der Tag; ohne ihn, wie es jetzt steht.',
  'The entries between two days, each with its lines.':
    'Die Buchungen zwischen zwei Tagen, jede mit ihren Zeilen.',
  'The first day.': 'Der erste Tag.',
  'The first day; left out, all.': 'Der erste Tag; ohne ihn alle.',
  'The first day; left out, the first of the fiscal year.':
    'Der erste Tag; ohne ihn der erste des Geschäftsjahrs.',
  'The item it concerns.': 'Der Artikel, um den es geht.',
  'The item that it opens or settles.': 'Der Posten, den sie eröffnet oder ausgleicht.',
  "The item's code.": 'Der Code des Artikels.',
  "The item's name.": 'Der Name des Artikels.',
  'The last day.': 'Der letzte Tag.',
  'The last day; left out, all.': 'Der letzte Tag; ohne ihn alle.',
  'The lines of one account between two days, with its running balance.':
    'Die Zeilen eines Kontos zwischen zwei Tagen, mit laufendem Saldo.',
  'The lot or serial number.': 'Die Chargen- oder Seriennummer.',
  'The month, country, customer or item.': 'Monat, Land, Kunde oder Artikel.',
  'The month, country, customer or product.': 'Monat, Land, Kunde oder Produkt.',
  'The number of the paper.': 'Die Nummer des Belegs.',
  'The paper it came from.': 'Der Beleg, aus dem sie kam.',
  'The same of the columns.': 'Dasselbe von den Spalten.',
  "The stock account's code.": 'Der Code des Bestandskontos.',
  'The value of the dimension; empty where a line has none.':
    'Der Wert des Merkmals; leer, wo eine Zeile keinen hat.',
  'What a party owed at first, each line since with the balance after it, and the end.':
    'Was ein Partner zu Beginn schuldete, jede Zeile seither mit dem Saldo danach, und das Ende.',
  'What each customer owes on a day, and for how long it is overdue.':
    'Was jeder Kunde an einem Tag schuldet, und wie lange es überfällig ist.',
  'What each item in stock is worth in the books on a day.':
    'Was jeder Artikel im Lager an einem Tag in den Büchern wert ist.',
  'What explains it.': 'Was sie erklärt.',
  'What is on hand and reserved in each place, lot by lot.':
    'Was an jedem Platz vorhanden und versprochen ist, Charge für Charge.',
  'What is open on a day, and for how long it is overdue.':
    'Was an einem Tag offen ist, und wie lange es überfällig ist.',
  'What it is.': 'Was es ist.',
  'What kind of account it is.': 'Welche Art Konto es ist.',
  'What kind of entry it is.': 'Welche Art Buchung es ist.',
  'What kind of subject it is.': 'Welche Art Gegenstand es ist.',
  'What stands along the top.': 'Was oben entlang steht.',
  'What stands down the side.': 'Was an der Seite hinunter steht.',
  'What stood on each account, what moved, and what stands there now.':
    'Was auf jedem Konto stand, was sich bewegte, und was jetzt dort steht.',
  'What the company owns, owes and is worth at the end of a day.':
    'Was das Unternehmen am Ende eines Tages hat, schuldet und wert ist.',
  'What the line says itself.': 'Was die Zeile selbst sagt.',
  'What was earned and spent between two days, and the profit.':
    'Was zwischen zwei Tagen verdient und ausgegeben wurde, und der Gewinn.',
  'What was recorded after this moment does not count; left out, all does.':
    'Was nach diesem Augenblick gebucht wurde, zählt nicht; ohne ihn zählt alles.',
  'What was sold by month, country, customer or item: net value, quantity and share.':
    'Was verkauft wurde, nach Monat, Land, Kunde oder Artikel: Nettowert, Menge und Anteil.',
  'When the return before was filed: lines of earlier days recorded since are late.':
    'Wann die vorige Voranmeldung abgegeben wurde: Was seither für frühere Tage gebucht ' +
    'wurde, kam nach.',
  'Where it stands.': 'Wo es steht.',
  'Which figures: the books, what is reserved or in flight, or what is ordered.':
    'Welche Zahlen: die Bücher, was versprochen oder unterwegs ist, oder was bestellt ist.',
  'Which part of the statement.': 'Welcher Teil der Aufstellung.',
  'Who owes, or is owed.': 'Wer schuldet oder wem geschuldet wird.',
  'Who owes; empty where nobody is named.': 'Wer schuldet; leer, wo niemand genannt ist.',
  'Whom it concerns.': 'Wen es betrifft.',
  'Whose it is; empty: our own.': 'Wessen es ist; leer: unser eigenes.',
  'Whose statement it is.': 'Wessen Aufstellung es ist.',
  'Why it was posted.': 'Warum gebucht wurde.',
  'Whether quantities lost and written off count, with a minus.':
    'Ob verlorene und ausgebuchte Mengen zählen, mit einem Minus.',
  'Whether the closing entries of the span count.':
    'Ob die Abschlussbuchungen des Zeitraums zählen.',
  product: 'Produkt',
}
