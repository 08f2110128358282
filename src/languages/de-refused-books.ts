/** What ledger, periods and reports refuse, in German, by the English with its holes. */
export const refusedBooks: Readonly<Record<string, string>> = {
  'Use the code of one.': 'Bitte den Code einer vorhandenen nehmen.',
  'The key is empty or too long.': 'Der Schlüssel ist leer oder zu lang.',
  'Give one of 1 to 200 characters.': 'Möglich sind 1 bis 200 Zeichen.',
  'The entry has no reason.': 'Die Buchung hat keinen Grund.',
  'Say in a few words why it is made.': 'Bitte in wenigen Worten sagen, warum es sie gibt.',
  'The reason has more than 2,000 characters.': 'Der Grund hat mehr als 2.000 Zeichen.',
  'Shorten it.': 'Bitte kürzen.',
  'The entry does not say who posts it.': 'Die Buchung sagt nicht, wer sie bucht.',
  'Name the person or the task.': 'Bitte die Person oder die Aufgabe nennen.',
  'There is no kind of entry “{kind}”.': 'Die Buchungsart „{kind}“ gibt es nicht.',
  'Use one of the kinds of the ledger.': 'Bitte eine der Arten des Hauptbuchs nehmen.',
  'The source has more than 200 characters.': 'Die Herkunft hat mehr als 200 Zeichen.',
  'Shorten its number or paper.': 'Bitte ihre Nummer oder ihren Beleg kürzen.',
  'The name of the batch has more than 200 characters.':
    'Der Name des Stapels hat mehr als 200 Zeichen.',
  'There is no journal “{journal}” in this company.':
    'Das Journal „{journal}“ gibt es in diesem Unternehmen nicht.',
  'Add it, or use another.': 'Bitte anlegen oder etwas anderes nehmen.',
  'No fiscal year is open that has {value}.': 'Kein offenes Geschäftsjahr enthält {value}.',
  'Open the year first, or correct the day.': 'Bitte erst das Jahr öffnen oder den Tag ändern.',
  'No fiscal year is open that has this day.': 'Kein offenes Geschäftsjahr enthält diesen Tag.',
  'The period {period} of {day} is closed.':
    'Die Periode {period} mit dem {day} ist abgeschlossen.',
  'Post on a day of an open period, or have the period reopened.':
    'Bitte an einem Tag einer offenen Periode buchen oder die Periode wieder öffnen lassen.',
  'The period {period} of {day} is locked: only adjustments and revaluations pass.':
    'Die Periode {period} mit dem {day} ist gesperrt: Nur Korrekturen und Umbewertungen ' +
    'gehen durch.',
  'Post on a day of an open period, or make it an adjustment.':
    'Bitte an einem Tag einer offenen Periode buchen oder eine Korrektur daraus machen.',
  'Closing entries, and no others, stand in a closing period.':
    'In einer Abschlussperiode stehen Abschlussbuchungen und keine anderen.',
  'Use the ordinary period.': 'Bitte die gewöhnliche Periode nehmen.',
  'Only adjustments, revaluations and reversals stand in an adjustment period.':
    'In einer Korrekturperiode stehen nur Korrekturen, Umbewertungen und Stornos.',
  'Use the ordinary period of the day.': 'Bitte die gewöhnliche Periode des Tages nehmen.',
  'A reversal, and no other kind of entry, names the entry that it reverses.':
    'Ein Storno, und keine andere Buchungsart, nennt die Buchung, die es storniert.',
  'What settles, voids or expires names its pending entry, and so does a reversal of it.':
    'Was ausgleicht, aufhebt oder verfällt, nennt seine vorgemerkte Buchung, ebenso deren Storno.',
  'Name that entry.': 'Bitte diese Buchung nennen.',
  'An entry of the kind “{kind}” names no pending entry.':
    'Eine Buchung der Art „{kind}“ nennt keine vorgemerkte Buchung.',
  'Leave it out.': 'Bitte weglassen.',
  'There is no entry {entry} in this company.':
    'Die Buchung {entry} gibt es in diesem Unternehmen nicht.',
  'Check its number.': 'Bitte die Nummer prüfen.',
  'A pending entry is voided, not reversed, and a reversal is not reversed.':
    'Eine vorgemerkte Buchung wird aufgehoben, nicht storniert, und ein Storno wird ' +
    'nicht storniert.',
  'Void it, or post the entry anew.': 'Bitte aufheben oder neu buchen.',
  'The entry {entry} is reversed already.': 'Die Buchung {entry} ist schon storniert.',
  'There is nothing left to do.': 'Es ist nichts mehr zu tun.',
  'The entry {entry} is not a pending one.': 'Die Buchung {entry} ist keine vorgemerkte.',
  'Reverse it if it is wrong.': 'Wenn sie falsch ist, bitte stornieren.',
  'The pending entry {entry} has expired.': 'Die vorgemerkte Buchung {entry} ist verfallen.',
  'Reserve again, or post it anew.': 'Bitte neu vormerken oder neu buchen.',
  'The pending entry {entry} has not expired yet.':
    'Die vorgemerkte Buchung {entry} ist noch nicht verfallen.',
  'To end it now, void it.': 'Um sie jetzt zu beenden, bitte aufheben.',
  'Only a pending entry has a moment of expiry.': 'Nur eine vorgemerkte Buchung verfällt.',
  'A reversal takes back each line of its entry exactly, and these lines differ.':
    'Ein Storno nimmt jede Zeile seiner Buchung genau zurück; diese Zeilen weichen ab.',
  'Ask for the reversal by the number of the entry alone.':
    'Bitte das Storno allein mit der Nummer der Buchung verlangen.',
  'Another entry of this set reverses the same entry.':
    'Eine andere Buchung dieser Menge storniert dieselbe Buchung.',
  'Leave one of them out.': 'Bitte eine davon weglassen.',
  'The key “{key}” was used for the entry {entry}, which says something else.':
    'Der Schlüssel „{key}“ gehört zur Buchung {entry}, die etwas anderes sagt.',
  'Send what was sent then, or use a new key for a new entry.':
    'Bitte senden, was damals gesendet wurde, oder für Neues einen neuen Schlüssel nehmen.',
  'The key stands on another entry of this set too.':
    'Der Schlüssel steht auch an einer anderen Buchung dieser Menge.',
  'Give each entry a key of its own.': 'Bitte jeder Buchung einen eigenen Schlüssel geben.',
  'The entry has no lines.': 'Die Buchung hat keine Zeilen.',
  'Give at least two that sum to zero.': 'Nötig sind mindestens zwei, deren Summe null ist.',
  'In {currency} the {more} are {figure} more than the {fewer}.':
    'In {currency:told} ist das {more:told} um {figure:told} größer als das {fewer:told}.',
  'Correct the lines so that both are equal.':
    'Bitte die Zeilen so ändern, dass beide gleich sind.',
  'In worth{layer} the {more} are {figure} more than the {fewer}.':
    'Im Wert{layer:told} ist das {more:told} um {figure:told} größer als das {fewer:told}.',
  'Correct the base of the lines so that both are equal.':
    'Bitte die Gegenwerte der Zeilen so ändern, dass beide gleich sind.',
  'The sum of an account would have more than 18 digits.':
    'Die Summe eines Kontos hätte mehr als 18 Stellen.',
  'Correct the figures.': 'Bitte die Zahlen ändern.',
  'More goes {where} than out{layer}: {size}.':
    'Es geht mehr hinein als hinaus{layer:told}: {size:told}.',
  'Add the line on the place where they {what}.':
    'Bitte die Zeile an dem Platz ergänzen, der fehlt.',
  'More goes {where} than in{layer}: {size}.':
    'Es geht mehr hinaus als hinein{layer:told}: {size:told}.',
  '{place}: there is no account “{account}”.': '{place:told}: Das Konto „{account}“ gibt es nicht.',
  "{place}: the account “{account}” is another company's.":
    '{place:told}: Das Konto „{account}“ gehört einem anderen Unternehmen.',
  'Use one of this.': 'Bitte eines von dieser nehmen.',
  '{place}: the account “{account}” is a heading.':
    '{place:told}: Das Konto „{account}“ ist eine Überschrift.',
  'Use one of those under it.': 'Bitte eines darunter nehmen.',
  '{place}: the account “{account}” is not in use on {day}.':
    '{place:told}: Das Konto „{account}“ ist am {day} nicht in Gebrauch.',
  'Use another account or another day.': 'Bitte ein anderes Konto oder einen anderen Tag nehmen.',
  '{place}: there is no currency “{currency}” in this organization.':
    '{place:told}: Die Währung „{currency}“ gibt es in dieser Organisation nicht.',
  'Add it to the commodities, or use another.':
    'Bitte zu den Währungen und Waren hinzufügen oder etwas anderes nehmen.',
  '{place}: {currency} is not in use on {day}.':
    '{place:told}: {currency} ist am {day} nicht in Gebrauch.',
  'Use the currency of that day.': 'Bitte die Währung dieses Tages nehmen.',
  "{place}: the account “{account}” takes one commodity only, and it isn't {currency}.":
    '{place:told}: Das Konto „{account}“ nimmt nur eine Währung oder Ware, und nicht {currency}.',
  'Use an account for {currency2}.': 'Bitte ein Konto für {currency2} nehmen.',
  '{place} has no amount.': '{place:told} hat keinen Betrag.',
  'Give one; it may be zero.': 'Bitte angeben; null ist möglich.',
  '{place} has a figure of more than 17 digits in its smallest unit.':
    '{place:told} hat eine Zahl mit mehr als 17 Stellen in der kleinsten Einheit.',
  'Correct it.': 'Bitte ändern.',
  '{place} is in {currency} and lacks its worth in {companyCurrency}.':
    '{place:told} ist in {currency}, und der Wert in {companyCurrency} fehlt.',
  'Give it as “base”.': 'Bitte als „base“ angeben.',
  "{place} is in the company's own currency, so its base is its amount.":
    '{place:told} ist in der Währung des Unternehmens; der Gegenwert ist der Betrag.',
  'Leave out “base”.': 'Bitte „base“ weglassen.',
  '{place}: “{item}” may not be posted on {day}.':
    '{place:told}: „{item}“ darf am {day} nicht gebucht werden.',
  'Correct the item or the day.': 'Bitte den Artikel oder den Tag ändern.',
  '{place}: there is no item “{item}” in this organization.':
    '{place:told}: Den Artikel „{item}“ gibt es in dieser Organisation nicht.',
  '{place} has a quantity but no item.': '{place:told} hat eine Menge, aber keinen Artikel.',
  'Name what is moved.': 'Bitte nennen, was bewegt wird.',
  '{place}: the account “{account}” carries no goods.':
    '{place:told}: Das Konto „{account}“ führt keine Ware.',
  'Leave out quantity and unit, or use a stock account or a place.':
    'Bitte Menge und Einheit weglassen oder ein Bestandskonto oder einen Platz nehmen.',
  '{place}: the account “{account}” is a place, where goods have no value.':
    '{place:told}: Das Konto „{account}“ ist ein Platz, an dem Ware keinen Wert hat.',
  'Set its amount to zero.': 'Bitte den Betrag auf null setzen.',
  '{place} moves goods but names no unit.': '{place:told} bewegt Ware und nennt keine Einheit.',
  'Say in which place they are.': 'Bitte angeben, an welchem Platz sie ist.',
  "The place “{place}” is used both by the company's stock and as a place outside of it.":
    'Der Platz „{place}“ steht sowohl für den eigenen Bestand als auch für einen Ort außerhalb.',
  'Use another name for one of them.': 'Bitte für eines davon einen anderen Namen nehmen.',
  '{place}: the account “{account}” wants a subject.':
    '{place:told}: Das Konto „{account}“ verlangt einen Gegenstand.',
  'Name the open item, order line or other thing that the money is for.':
    'Bitte den offenen Posten, die Auftragszeile oder anderes nennen, wofür das Geld ist.',
  '{place} opens a subject without kind or paper, or with limits that exclude each other.':
    '{place:told} eröffnet einen Gegenstand ohne Art oder Beleg oder mit Grenzen, die ' +
    'sich ausschließen.',
  'Complete or correct it.': 'Bitte ergänzen oder ändern.',
  '{place} names a unit without a place.': '{place:told} nennt eine Einheit ohne Platz.',
  'Say in which place it is.': 'Bitte den Platz nennen.',
  '{place}: the account “{account}” takes no subject.':
    '{place:told}: Das Konto „{account}“ nimmt keinen Gegenstand.',
  '{place}: the account “{account}” wants a party.':
    '{place:told}: Das Konto „{account}“ verlangt einen Partner.',
  'Say with whom.': 'Bitte angeben, mit wem.',
  '{place}: the account “{account}” takes no party.':
    '{place:told}: Das Konto „{account}“ nimmt keinen Partner.',
  '{place}: the dimension “{dimension}” does not fit the rules of the account “{account}”.':
    '{place:told}: Das Merkmal „{dimension}“ passt nicht zu den Regeln des Kontos „{account}“.',
  'Set it as the account asks, or leave it out.':
    'Bitte setzen, wie das Konto es verlangt, oder weglassen.',
  '{place}: this kind of entry has no lines in the layer {layer}.':
    '{place:told}: Diese Buchungsart hat keine Zeilen in der Schicht „{layer:told}“.',
  'Pending entries have pending lines only, and ordinary entries none.':
    'Vorgemerkte Buchungen haben nur vorgemerkte Zeilen, gewöhnliche keine.',
  '{place}: a void or an expiry only takes pending lines back.':
    '{place:told}: Aufheben und Verfallen nehmen nur vorgemerkte Zeilen zurück.',
  'Leave this line out.': 'Bitte diese Zeile weglassen.',
  'This would add to line {line} of the pending entry {entry}.':
    'Das würde Zeile {line} der vorgemerkten Buchung {entry} vergrößern.',
  'Give the figures that take from it, with the opposite sign.':
    'Bitte Zahlen angeben, die davon nehmen, mit umgekehrtem Vorzeichen.',
  '{place} does not match line {line} of the pending entry {entry}.':
    '{place:told} passt nicht zu Zeile {line} der vorgemerkten Buchung {entry}.',
  'Name one of its lines, with the same account, commodity, subject and unit.':
    'Bitte eine ihrer Zeilen nennen, mit demselben Konto, derselben Währung oder Ware, ' +
    'demselben Gegenstand und derselben Einheit.',
  'The {subject} on “{account}” would stand at {figure}, and its limit is {limit}.':
    '„{subject}“ auf „{account}“ stünde bei {figure:told}; die Grenze ist {limit:told}.',
  'Take a smaller amount.': 'Bitte einen kleineren Betrag nehmen.',
  ['The {subject} on “{account}” would stand at {figure} with what is pending, and ' +
  'its limit is {limit}.']:
    '„{subject}“ auf „{account}“ stünde mit dem Vorgemerkten bei {figure:told}; die ' +
    'Grenze ist {limit:told}.',
  'What stands on “{account}” would pass its limit.':
    'Was auf „{account}“ steht, käme über seine Grenze.',
  'Nothing would be left of line {line} of the pending entry, and yet some worth.':
    'Von Zeile {line} der vorgemerkten Buchung bliebe nichts, aber ein Wert.',
  'Take the rest of its base with the rest of its amount.':
    'Bitte mit dem Rest des Betrags auch den Rest des Gegenwerts nehmen.',
  'Nothing would be left of the {subject} on “{account}”, and yet some worth.':
    'Von „{subject}“ auf „{account}“ bliebe nichts, aber ein Wert.',
  'Nothing would be left of what stands on “{account}”, and yet some worth.':
    'Von dem, was auf „{account}“ steht, bliebe nichts, aber ein Wert.',
  'More goods would leave the {subject} on “{account}” than it has.':
    'Von „{subject}“ auf „{account}“ ginge mehr Ware ab, als da ist.',
  'Take fewer, or take the rest from another.': 'Bitte weniger nehmen oder den Rest von anderswo.',
  'More goods would leave what stands on “{account}” than it has.':
    'Von „{account}“ ginge mehr Ware ab, als da ist.',
  'No goods would be left in the {subject} on “{account}”, and yet some value.':
    'Von „{subject}“ auf „{account}“ bliebe keine Ware, aber ein Wert.',
  'Take its whole value with the last of the goods.':
    'Bitte mit der letzten Ware auch ihren ganzen Wert nehmen.',
  'No goods would be left in what stands on “{account}”, and yet some value.':
    'Auf „{account}“ bliebe keine Ware, aber ein Wert.',
  'There are {item} in {unit}, and {item2} are to leave.':
    'In {unit:told} sind {item:told}, und {item2:told} sollen abgehen.',
  'Take no more than are there.': 'Bitte nicht mehr nehmen, als da ist.',
  'There is less than is to leave.': 'Es ist weniger da, als abgehen soll.',
  'Take no more than is there.': 'Bitte nicht mehr nehmen, als da ist.',
  'Of {item} in {unit}, {item2} are reserved and {figure} are free.':
    'Von {item:told} in {unit:told} sind {item2:told} reserviert und {figure:told} frei.',
  'Take no more than are free.': 'Bitte nicht mehr nehmen, als frei ist.',
  'Less is free than is to leave.': 'Es ist weniger frei, als abgehen soll.',
  'Take no more than is free.': 'Bitte nicht mehr nehmen, als frei ist.',
  'This takes more than is left of line {line} of the pending entry {entry}.':
    'Das nimmt mehr, als von Zeile {line} der vorgemerkten Buchung {entry} übrig ist.',
  'Take at most what is left.': 'Bitte höchstens nehmen, was übrig ist.',
  'The books refuse this by the rule “{rule}”.':
    'Die Bücher lehnen das nach der Regel „{rule}“ ab.',
  'Nothing is left of this pending entry: it was settled, voided or has expired.':
    'Von dieser vorgemerkten Buchung ist nichts übrig: Sie wurde ausgeglichen, ' +
    'aufgehoben oder ist verfallen.',
  'The pending entry has no line {number}.': 'Die vorgemerkte Buchung hat keine Zeile {number}.',
  'Name one of its lines.': 'Bitte eine ihrer Zeilen nennen.',
  'Line {number} is in {currency}.': 'Zeile {number} ist in {currency}.',
  'Give the worth of the part as “base”.': 'Bitte den Wert des Teils als „base“ angeben.',
  'There is no period {period} in this company.':
    'Die Periode {period} gibt es in diesem Unternehmen nicht.',
  'The list of periods shows those there are.': 'Die Liste der Perioden zeigt, welche es gibt.',
  'The period {period} is {now} already.': 'Die Periode {period} ist schon „{now:told}“.',
  'Nothing is to do.': 'Es ist nichts zu tun.',
  'A period cannot be “{state}”.': 'Eine Periode kann nicht „{state}“ sein.',
  'Say open, locked or closed.': 'Möglich sind open, locked oder closed.',
  'The period {other} before {period} is not closed yet.':
    'Die Periode {other} vor {period} ist noch nicht abgeschlossen.',
  'Close {other2} first.': 'Bitte erst {other2} abschließen.',
  'The period {other} after {period} is still closed.':
    'Die Periode {other} nach {period} ist noch abgeschlossen.',
  'Reopen {other2} first.': 'Bitte erst {other2} wieder öffnen.',
  'Nothing says why the period {period} changes.':
    'Es fehlt, warum sich die Periode {period} ändert.',
  'Give the reason in a few words.': 'Bitte den Grund in wenigen Worten angeben.',
  'The fiscal year {year} is there already.': 'Das Geschäftsjahr {year} gibt es schon.',
  'The list of periods shows it.': 'Die Liste der Perioden zeigt es.',
  'The fiscal year {year} does not follow {other} ({from} to {to}) without a gap.':
    'Das Geschäftsjahr {year} schließt nicht lückenlos an {other} an ({from} bis {to}).',
  'Begin the day after a year ends, and number the years in their order.':
    'Bitte am Tag nach dem Ende eines Jahres beginnen und die Jahre der Reihe nach zählen.',
  'A fiscal year has 1 to 97 months.': 'Ein Geschäftsjahr hat 1 bis 97 Monate.',
  'Correct their number.': 'Bitte ihre Zahl ändern.',
  'There is no company {company} here.': 'Das Unternehmen {company} gibt es hier nicht.',
  'The company {company} has no fiscal year {year}.':
    'Das Unternehmen {company} hat kein Geschäftsjahr {year}.',
  'Open it, or name another.': 'Bitte öffnen oder ein anderes nennen.',
  'The company {company} has no journal for the closing entry.':
    'Das Unternehmen {company} hat kein Journal für die Abschlussbuchung.',
  'Add one named closing.': 'Bitte eines mit dem Namen closing anlegen.',
  "The company {company} does not say which account a year's profit goes to.":
    'Beim Unternehmen {company} fehlt das Konto, auf das der Jahresgewinn geht.',
  'Set its retained earnings to the code of one.':
    'Bitte als Gewinnvortrag den Code eines Kontos setzen.',
  'The closing period of {year} is closed.': 'Die Abschlussperiode von {year} ist abgeschlossen.',
  'Reopen it, newest first, and close the year again.':
    'Bitte wieder öffnen, die neueste zuerst, und das Jahr noch einmal abschließen.',
  'The company has no period {value}.': 'Das Unternehmen hat keine Periode {value}.',
  'Open its fiscal year, or choose a period that exists.':
    'Bitte ihr Geschäftsjahr öffnen oder eine Periode wählen, die es gibt.',
  'The company has no account "{value}".': 'Das Unternehmen hat kein Konto „{value}“.',
  'Look its code up in the chart of accounts.': 'Bitte den Code im Kontenplan nachsehen.',
  'No line carries a dimension "{value}".': 'Keine Zeile trägt ein Merkmal „{value}“.',
  'Check its spelling, or leave the parameter out.':
    'Bitte die Schreibweise prüfen oder den Parameter weglassen.',
  '"{given}" is no day.': '„{given}“ ist kein Tag.',
  'Write it as 2026-03-31.': 'Schreibweise: 2026-03-31.',
  '"{given}" is no moment.': '„{given}“ ist kein Zeitpunkt.',
  'Write it with its distance from UTC: 2026-04-07T14:30:00Z or …+01:00.':
    'Bitte mit dem Abstand von UTC schreiben: 2026-04-07T14:30:00Z oder …+01:00.',
  'Give 1 to 400 characters, none of them NUL, or leave it out.':
    'Möglich sind 1 bis 400 Zeichen, kein NUL darunter; oder bitte weglassen.',
  '"{given}" is none of its words.': '„{given}“ ist keines der möglichen Wörter.',
  'Say one of: {words}.': 'Möglich sind: {words}.',
  '"{given}" is not one.': '„{given}“ ist nicht möglich.',
  'Give a whole number from {lowest} to {highest}.':
    'Bitte eine ganze Zahl von {lowest} bis {highest} angeben.',
  '"{given}" is no period.': '„{given}“ ist keine Periode.',
  'Write the year and its place in it, such as 202603 for the third of 2026.':
    'Bitte das Jahr und den Platz darin schreiben, etwa 202603 für die dritte von 2026.',
  'Give the "next" of the page before as it was, or leave it out.':
    'Bitte das „next“ der Seite davor unverändert angeben oder weglassen.',
  'Nothing says with what it is to be compared.': 'Es fehlt, womit verglichen werden soll.',
  'Give days instead of a period.': 'Bitte Tage statt einer Periode angeben.',
  'Say with "from" where the span begins.': 'Bitte mit „from“ angeben, wo der Zeitraum beginnt.',
  'Give the day.': 'Bitte den Tag angeben.',
  'No books go back so far: leave out "compare".':
    'So weit reichen keine Bücher zurück: bitte „compare“ weglassen.',
  'The span begins on {from}, after its end on {until}.':
    'Der Zeitraum beginnt am {from}, nach seinem Ende am {until}.',
  'Give an earlier day.': 'Bitte einen früheren Tag angeben.',
  'Both days and a period are given.': 'Angegeben sind Tage und eine Periode.',
  'Leave out "from" or "period".': 'Bitte „from“ oder „period“ weglassen.',
  'The report asks for "{name}".': 'Der Bericht verlangt „{name:parameter}“.',
  'There is no report "{name}".': 'Den Bericht „{name}“ gibt es nicht.',
  'Choose one of: {name2}.': 'Möglich sind: {name2}.',
  'There is no company "{company}".': 'Das Unternehmen „{company}“ gibt es nicht.',
  'Give the short name of one of yours.': 'Bitte den Kurznamen eines Ihrer Unternehmen angeben.',
  'The report {name} has no parameter "{name2}".':
    'Der Bericht {name:parameter} hat keinen Parameter „{name2}“.',
  'It has: {words}.': 'Er hat: {words}.',
  'A row of {name} is not told by "{name2}", but by: {words}.':
    'Eine Zeile von {name:parameter} erkennt man nicht an „{name2}“, sondern an: {words}.',
  'Say with "of-{name}" which row is meant.':
    'Bitte mit „of-{name}“ sagen, welche Zeile gemeint ist.',
  'Give the text of the cell: at most 400 characters, none of them NUL.':
    'Bitte den Text der Zelle angeben: höchstens 400 Zeichen, kein NUL darunter.',
  'Say which figure of {name} is meant: {figures}.':
    'Bitte sagen, welche Zahl von {name:parameter} gemeint ist: {figures}.',
  'The report has {rows} rows, and at most {mostPrintedRows} are printed.':
    'Der Bericht hat {rows} Zeilen; gedruckt werden höchstens {mostPrintedRows}.',
  'Ask for less, or take it as xlsx or csv.':
    'Bitte weniger verlangen oder als XLSX oder CSV nehmen.',
}
