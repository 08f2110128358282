/** What registers say of themselves, in German, by the English: fields and their words. */
export const describedRegisters: Readonly<Record<string, string>> = {
  'own field': 'Eigenes Feld',
  'own fields': 'Eigene Felder',
  currency: 'Währung',
  currencies: 'Währungen',
  account: 'Konto',
  accounts: 'Konten',
  place: 'Platz',
  places: 'Plätze',
  'tax code': 'Steuerkennzeichen',
  'tax codes': 'Steuerkennzeichen',
  'exchange rate': 'Wechselkurs',
  'exchange rates': 'Wechselkurse',
  item: 'Artikel',
  items: 'Artikel',
  'price list': 'Preisliste',
  'price lists': 'Preislisten',
  party: 'Geschäftspartner',
  parties: 'Geschäftspartner',
  'credit limit': 'Kreditlimit',
  'credit limits': 'Kreditlimits',
  'dunning level': 'Mahnstufe',
  'dunning levels': 'Mahnstufen',
  Code: 'Code',
  'The code.': 'Der Code.',
  'Good from': 'Gilt ab',
  'The first day on which the row is good.': 'Der erste Tag, an dem die Zeile gilt.',
  'Fields that the organization adds to its papers and registers by itself.':
    'Felder, die die Organisation ihren Belegen und Stammdaten selbst hinzufügt.',
  'Belongs to': 'Gehört zu',
  'The kind of paper or register that gets the field: “sales invoice”.':
    'Die Art des Belegs oder der Stammdaten, die das Feld bekommt: „sales invoice“.',
  Label: 'Beschriftung',
  'What stands before it on forms.': 'Was in Formularen davor steht.',
  Holds: 'Enthält',
  text: 'Text',
  day: 'Tag',
  figure: 'Zahl',
  'yes or no': 'Ja oder nein',
  Help: 'Hilfe',
  numbering: 'Nummernkreis',
  numberings: 'Nummernkreise',
  'How a company numbers its papers: a row for each kind that is not numbered as usual.':
    'Wie ein Unternehmen seine Belege nummeriert: eine Zeile für jede Art, die es anders tut.',
  Pattern: 'Muster',
  '“INV-{year}-{00000}”: the year of the paper’s day, and the count with so many digits.':
    '„INV-{year}-{00000}“: das Jahr des Belegtags, und die Zählung mit so vielen Stellen.',
  First: 'Erste Nummer',
  'With which a series begins that has no number yet; else 1.':
    'Mit der eine Reihe beginnt, die noch keine Nummer hat; sonst 1.',
  'print template': 'Vordruck',
  'print templates': 'Vordrucke',
  'How a company’s papers look on paper: a row for each kind that is printed otherwise.':
    'Wie die Belege eines Unternehmens auf Papier aussehen: eine Zeile für jede Art, die anders ' +
    'gedruckt wird.',
  Letterhead: 'Briefkopf',
  'The sender’s name and address, line by line.':
    'Name und Anschrift des Absenders, Zeile für Zeile.',
  Logo: 'Logo',
  'The SHA-256 of a PNG or JPEG that is attached to this row.':
    'Der SHA-256 eines PNG oder JPEG, das an dieser Zeile hängt.',
  'Text above, English': 'Text oben, englisch',
  'Text above, German': 'Text oben, deutsch',
  'Text below, English': 'Text unten, englisch',
  'Text below, German': 'Text unten, deutsch',
  'Above the table. Fields stand in braces: {number}.':
    'Über der Tabelle. Felder stehen in geschweiften Klammern: {number}.',
  'Below the table. Fields stand in braces: {number}.':
    'Unter der Tabelle. Felder stehen in geschweiften Klammern: {number}.',
  'Printed fields': 'Gedruckte Felder',
  'What stands beside the address, with commas; as described where left out.':
    'Was neben der Anschrift steht, mit Kommas; wie beschrieben, wenn nichts angegeben ist.',
  'Printed columns': 'Gedruckte Spalten',
  'The columns of the tables, with commas; as described where left out.':
    'Die Spalten der Tabellen, mit Kommas; wie beschrieben, wenn nichts angegeben ist.',
  Footer: 'Fußzeile',
  'At the foot of each page: bank, register, VAT number.':
    'Am Fuß jeder Seite: Bank, Handelsregister, USt-IdNr.',
  'Paper size': 'Papierformat',
  A4: 'A4',
  Letter: 'Letter',
  Ended: 'Beendet',
  'Forms and lists ask for it no more; what was written in it stays.':
    'Formulare und Listen fragen nicht mehr danach; was darin steht, bleibt.',
  'Currencies by their codes of ISO 4217, as the ledger counts them.':
    'Währungen nach ihren Codes der ISO 4217, wie das Hauptbuch sie zählt.',
  'Digits behind the point': 'Nachkommastellen',
  'Valid from': 'Gültig ab',
  'Valid until': 'Gültig bis',
  'The last day of a currency that was withdrawn.':
    'Der letzte Tag einer Währung, die abgeschafft wurde.',
  'The chart of accounts, as the ledger keeps it.': 'Der Kontenplan, wie das Hauptbuch ihn führt.',
  Postable: 'Bebuchbar',
  'Whether lines stand on it, or only accounts below it.':
    'Ob darauf gebucht wird, oder ob nur Konten darunter stehen.',
  Goods: 'Warenkonto',
  'Whether its lines carry goods.': 'Ob seine Zeilen Ware tragen.',
  'Its only currency, where it has one.': 'Seine einzige Währung, wo es eine hat.',
  'Subject rule': 'Postenpflicht',
  'Whether a line says which open item or other subject.':
    'Ob eine Zeile sagt, um welchen offenen Posten oder anderen Gegenstand es geht.',
  'Party rule': 'Partnerpflicht',
  'Whether a line says with whom.': 'Ob eine Zeile sagt, mit wem.',
  'Opened on': 'Eröffnet am',
  'Closed on': 'Geschlossen am',
  required: 'verlangt',
  optional: 'möglich',
  forbidden: 'ausgeschlossen',
  memo: 'Statistik',
  'Where goods stand, and where they come from and go to without money.':
    'Wo Ware steht, und woher sie ohne Geld kommt oder wohin sie geht.',
  'The account on which its goods are counted.': 'Das Konto, auf dem seine Ware gezählt wird.',
  'How a supply is taxed from a day on, and where that stands in the return.':
    'Wie eine Leistung von einem Tag an besteuert wird, und wo das in der Voranmeldung steht.',
  Country: 'Land',
  'Whose tax it is, by the two letters of ISO 3166: GB.':
    'Wessen Steuer es ist, mit den zwei Buchstaben der ISO 3166: DE.',
  'The two letters of ISO 3166: GB.': 'Die zwei Buchstaben der ISO 3166: DE.',
  standard: 'Regelsatz',
  reduced: 'ermäßigt',
  zero: 'Nullsatz',
  exempt: 'steuerfrei',
  export: 'Ausfuhr',
  'union supply': 'innergemeinschaftliche Lieferung',
  'reverse charge': 'Steuerschuld des Empfängers',
  outside: 'nicht steuerbar',
  'Tax rate': 'Steuersatz',
  'Hundredths of a percent: 2000 is 20 %.': 'In Hundertsteln eines Prozents: 1900 sind 19 %.',
  'Whether prices with this code include the tax.':
    'Ob Preise mit diesem Kennzeichen die Steuer enthalten.',
  'Output account': 'Umsatzsteuerkonto',
  'The account of the tax on sales.': 'Das Konto der Steuer auf Umsätze.',
  'Input account': 'Vorsteuerkonto',
  'The account of the tax on purchases.': 'Das Konto der Steuer auf Einkäufe.',
  'The role of what is sold in the return: net sales.':
    'Die Rolle des Verkauften in der Voranmeldung: Nettoumsatz.',
  'The role of its tax in the return: output tax.':
    'Die Rolle seiner Steuer in der Voranmeldung: Umsatzsteuer.',
  'Purchases box': 'Feld des Einkaufs',
  'The role of what is bought: net purchases.': 'Die Rolle des Gekauften: Nettoeinkauf.',
  'Input box': 'Feld der Vorsteuer',
  'The role of its tax: input tax.': 'Die Rolle seiner Steuer: Vorsteuer.',
  'Relief box': 'Feld der Steuerberichtigung',
  'The role of tax taken back on bad debts: bad-debt relief.':
    'Die Rolle der Steuer, die auf Forderungsausfälle zurückgeholt wird.',
  'What a currency is worth in the company’s own from a day on.':
    'Was eine Währung von einem Tag an in der eigenen wert ist.',
  'own per foreign': 'Preisnotierung: eigene je fremde',
  'foreign per own': 'Mengennotierung: fremde je eigene',
  'HMRC and the ECB publish foreign per own: 1.1532 EUR for a pound.':
    'Die EZB veröffentlicht Mengennotierungen: fremde je eigene, etwa 1,1532 Dollar für ' +
    'einen Euro.',
  Source: 'Quelle',
  'Who published it.': 'Wer ihn veröffentlicht hat.',
  'What a company sells and buys, goods and services.':
    'Was ein Unternehmen verkauft und kauft, Waren und Leistungen.',
  goods: 'Ware',
  service: 'Leistung',
  Unit: 'Einheit',
  'What is counted: piece, kg, hour.': 'Was gezählt wird: Stück, kg, Stunde.',
  'Digits behind the point of a quantity; none if empty.':
    'Nachkommastellen einer Menge; leer heißt keine.',
  'Global trade item number': 'Artikelnummer des Handels (GTIN)',
  Price: 'Preis',
  'In the company’s currency, where no price list has one.':
    'In der Währung des Unternehmens, wo keine Preisliste einen nennt.',
  'The account of its sales.': 'Das Konto seiner Erlöse.',
  'Where it leaves when an invoice sells it.': 'Von wo er abgeht, wenn eine Rechnung ihn verkauft.',
  'Where it arrives then.': 'Wo er dann zugeht.',
  'Prices for a customer, an item, a quantity and a day.':
    'Preise für einen Kunden, einen Artikel, eine Menge und einen Tag.',
  General: 'Allgemein',
  'Whether it holds for every customer, after the customer’s own list.':
    'Ob sie für jeden Kunden gilt, nach dessen eigener Liste.',
  Prices: 'Preise',
  'From quantity': 'Ab Menge',
  'From so much on; for any quantity if empty.': 'Ab so viel; leer heißt jede Menge.',
  'First day': 'Erster Tag',
  'Last day': 'Letzter Tag',
  'Customers, suppliers and whoever else the organization deals with.':
    'Kunden, Lieferanten und wer sonst mit der Organisation zu tun hat.',
  Street: 'Straße',
  'The lines of the address above the town.': 'Die Zeilen der Anschrift über dem Ort.',
  Postcode: 'Postleitzahl',
  Town: 'Ort',
  'VAT number': 'USt-IdNr.',
  Email: 'Mailadresse',
  Language: 'Sprache',
  'As BCP 47 has it: en-GB.': 'Wie BCP 47 sie schreibt: de-DE.',
  'In which invoices are written.': 'In der Rechnungen geschrieben werden.',
  'Days to pay': 'Zahlungsziel in Tagen',
  'The terms of payment, counted from the invoice.': 'Die Zahlungsfrist, gezählt ab der Rechnung.',
  'The account of what they owe.': 'Das Konto dessen, was der Partner schuldet.',
  Payable: 'Verbindlichkeitenkonto',
  'The account of what is owed to them.': 'Das Konto dessen, was ihm geschuldet wird.',
  'Price list': 'Preisliste',
  'Whether it stands for many whom nobody knows by name, such as walk-ins.':
    'Ob er für viele steht, die niemand mit Namen kennt, etwa Laufkundschaft.',
  'How much a customer may owe a company from a day on.':
    'Wie viel ein Kunde dem Unternehmen von einem Tag an schulden darf.',
  'In the company’s currency.': 'In der Währung des Unternehmens.',
  Remark: 'Bemerkung',
  'From which day on a letter of which tone is due, and what it costs.':
    'Von welchem Tag an eine Mahnung in welchem Ton fällig ist, und was sie kostet.',
  'The first letter is of level 1.': 'Die erste Mahnung ist die der Stufe 1.',
  'Overdue from': 'Überfällig ab',
  'Days after which it is due.': 'Nach so vielen Tagen ist sie fällig.',
  Pause: 'Abstand',
  'Days after a letter before the next one, of whatever level.':
    'So viele Tage nach einer Mahnung kommt frühestens die nächste, gleich welcher Stufe.',
  'In the currency of the debt.': 'In der Währung der Forderung.',
}
