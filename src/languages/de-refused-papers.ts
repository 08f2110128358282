/** What papers, registers, lists and notes refuse, in German, by the English with its holes. */
export const refusedPapers: Readonly<Record<string, string>> = {
  '“{cell}” is no figure.': '„{cell}“ ist keine Zahl.',
  '“{cell}” is a figure that a spreadsheet shortened.':
    '„{cell}“ ist eine Zahl, die ein Tabellenprogramm gekürzt hat.',
  'Format the column as numbers.': 'Bitte die Spalte als Zahlen formatieren.',
  '“{cell}” can be either the per cent or the hundredth.':
    '„{cell}“ kann den Prozentwert oder das Hundertstel meinen.',
  'Write the bare figure that is meant.': 'Bitte nur die Zahl schreiben, die gemeint ist.',
  '“{cell}” is no figure as this file writes them.':
    '„{cell}“ ist keine Zahl, wie diese Datei sie schreibt.',
  'Write digits only, as 1234.50.': 'Bitte nur Ziffern schreiben, etwa 1234.50.',
  '“{cell}” can be {one} or {other}.': '„{cell}“ kann {one} oder {other} heißen.',
  'Say which mark stands before the decimals.':
    'Bitte angeben, welches Zeichen vor den Nachkommastellen steht.',
  '“{cell}” is no day.': '„{cell}“ ist kein Tag.',
  'Format the column as dates.': 'Bitte die Spalte als Datum formatieren.',
  'Write it as 2026-11-22.': 'Schreibweise: 2026-11-22.',
  '“{cell}” can be {days}.': '„{cell}“ kann {days:told} heißen.',
  'Say in which order the file writes days, and the century of short years.':
    'Bitte angeben, in welcher Reihenfolge die Datei Tage schreibt und welches ' +
    'Jahrhundert kurze Jahre meinen.',
  '“{cell}” is none of the words {no}.': '„{cell}“ ist keines der Wörter {no}.',
  '{shown} is no pattern: it has 1 to {longestPattern} characters, no blank at an end.':
    '{shown} ist kein Muster: Es hat 1 bis {longestPattern} Zeichen und keine Leerzeichen am Rand.',
  '“{strange}” means nothing in a pattern.': '„{strange}“ bedeutet in einem Muster nichts.',
  'Write {year} for the year, {00000} to count.':
    'Bitte {year} für das Jahr schreiben und {00000} zum Zählen.',
  '{shown} must have one place for the count.': '{shown} braucht genau eine Stelle zum Zählen.',
  'Write it as {00000}, a zero for each digit.': 'Bitte {00000} schreiben, eine Null je Ziffer.',
  '{shown} counts with too many digits.': '{shown} zählt mit zu vielen Ziffern.',
  'Write at most {mostDigits} zeros.': 'Höchstens {mostDigits} Nullen sind möglich.',
  'In {shown} the count runs into other digits.': 'In {shown} läuft der Zähler in andere Ziffern.',
  'Put a sign between them, such as a dash.':
    'Bitte ein Zeichen dazwischensetzen, etwa einen Strich.',
  '“{path}” is no field of the {kind} that stands beside the address.':
    '„{path}“ ist kein Feld, das neben der Anschrift steht ({kind:told}).',
  '“{path}” is no field of the {kind} that stands in the table.':
    '„{path}“ ist kein Feld, das in der Tabelle steht ({kind:told}).',
  'Take it out, or choose another one.': 'Bitte weglassen oder ein anderes wählen.',
  '“{path}” is chosen twice.': '„{path}“ ist doppelt gewählt.',
  '“{path}” is no field of the {kind}.': '„{path}“ ist kein Feld ({kind:told}).',
  'Take it out, or choose a field that it has once, such as {number}.':
    'Bitte weglassen oder ein Feld wählen, das der Beleg einmal hat, etwa {number}.',
  'There is no paper “{code}” that goes out.':
    'Einen Beleg „{code}“, der das Haus verlässt, gibt es nicht.',
  'No picture of at most {kilobytes} kB with this SHA-256 is attached to the template.':
    'Am Vordruck hängt kein Bild mit diesem SHA-256 und höchstens {kilobytes} kB.',
  'Attach it, and choose it again.': 'Bitte anhängen und noch einmal wählen.',
  'The picture has more than {kilobytes} kB.': 'Das Bild hat mehr als {kilobytes} kB.',
  'Make it smaller.': 'Bitte verkleinern.',
  'The file is no whole PNG or JPEG that can be printed.':
    'Die Datei ist kein vollständiges PNG oder JPEG, das gedruckt werden kann.',
  'Save it anew as PNG, without interlacing.': 'Bitte neu als PNG speichern, ohne Interlacing.',
  'The picture has more than {longestSide} points on a side, or {mostPoints} in all.':
    'Das Bild hat mehr als {longestSide} Punkte auf einer Seite oder {mostPoints} im Ganzen.',
  'There is no paper of this name.': 'Einen Beleg dieses Namens gibt es nicht.',
  'Take one of those that there are.': 'Bitte einen von denen nehmen, die es gibt.',
  'There is no paper of this name that goes out.':
    'Einen Beleg dieses Namens, der das Haus verlässt, gibt es nicht.',
  'Take one of those that do.': 'Bitte einen von denen nehmen, die es tun.',
  'It is no SHA-256 in hexadecimal.': 'Das ist kein SHA-256 in Hexadezimalziffern.',
  '{lost} of the papers are no longer there to be seen.':
    '{lost} der Belege sind nicht mehr da oder nicht mehr zu sehen.',
  'Some of these papers are not there to be seen.':
    'Einige dieser Belege sind nicht da oder nicht zu sehen.',
  'This run acts with roles of its own, and nobody can grant it others.':
    'Dieser Lauf hat eigene Rollen, und niemand kann ihm andere erteilen.',
  'You are one in {who} only.': 'Diese Rolle haben Sie nur in {who:told}.',
  'You are one for what you made yourself only.':
    'Diese Rolle haben Sie nur für das, was Sie selbst angelegt haben.',
  'You are one for {who} only.': 'Diese Rolle haben Sie nur für {who:told}.',
  'Only {one} may {what}.': 'Diese Rolle fehlt Ihnen: {one:told} ({what:act}).',
  'There is no “{verb}” for {one}.': '„{verb}“ gibt es nicht für: {one:told}.',
  '{which} is {state}, and only one that is {who} can {verb}.':
    '{which:told} ist „{state:told}“, und „{verb:verb}“ geht nur bei: {who:told}.',
  'Nothing more can be done with it.': 'Mehr ist damit nicht zu tun.',
  'Now it can: {next}.': 'Jetzt geht: {next:verbs}.',
  'You did “{notWhoDid}” with this {name}, and another person must do “{verb}”.':
    '„{notWhoDid:verb}“ kam hier von Ihnen ({name:told}); „{verb:verb}“ muss eine andere ' +
    'Person tun.',
  'Ask a colleague.': 'Bitte einen Kollegen fragen.',
  'There are more than {mostRows} rows.': 'Es sind mehr als {mostRows} Zeilen.',
  'There is no field “{given}” here.': 'Das Feld „{given}“ gibt es hier nicht.',
  'Remove it, or correct its name.': 'Bitte weglassen oder den Namen ändern.',
  'The body must be one of: {choices}.': 'Der Inhalt muss eines davon sein: {choices:told}.',
  'This comes to {told}, for which the field {field} has no room.':
    'Das ergibt {told}; dafür ist im Feld {field:field} kein Platz.',
  'Make it smaller, or split it into several.': 'Bitte kleiner machen oder in mehrere teilen.',
  'The field {field} must be one of: {choices}.':
    'Das Feld {field:field} muss eines davon sein: {choices:told}.',
  'The body is not of the form it must be.': 'Der Inhalt hat nicht die nötige Form.',
  'The field {field} is not of the form it must be.':
    'Das Feld {field:field} hat nicht die nötige Form.',
  'The body: {rest}': 'Der Inhalt: {rest:told}',
  'The field {field}: {rest}': '{field:field}: {rest:told}',
  'The body is missing.': 'Der Inhalt fehlt.',
  'Add it.': 'Bitte ergänzen.',
  'The field {field} is missing.': 'Das Feld {field:field} fehlt.',
  'The body must be {wanted}.{own}': 'Der Inhalt muss so sein: {wanted:told}.{own:told}',
  'The field {field} must be {wanted}.{own}':
    'Das Feld {field:field} muss so sein: {wanted:told}.{own:told}',
  'Numbers such as {such} are those of the {other}.':
    'Nummern wie {such} gehören schon zu: {other:told}.',
  'Take another pattern.': 'Bitte ein anderes Muster nehmen.',
  'This series has begun, and goes on with {next}.':
    'Diese Reihe hat begonnen und geht mit {next} weiter.',
  'Leave the first number out, or take another pattern.':
    'Bitte die erste Nummer weglassen oder ein anderes Muster nehmen.',
  'The number {number} is given to {one} already.':
    'Die Nummer {number} ist schon vergeben ({one:told}).',
  'Begin with {next}, or take another pattern.':
    'Bitte mit {next} beginnen oder ein anderes Muster nehmen.',
  'There is no paper “{code}” with numbers.': 'Einen Beleg „{code}“ mit Nummern gibt es nicht.',
  'It holds a character that cannot be shown.':
    'Darin ist ein Zeichen, das nicht gezeigt werden kann.',
  'Write it again by hand.': 'Bitte von Hand neu schreiben.',
  'It has more than {most} characters.': 'Das sind mehr als {most} Zeichen.',
  'Fill it in, or leave the field out.': 'Bitte ausfüllen oder das Feld weglassen.',
  'Write it as text.': 'Bitte als Text schreiben.',
  'It must be a whole number from {least} to {most}.':
    'Es muss eine ganze Zahl von {least} bis {most} sein.',
  'It is no code of a {name}.': 'Das ist kein gültiger Code ({name:told}).',
  'It is no identifier of a {name}.': 'Das ist keine gültige Kennung ({name:told}).',
  'It is none of {words}.': 'Das ist nichts von {words:told}.',
  'Choose one of these.': 'Bitte davon etwas wählen.',
  'Write true or false.': 'Bitte true oder false schreiben.',
  '“{code}” is counted with {scale} digits in the books already, and stays so.':
    '„{code}“ wird in den Büchern schon mit {scale} Nachkommastellen gezählt; das bleibt so.',
  'Say the same, or take another code.': 'Bitte dasselbe angeben oder einen anderen Code nehmen.',
  '“{code}” is counted as a {kind} in the books already, and stays so.':
    '„{code}“ wird in den Büchern schon als {kind:told} gezählt; das bleibt so.',
  'There is no {name} “{to}”.': '„{to}“ gibt es nicht ({name:told}).',
  'Take one from the list, or add {one} first.': 'Bitte aus der Liste wählen oder erst anlegen.',
  'It is no figure with at most 15 digits before and {scale} behind the point.':
    'Das ist keine Zahl mit höchstens 15 Stellen vor und {scale} nach dem Komma.',
  '“{code}” is no code of {one}: a code has 1 to 40 characters, and no blank at either end.':
    '„{code}“ ist kein gültiger Code ({one:told}): Ein Code hat 1 bis 40 Zeichen und ' +
    'keine Leerzeichen am Rand.',
  'Write another one.': 'Bitte etwas anderes schreiben.',
  'Say from which day the {name} is good, as 2026-11-22.':
    'Bitte den ersten Tag angeben, an dem es gilt ({name:told}), etwa 2026-11-22.',
  'A {name} has no first day.': 'Hier gibt es keinen ersten Tag ({name:told}).',
  'There is {called} already.': 'Das gibt es schon: {called:told}.',
  'Change that one, or take another code.':
    'Bitte die vorhandene Zeile ändern oder einen anderen Code nehmen.',
  '“{row}” stands in the set twice.': '„{row}“ steht zweimal in der Menge.',
  'Take one from the list, or add it.': 'Bitte aus der Liste wählen oder anlegen.',
  'Read it again, and decide anew.': 'Bitte neu laden und dann entscheiden.',
  '“{path}” is no field that an import fills.': '„{path}“ ist kein Feld, das ein Import füllt.',
  'Take it out of the mapping.': 'Bitte aus der Zuordnung nehmen.',
  'The file has no column “{title}”.': 'Die Datei hat keine Spalte „{title}“.',
  'Map another one, or say what stands for it.':
    'Bitte eine andere zuordnen oder sagen, was dafür steht.',
  'The file has two columns “{title}”.': 'Die Datei hat zwei Spalten „{title}“.',
  'Rename the one that is not meant.': 'Bitte die umbenennen, die nicht gemeint ist.',
  'Line {line} has nothing in the column {title}: say to which paper it belongs.':
    'Zeile {line} hat nichts in der Spalte {title}: Bitte angeben, zu welchem Beleg sie gehört.',
  'Line {line} has {key} in the column {title}, as line {line2} has.':
    'Zeile {line} hat {key} in der Spalte {title} wie Zeile {line2}.',
  'Take one of them out.': 'Bitte eine davon herausnehmen.',
  ['Line {line} says “{written}” in the column {title}, but a line above it says ' +
  '“{written2}” for the same paper.']:
    'Zeile {line} sagt „{written}“ in der Spalte {title}, eine Zeile darüber für ' +
    'denselben Beleg aber „{written2}“.',
  'Say the same on all of its lines, or only once.':
    'Bitte auf allen Zeilen dasselbe angeben oder nur einmal.',
  '{paper} cannot {verb}: another paper stands on it that you have nothing to do with.':
    '{paper:told}: „{verb:verb}“ geht nicht, denn darauf steht ein anderer Beleg, mit ' +
    'dem Sie nichts zu tun haben.',
  'Ask a colleague who may undo both.': 'Bitte einen Kollegen fragen, der beide zurücknehmen darf.',
  '{paper} cannot {verb}: the {called} stands on it.':
    '{paper:told}: „{verb:verb}“ geht nicht, denn darauf steht: {called:told}.',
  'Undo that one first, or both together.': 'Bitte erst diesen zurücknehmen oder beide zusammen.',
  'It cannot stand on this {name}: a {name2} needs one that is {standsOn}.':
    'Darauf kann es nicht stehen ({name:told}): Nötig ist für „{name2:told}“ der Stand ' +
    '{standsOn:told}.',
  '{paper} is {state}; a {name} needs one that is {standsOn}.':
    '{paper:told} ist „{state:told}“; für „{name:told}“ ist nötig: {standsOn:told}.',
  'There is no {paper} in this company.': '{paper:told} gibt es in diesem Unternehmen nicht.',
  '{paper} was changed meanwhile: it is at version {version}, and you saw version {seen}.':
    '{paper:told} wurde inzwischen geändert: jetzt Fassung {version}, Sie sahen Fassung {seen}.',
  'This {name} stands in the set twice.': 'Das steht zweimal in der Menge ({name:told}).',
  '{paper} is {state}, and only one that is {first} can be changed.':
    '{paper:told} ist „{state:told}“; geändert werden kann nur: {first:told}.',
  'Correct it by what can be done with it now.':
    'Bitte mit dem berichtigen, was jetzt damit möglich ist.',
  '“{number}” is no number of a paper: that has 1 to 60 characters, and no blank at either end.':
    '„{number}“ ist keine Nummer eines Belegs: Die hat 1 bis 60 Zeichen und keine ' +
    'Leerzeichen am Rand.',
  '“{number}” looks like a number that is given here.':
    '„{number}“ sieht aus wie eine Nummer, die hier vergeben wird.',
  'Keep another one, or leave it out.': 'Bitte eine andere nehmen oder weglassen.',
  'The number {number} is given to another {name} already.':
    'Die Nummer {number} ist schon vergeben ({name:told}).',
  'Each number stands once.': 'Jede Nummer steht nur einmal.',
  'Another paper, {one}, stands on it that you have nothing to do with.':
    'Darauf steht ein anderer Beleg, mit dem Sie nichts zu tun haben: {one:told}.',
  '{paper} is {state}, and there is no way back from there.':
    '{paper:told} ist „{state:told}“; von dort führt kein Weg zurück.',
  'Correct it by a new paper.': 'Bitte mit einem neuen Beleg berichtigen.',
  'It is no amount of at most 15 digits.': 'Das ist kein Betrag mit höchstens 15 Stellen.',
  'Write amounts as text, such as "12.50": JSON numbers are not exact.':
    'Bitte Beträge als Text schreiben, etwa "12.50": JSON-Zahlen sind nicht genau.',
  'A dimension and its value have 1 to 100 characters.':
    'Ein Merkmal und sein Wert haben 1 bis 100 Zeichen.',
  'Write dimensions as names with values: {"department": "sales"}.':
    'Bitte Merkmale als Namen mit Werten schreiben: {"department": "sales"}.',
  'Write them as department=sales; project=P1.': 'Schreibweise: department=sales; project=P1.',
  '“{cell}” are no dimensions.': '„{cell}“ sind keine Merkmale.',
  'Write dimensions as department=sales; project=P1.':
    'Bitte Merkmale als department=sales; project=P1 schreiben.',
  '“{cell}” is no JSON.': '„{cell}“ ist kein JSON.',
  'A file cannot be called so: {why}.': 'So kann eine Datei nicht heißen: {why:told}.',
  'Give it a plain name, such as receipt.pdf.':
    'Bitte einen einfachen Namen nehmen, etwa receipt.pdf.',
  'There is no {name} “{given}” here.': '„{given}“ gibt es hier nicht ({name:told}).',
  'The file is empty.': 'Die Datei ist leer.',
  '{paper} is {state}: its files are kept as they are.':
    '{paper:told} ist „{state:told}“: Die Dateien bleiben, wie sie sind.',
  'Add another one instead.': 'Bitte stattdessen eine weitere anhängen.',
  'There is no such file here.': 'Diese Datei gibt es hier nicht.',
  'Read the list again.': 'Bitte die Liste neu laden.',
  'The file was replaced meanwhile.': 'Die Datei wurde inzwischen ersetzt.',
  'Read the list again, and decide anew.': 'Bitte die Liste neu laden und dann entscheiden.',
  'A comment names at most {mostMentions} persons.':
    'Ein Kommentar nennt höchstens {mostMentions} Personen.',
  'Name fewer.': 'Bitte weniger nennen.',
  'Somebody who is named is not here, or has left.':
    'Jemand, der genannt ist, ist nicht hier oder ausgeschieden.',
  'Take persons from the list.': 'Bitte Personen aus der Liste nehmen.',
  'There is no such comment here.': 'Diesen Kommentar gibt es hier nicht.',
  'Only who wrote a comment may change or withdraw it.':
    'Einen Kommentar ändert oder widerruft nur, wer ihn schrieb.',
  'Write one of your own.': 'Bitte einen eigenen schreiben.',
  'This comment is withdrawn already.': 'Dieser Kommentar ist schon widerrufen.',
  'Write a new one.': 'Bitte einen neuen schreiben.',
  'The comment was changed meanwhile.': 'Der Kommentar wurde inzwischen geändert.',
  'Whoever is to do it may not read this {name}, or is not here.':
    'Wer es tun soll, darf das nicht lesen ({name:told}) oder ist nicht hier.',
  'Give the task to somebody who may, or have them granted a role first.':
    'Bitte die Aufgabe jemandem geben, der es darf, oder vorher eine Rolle erteilen lassen.',
  'There is no such task here.': 'Diese Aufgabe gibt es hier nicht.',
  'Only who gave a task or is to do it says that it is done.':
    'Dass eine Aufgabe erledigt ist, sagt nur, wer sie gab oder wer sie tun soll.',
  'The task was changed meanwhile.': 'Die Aufgabe wurde inzwischen geändert.',
  'The field {name} must be true or false.': 'Das Feld {name:field} muss true oder false sein.',
  'It is too long.': 'Zu lang.',
  'Use one of these.': 'Bitte davon etwas nehmen.',
  'A field of the kind {name} is asked for by: {operators}.':
    'Nach einem Feld der Art {name} fragt man mit: {operators}.',
  'The field {name} must be a list of 1 to {mostValues} values.':
    'Das Feld {name:field} muss eine Liste von 1 bis {mostValues} Werten sein.',
  'A page has 1 to {mostListed} rows.': 'Eine Seite hat 1 bis {mostListed} Zeilen.',
  'Ask for the next page with what "next" says.':
    'Bitte die nächste Seite mit dem verlangen, was „next“ sagt.',
  'A list is sorted by at most {mostSorts} fields, each named once.':
    'Eine Liste wird nach höchstens {mostSorts} Feldern sortiert, jedes einmal genannt.',
  'There is no letter or digit to search for.':
    'Es fehlt ein Buchstabe oder eine Ziffer zum Suchen.',
  'Write a word or a number.': 'Bitte ein Wort oder eine Zahl schreiben.',
  'These are more than {mostSought} words.': 'Das sind mehr als {mostSought} Wörter.',
  'Take the rarest ones.': 'Bitte die seltensten nehmen.',
  'It must be a whole number of basis points from 0 to {most}: 2000 is 20 %.':
    'Es muss eine ganze Zahl von Basispunkten von 0 bis {most} sein: 2000 sind 20 %.',
  'Round it to two.': 'Bitte auf zwei runden.',
}
