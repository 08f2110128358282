/** What explains figures of papers and of returns, in German, by the English. */
export const describedWhy: Readonly<Record<string, string>> = {
  'The net of all tax codes, added up.': 'Die Nettobeträge aller Steuercodes, zusammengezählt.',
  'The tax of all tax codes, added up.': 'Die Steuer aller Steuercodes, zusammengezählt.',
  'The total, less what has settled it by now.':
    'Die Summe, abzüglich dessen, was sie bisher ausgeglichen hat.',
  'Net and tax.': 'Netto und Steuer.',
  'What its lines and its taxes are worth in the company’s own currency, added up.':
    'Was Zeilen und Steuern in der eigenen Währung wert sind, zusammengezählt.',
  'Quantity × price less discount, rounded half up to the currency’s digits.':
    'Menge × Preis abzüglich Rabatt, kaufmännisch gerundet auf die Stellen der Währung.',
  'The amount of the line, less the tax that is contained in its price.':
    'Der Betrag der Zeile, abzüglich der Steuer, die im Preis enthalten ist.',
  'Quantity × price less discount, before it was rounded.':
    'Menge × Preis abzüglich Rabatt, bevor gerundet wurde.',
  'The line’s share of the tax of its code.': 'Der Anteil der Zeile an der Steuer ihres Codes.',
  'The net of the line, by the rate of exchange.': 'Das Netto der Zeile zum Wechselkurs.',
  'The net of all lines with this tax code, added up.':
    'Das Netto aller Zeilen mit diesem Steuercode, zusammengezählt.',
  'The tax of all lines with this tax code, added up.':
    'Die Steuer aller Zeilen mit diesem Steuercode, zusammengezählt.',
  'What the net of all lines with this tax code is worth, added up.':
    'Was das Netto aller Zeilen mit diesem Steuercode wert ist, zusammengezählt.',
  'The tax of the code, by the rate of exchange.': 'Die Steuer des Codes zum Wechselkurs.',
  'What is given back, as far as the invoice was open.':
    'Was zurückgegeben wird, soweit die Rechnung offen war.',
  'What that is worth in the books, as far as the invoice was open.':
    'Was das in den Büchern wert ist, soweit die Rechnung offen war.',
  'All that is written off is taken of the invoice’s open item.':
    'Alles Ausgebuchte geht vom offenen Posten der Rechnung ab.',
  'Of the tax of the invoice the share that is written off, less earlier claims.':
    'Von der Steuer der Rechnung der ausgebuchte Anteil, abzüglich früherer Berichtigungen.',
  'What that share is worth in the company’s own currency.':
    'Was dieser Anteil in der eigenen Währung wert ist.',
  'What the net on which the tax was reckoned is worth, in the same share.':
    'Was das Netto, von dem die Steuer berechnet wurde, im selben Anteil wert ist.',
  'As much as was said, or as much as was open and there was money for.':
    'So viel, wie angegeben war, oder so viel, wie offen war und das Geld reichte.',
  'What the open item is worth in the books; of a part, in proportion to it.':
    'Was der offene Posten in den Büchern wert ist; bei einem Teil im Verhältnis.',
  'What was received, less what it settles.': 'Was einging, abzüglich dessen, was es ausgleicht.',
  'The fee, by the rate of exchange of its day.': 'Die Gebühr zum Wechselkurs ihres Tages.',
  Amount: 'Betrag',
  'Amount × rate': 'Betrag × Satz',
  'Amount × rate of exchange': 'Betrag × Wechselkurs',
  'Amount ÷ rate of exchange': 'Betrag ÷ Wechselkurs',
  'Amount with its tax × rate ÷ (100 % + rate)': 'Betrag mit Steuer × Satz ÷ (100 % + Satz)',
  'An open item of its own': 'Ein eigener offener Posten',
  'As the open item stood in the books': 'Wie der offene Posten in den Büchern stand',
  Discount: 'Rabatt',
  'Exchange rate': 'Wechselkurs',
  'Exchange rate of': 'Wechselkurs vom',
  'Law in force since': 'Gesetz gilt seit',
  Line: 'Zeile',
  Net: 'Netto',
  'Net of the tax code': 'Netto des Steuercodes',
  'Part of the tax of the invoice': 'Teil der Steuer der Rechnung',
  Prices: 'Preise',
  'Quantity × price': 'Menge × Preis',
  'Quoted as': 'Notiert als',
  Rate: 'Satz',
  'Rate in force since': 'Satz gilt seit',
  Rounding: 'Rundung',
  'Rounding of tax': 'Rundung der Steuer',
  'Rounded half up to': 'Kaufmännisch gerundet auf',
  Rule: 'Regel',
  Settled: 'Ausgeglichen',
  'Taken back': 'Zurückgenommen',
  Tax: 'Steuer',
  'Tax claimed back': 'Zurückgeforderte Steuer',
  'Tax code': 'Steuercode',
  'Tax code valid from': 'Steuercode gültig ab',
  'Tax contained in the price': 'Im Preis enthaltene Steuer',
  'Tax of the tax code': 'Steuer des Steuercodes',
  'Tax point': 'Steuerzeitpunkt',
  'Tax reckoned on': 'Steuer berechnet von',
  Treatment: 'Behandlung',
  'What was left of the invoice': 'Was von der Rechnung übrig war',
  'What was received': 'Was einging',
  Worth: 'Wert',
  'include the tax': 'enthalten die Steuer',
  'without the tax': 'ohne die Steuer',
  'no law on record: the company’s own tax code says so':
    'kein Gesetz hinterlegt: Der Steuercode der Firma sagt es so',
  'Box takes': 'Das Feld enthält',
  'Reckoned from boxes': 'Berechnet aus den Feldern',
  'Takes lines with the role': 'Nimmt Zeilen mit der Rolle',
  'Of the treatments': 'Mit der Behandlung',
  Since: 'Seit',
  Until: 'Bis',
  Counted: 'Gezählt',
  'credits as plus': 'Haben als plus',
  'debits as plus': 'Soll als plus',
  Filed: 'Gemeldet',
  'in whole units of the currency': 'in ganzen Einheiten der Währung',
  'rounded half up': 'kaufmännisch gerundet',
  'to the last digit': 'auf die letzte Stelle genau',
  'without its sign': 'ohne Vorzeichen',
  'with its sign': 'mit Vorzeichen',
  'Lines by': 'Zeilen nach',
  'the tax point': 'dem Steuerzeitpunkt',
  'Net sales': 'Umsatz netto',
  'Output tax': 'Umsatzsteuer',
  'Net purchases': 'Einkauf netto',
  'Input tax': 'Vorsteuer',
  'Bad-debt relief': 'Steuerberichtigung bei Forderungsausfall',
  Formula: 'Formel',
  Valuation: 'Bewertung',
  'worth of what came in less worth of what went out':
    'Wert der Zugänge abzüglich Wert der Abgänge',
  'at cost: each movement has the worth with which it was posted':
    'zu Anschaffungskosten: jede Bewegung mit dem Wert, mit dem sie gebucht ist',
  'what came in less what went out': 'Zugänge abzüglich Abgänge',
  'what is promised to go out less what was taken back or has gone out':
    'was zugesagt ist, abzüglich dessen, was zurückgenommen wurde oder schon hinausging',
  'what is on hand less what is reserved':
    'was vorhanden ist, abzüglich dessen, was reserviert ist',
  'one for each row of the file that moved goods or services':
    'eins für jede Zeile der Datei, die Waren oder Leistungen bewegt',
  'one for each invoice with a row in it': 'eins für jede Rechnung mit einer Zeile darin',
  'quantities of the rows of the file added up': 'Mengen der Zeilen der Datei zusammengezählt',
  'price × quantity of each row to the last digit; added up':
    'Preis × Menge jeder Zeile auf die letzte Stelle genau; zusammengezählt',
  'price × quantity of each row rounded half up to whole minor units; added up':
    'Preis × Menge jeder Zeile kaufmännisch auf den Cent gerundet; zusammengezählt',
  'as posted less as priced: what rounding took or added':
    'wie gebucht abzüglich wie gerechnet: was das Runden nahm oder brachte',
  'net sales × 100 ÷ all net sales; rounded half up to two digits':
    'Nettoumsatz × 100 ÷ aller Nettoumsatz; kaufmännisch auf zwei Stellen gerundet',
  'Of a change: the column whose figure it is, explained in its turn.':
    'Bei einer Änderung: die Spalte, deren Zahl es ist; auch sie wird erklärt.',
  'How many moved.': 'Wie viele sich bewegten.',
  'the figure as it is now': 'die Zahl, wie sie jetzt ist',
  'less the figure at the earlier time': 'abzüglich der Zahl von damals',
  'as the form is filed: its whole units, and without its sign':
    'wie das Formular gemeldet wird: in ganzen Einheiten und ohne Vorzeichen',
}
