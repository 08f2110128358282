/** Roles, duties, rules, scopes, tasks and jobs in German, by the English. */
export const describedHouse: Readonly<Record<string, string>> = {
  staff: 'Mitarbeiter',
  'Works here: sees what everybody may see, claims expenses and asks for leave.':
    'Arbeitet hier: sieht, was alle sehen dürfen, rechnet Auslagen ab und beantragt Urlaub.',
  'billing clerk': 'Rechnungsschreiber',
  'Writes and issues sales invoices.': 'Schreibt Rechnungen und stellt sie aus.',
  'billing lead': 'Leitung Fakturierung',
  'Leads billing: voids invoices and approves credit notes.':
    'Leitet die Fakturierung: storniert Rechnungen und gibt Gutschriften frei.',
  'credit controller': 'Kreditmanager',
  'Says how much customers may owe, reminds them, and gives up what they will not pay.':
    'Legt fest, wie viel Kunden schulden dürfen, mahnt sie und bucht aus, was sie nicht zahlen.',
  'warehouse clerk': 'Lagerist',
  'Takes goods in, stores, picks and sends them.':
    'Nimmt Ware an, lagert, kommissioniert und versendet sie.',
  'stock controller': 'Bestandsprüfer',
  'Counts goods and writes down what differs.': 'Zählt Ware und schreibt auf, was abweicht.',
  'receipts clerk': 'Sachbearbeiter Zahlungseingang',
  'Writes down what customers paid, and for which invoices.':
    'Erfasst, was Kunden gezahlt haben und für welche Rechnungen.',
  bookkeeper: 'Buchhalter',
  'Enters bills and receipts, drafts entries and reconciles the bank.':
    'Erfasst Rechnungen und Zahlungseingänge, entwirft Buchungen und stimmt die Bank ab.',
  accountant: 'Bilanzbuchhalter',
  'Answers for the books: posts entries, keeps the chart, and closes periods.':
    'Verantwortet die Bücher: bucht, führt den Kontenplan und schließt Perioden ab.',
  treasurer: 'Finanzdisponent',
  'Releases payments and refunds, and looks after the bank accounts.':
    'Gibt Zahlungen und Erstattungen frei und betreut die Bankkonten.',
  'tax officer': 'Steuerbeauftragter',
  'Keeps tax codes and sends the returns.':
    'Führt die Steuerkennzeichen und gibt die Voranmeldungen ab.',
  administrator: 'Administrator',
  'Grants roles and says what needs approval; has nothing to do with the money.':
    'Vergibt Rollen und legt fest, was freigegeben werden muss; hat mit dem Geld nichts zu tun.',
  auditor: 'Prüfer',
  'Sees everything and does nothing.': 'Sieht alles und tut nichts.',
  owner: 'Inhaber',
  'Answers for the organization: makes administrators and acknowledges exceptions.':
    'Steht für die Organisation ein: ernennt Administratoren und verantwortet Ausnahmen.',
  'maintain suppliers': 'Lieferanten pflegen',
  'order goods': 'Ware bestellen',
  'approve orders': 'Bestellungen freigeben',
  'receive goods': 'Ware annehmen',
  'enter supplier invoices': 'Eingangsrechnungen erfassen',
  'match supplier invoices': 'Eingangsrechnungen prüfen',
  'release payments': 'Zahlungen freigeben',
  'take orders': 'Aufträge annehmen',
  'bill customers': 'Kunden Rechnungen stellen',
  'approve credit notes': 'Gutschriften freigeben',
  'set credit limits': 'Kreditlimits festlegen',
  'record receipts': 'Zahlungseingänge erfassen',
  'write off receivables': 'Forderungen ausbuchen',
  'issue refunds': 'Erstattungen auszahlen',
  'count stock': 'Bestände zählen',
  'approve stock variances': 'Bestandsabweichungen freigeben',
  'keep stock': 'Lager führen',
  'write journals': 'Buchungssätze schreiben',
  'post journals': 'Buchungssätze buchen',
  'reconcile the bank': 'Die Bank abstimmen',
  'maintain the chart': 'Den Kontenplan pflegen',
  'open and close periods': 'Perioden öffnen und schließen',
  'post in reopened periods': 'In wieder geöffneten Perioden buchen',
  'file tax returns': 'Voranmeldungen abgeben',
  'maintain pay': 'Löhne pflegen',
  'run payroll': 'Löhne abrechnen',
  'ask for pay, expenses or leave': 'Lohn, Auslagen oder Urlaub beantragen',
  'approve pay, expenses or leave': 'Lohn, Auslagen oder Urlaub freigeben',
  'grant roles': 'Rollen vergeben',
  'set approval policies': 'Freigaberegeln festlegen',
  'acknowledge exceptions': 'Ausnahmen verantworten',
  'run the system': 'Das System betreiben',
  'place legal holds': 'Aufbewahrung anordnen',
  'dispose of records': 'Unterlagen vernichten',
  'administer the audit': 'Das Protokoll verwalten',
  'Whoever writes down where a supplier is paid could send the money elsewhere.':
    'Wer einträgt, wohin ein Lieferant bezahlt wird, könnte das Geld woandershin lenken.',
  'Whoever enters a bill could invent one and pay it.':
    'Wer eine Rechnung erfasst, könnte eine erfinden und bezahlen.',
  'An order is approved by somebody who did not write it.':
    'Eine Bestellung gibt jemand frei, der sie nicht geschrieben hat.',
  'Whoever orders, receives and accepts the bill could buy what never comes.':
    'Wer bestellt, annimmt und die Rechnung anerkennt, könnte kaufen, was nie ankommt.',
  'Whoever does two of ordering, receiving and accepting the bill is watched.':
    'Wer zwei davon tut, bestellen, annehmen und die Rechnung anerkennen, wird beobachtet.',
  'An entry by hand is posted by somebody who did not write it.':
    'Eine Buchung von Hand bucht jemand, der sie nicht geschrieben hat.',
  'Whoever posts could hide in the books what the bank would show.':
    'Wer bucht, könnte in den Büchern verbergen, was die Bank zeigen würde.',
  'Whoever changes accounts, rates or tax codes does not post what uses the change.':
    'Wer Konten, Kurse oder Steuerkennzeichen ändert, bucht nicht, was die Änderung nutzt.',
  'Whoever sets a limit neither sells up to it nor makes room below it.':
    'Wer ein Limit festlegt, verkauft weder bis dorthin noch schafft er darunter Platz.',
  'Whoever takes money in could keep it and write the debt off.':
    'Wer Geld annimmt, könnte es behalten und die Forderung ausbuchen.',
  'Whoever counts neither accepts the difference nor has the goods in hand.':
    'Wer zählt, erkennt weder die Abweichung an noch hat er die Ware in der Hand.',
  'Whoever writes down what people earn could pay somebody who is not there.':
    'Wer einträgt, was jemand verdient, könnte jemanden bezahlen, den es nicht gibt.',
  'Whoever works the pay out does not pay it out.': 'Wer Löhne abrechnet, zahlt sie nicht aus.',
  'Nobody approves pay, expenses or leave that is their own or that they wrote down.':
    'Niemand gibt Lohn, Auslagen oder Urlaub frei, die eigene sind oder die er selbst ' +
    'eingetragen hat.',
  'Whoever says who may do what has nothing to do with the money.':
    'Wer sagt, wer was darf, hat mit dem Geld nichts zu tun.',
  'Whoever could change the program or its database does no work of the house with it.':
    'Wer das Programm oder seine Datenbank ändern könnte, arbeitet nicht damit.',
  'Whoever reopens a month is not the one who posts in it.':
    'Wer einen Monat wieder öffnet, bucht nicht darin.',
  'Whoever says what must be kept deletes nothing.':
    'Wer sagt, was aufbewahrt werden muss, löscht nichts.',
  'Whoever has the keys to the proof writes nothing that is proven.':
    'Wer die Schlüssel zum Nachweis hat, schreibt nichts, was er nachweist.',
  'See companies, charts of accounts, journals, commodities and periods.':
    'Unternehmen, Kontenpläne, Journale, Währungen und Güter, und Perioden sehen.',
  'Add companies, accounts, journals, commodities and fiscal years.':
    'Unternehmen, Konten, Journale, Währungen und Güter, und Geschäftsjahre anlegen.',
  'See entries with their lines.': 'Buchungen mit ihren Zeilen sehen.',
  'Post and reverse entries; settle and void pending ones.':
    'Buchungen buchen und stornieren; vorgemerkte erledigen und aufheben.',
  'See papers and registers, as far as the person’s roles show them.':
    'Belege und Stammdaten sehen, soweit die Rollen der Person sie zeigen.',
  'Write papers and registers and bring papers on, as the person’s roles allow.':
    'Belege und Stammdaten schreiben und Belege weiterbringen, soweit die Rollen der ' +
    'Person es erlauben.',
  'Run reports over the books, and see the lines behind their figures.':
    'Berichte über die Bücher abrufen und die Zeilen hinter ihren Zahlen sehen.',
  'Lock, close and reopen periods.': 'Perioden sperren, schließen und wieder öffnen.',
  'See jobs with their progress, their log and their result.':
    'Aufträge mit ihrem Fortschritt, ihrem Protokoll und ihrem Ergebnis sehen.',
  'Cancel jobs, and resume those that are parked.':
    'Aufträge abbrechen und angehaltene fortsetzen.',
  'See roles, who holds them, exceptions, policies and delegations.':
    'Rollen, ihre Träger, Ausnahmen, Regeln und Vertretungen sehen.',
  'Grant and end roles, set what needs approval, and decide about it.':
    'Rollen vergeben und beenden, festlegen, was freigegeben werden muss, und darüber entscheiden.',
  'List, make and revoke keys, with no more scopes than its own.':
    'Schlüssel auflisten, anlegen und widerrufen, mit nicht mehr Rechten als den eigenen.',
  'See persons, and what happened when they signed in.':
    'Personen sehen, und was beim Anmelden geschah.',
  'Invite persons, let them leave, and remove second factors that were lost.':
    'Personen einladen und verabschieden, und verlorene zweite Faktoren entfernen.',
  Write: 'Schreiben',
  Add: 'Anlegen',
  Change: 'Ändern',
  Discard: 'Verwerfen',
  'dunning run': 'Mahnlauf',
  'Writes a letter to each party that owes something overdue.':
    'Schreibt eine Mahnung an jeden Partner, der etwas Überfälliges schuldet.',
  'The account of what parties owe.': 'Das Konto dessen, was die Partner schulden.',
  'The account of the fees; without it none is asked.':
    'Das Konto der Gebühren; ohne es wird keine verlangt.',
  'Look at roles, duties and requests for approval':
    'Rollen, Pflichten und Freigabeanfragen durchsehen',
  'Remove old jobs, requests, calls, messages and news':
    'Alte Aufträge, Anfragen, Aufrufe, Meldungen und Neuigkeiten entfernen',
  'Throw away': 'Verwerfen',
  Identifier: 'Kennung',
  Field: 'Feld',
}
