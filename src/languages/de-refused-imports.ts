/** What files and imports refuse, in German, by the English with its holes. */
export const refusedImports: Readonly<Record<string, string>> = {
  'There is no kind “{kind}”.': 'Die Art „{kind}“ gibt es nicht.',
  '{what} stand in the ledger itself and are not imported here.':
    'Das steht im Hauptbuch selbst und wird hier nicht importiert: {what:told}.',
  'Add them by their own operation.': 'Bitte mit der eigenen Operation anlegen.',
  '{one} is imported as it is written.': 'Das wird importiert, wie es geschrieben ist: {one:told}.',
  'Leave the verb out.': 'Bitte das Verb weglassen.',
  'What is imported cannot “{verb}”.': '„{verb}“ geht nicht mit dem, was importiert wird.',
  'It can: {verbs}; or leave it out.': 'Möglich ist: {verbs}; oder bitte weglassen.',
  'There is no import with this number in the company.':
    'Einen Import mit dieser Nummer gibt es im Unternehmen nicht.',
  'This import is {state} just now.': 'Dieser Import ist gerade „{state:told}“.',
  'Wait for its job {job}, or cancel that one first.':
    'Bitte seinen Auftrag {job} abwarten oder erst abbrechen.',
  'This import is {state}, and only one that is {which} can be checked.':
    'Dieser Import ist „{state:told}“; geprüft werden kann nur: {which:told}.',
  'This import is {state}, and only one that is {which} can be tried.':
    'Dieser Import ist „{state:told}“; probiert werden kann nur: {which:told}.',
  'This import is {state}, and only one that is {which} can be posted.':
    'Dieser Import ist „{state:told}“; gebucht werden kann nur: {which:told}.',
  'This import is {state}, and only one that is {which} can be undone.':
    'Dieser Import ist „{state:told}“; zurückgenommen werden kann nur: {which:told}.',
  'This import is {state}, and only one that is {which} can be thrown away.':
    'Dieser Import ist „{state:told}“; verworfen werden kann nur: {which:told}.',
  'This import is {state}, and only one that is {which} can be corrected.':
    'Dieser Import ist „{state:told}“; berichtigt werden kann nur: {which:told}.',
  'This very file is in the books: {askedBy} imported it as {fileName} on {askedAt}.':
    'Genau diese Datei ist schon in den Büchern: {askedBy} hat sie am {askedAt} als ' +
    '{fileName} importiert.',
  'Ask for it again only if it is meant to come twice.':
    'Bitte nur noch einmal verlangen, wenn sie zweimal kommen soll.',
  '{refused} of the {papers} papers of this file are refused.':
    'Von den {papers} Belegen dieser Datei sind {refused} abgelehnt.',
  'Correct them, or ask to post the others and leave these.':
    'Bitte berichtigen oder die anderen buchen und diese weglassen.',
  'Line {line}, column {column}: {message}': 'Zeile {line}, Spalte {column}: {message:told}',
  'Later papers stand on those of this import: {papers} and {more} more.':
    'Auf denen dieses Imports stehen spätere Belege: {papers} und {more} weitere.',
  'Undo these first, or ask to undo them with it.':
    'Bitte erst diese zurücknehmen oder sie mit zurücknehmen lassen.',
  'Later papers stand on those of this import: {papers}.':
    'Auf denen dieses Imports stehen spätere Belege: {papers}.',
  '{paper} stays: rows of registers are never deleted, as papers may name them.':
    '{paper:told} bleibt: Stammdaten werden nie gelöscht, denn Belege können sie nennen.',
  'Change it, if it is wrong.': 'Bitte ändern, wenn es falsch ist.',
  '“{name}” is not of the form it must be: rows are objects in a list.':
    '„{name}“ hat nicht die nötige Form: Zeilen sind Objekte in einer Liste.',
  'There is no draft at this place of the import.':
    'An dieser Stelle des Imports ist kein Entwurf.',
  'The list of drafts shows those there are.': 'Die Liste der Entwürfe zeigt, welche es gibt.',
  'This draft is in the books, and is not changed there.':
    'Dieser Entwurf ist in den Büchern und wird dort nicht geändert.',
  'Undo the import, or the paper.': 'Bitte den Import oder den Beleg zurücknehmen.',
  'The file is packed with gzip and is damaged or cut off.':
    'Die Datei ist mit gzip gepackt und beschädigt oder abgeschnitten.',
  'Send it again.': 'Bitte noch einmal senden.',
  'The file holds more than {most} MB.': 'Die Datei enthält mehr als {most} MB.',
  'Divide it into several, or leave out what is not needed.':
    'Bitte teilen oder weglassen, was nicht gebraucht wird.',
  'Line {line} is not written in {what}: it could be {readings}.':
    'Zeile {line} ist nicht in {what} geschrieben: möglich wäre {readings}.',
  'Say in which encoding the file is written, or save it again as “CSV UTF-8”.':
    'Bitte angeben, wie die Datei kodiert ist, oder als „CSV UTF-8“ neu speichern.',
  'Line {line} is not written in {what}.': 'Zeile {line} ist nicht in {what} geschrieben.',
  'The file ends in the middle of a letter: it was cut off.':
    'Die Datei endet mitten in einem Buchstaben: Sie wurde abgeschnitten.',
  ['Line {line} holds a character of the code 0, which no text has: this is no ' +
  'table, or it is damaged.']:
    'Zeile {line} enthält ein Zeichen mit dem Code 0, das kein Text hat: Das ist keine ' +
    'Tabelle, oder sie ist beschädigt.',
  'Save it again as CSV or XLSX.': 'Bitte als CSV oder XLSX neu speichern.',
  'A quote that is opened on line {line} is never closed.':
    'Ein Anführungszeichen in Zeile {line} wird nie geschlossen.',
  'Enclose the whole cell in quotes and double each quote inside it.':
    'Bitte die ganze Zelle in Anführungszeichen setzen und jedes darin verdoppeln.',
  'Text follows a closing quote in the record that begins on line {line}.':
    'In dem Satz, der in Zeile {line} beginnt, folgt Text auf ein schließendes Anführungszeichen.',
  'Line {line} has a cell in column {extra}, which has no title on line {heading}.':
    'Zeile {line} hat eine Zelle in Spalte {extra}, die in Zeile {heading} keine Überschrift hat.',
  ['Give it one, take away what stands above the titles, or enclose in quotes the ' +
  'text that holds the delimiter.']:
    'Bitte eine geben, wegnehmen, was über den Überschriften steht, oder den Text in ' +
    'Anführungszeichen setzen, der das Trennzeichen enthält.',
  'Line {line} has {cells} cells where there are {columns} columns.':
    'Zeile {line} hat {cells} Zellen bei {columns} Spalten.',
  'Add the delimiters that are missing, or save the table as XLSX.':
    'Bitte die fehlenden Trennzeichen ergänzen oder die Tabelle als XLSX speichern.',
  'There is no table in the file: its first row must have the titles of the columns.':
    'In der Datei ist keine Tabelle: In der ersten Zeile müssen die Überschriften der ' +
    'Spalten stehen.',
  'The cells {where} are merged: their content can be meant once or for each of them.':
    'Die Zellen {where} sind verbunden: Ihr Inhalt kann einmal oder für jede gemeint sein.',
  'Take them apart and fill each.': 'Bitte trennen und jede füllen.',
  'The cell {where} holds the error {error}.': 'Die Zelle {where} enthält den Fehler {error}.',
  'Correct its formula or clear it.': 'Bitte die Formel ändern oder die Zelle leeren.',
  'The cell {where} holds a formula that was never worked out.':
    'Die Zelle {where} enthält eine Formel, die nie ausgerechnet wurde.',
  'Open the file in a spreadsheet program, which works it out, and save it.':
    'Bitte die Datei in einem Tabellenprogramm öffnen, das sie ausrechnet, und speichern.',
  ['The cell {where} holds a time without a day, or a day before 1 March 1900, ' +
  'about which spreadsheets disagree.']:
    'Die Zelle {where} enthält eine Zeit ohne Tag oder einen Tag vor dem 1. März 1900, ' +
    'über den Tabellenprogramme uneins sind.',
  'Write a day as text: 1900-01-31.': 'Bitte einen Tag als Text schreiben: 1900-01-31.',
  'The workbook has no sheet that is not hidden.':
    'Die Arbeitsmappe hat kein Blatt, das nicht ausgeblendet ist.',
  'Show the one that is meant.': 'Bitte das einblenden, das gemeint ist.',
  'The workbook has no sheet “{sheet}”.': 'Die Arbeitsmappe hat kein Blatt „{sheet}“.',
  'Correct the name, or rename the sheet.': 'Bitte den Namen ändern oder das Blatt umbenennen.',
  'The file is no XLSX workbook, or it is damaged.':
    'Die Datei ist keine XLSX-Arbeitsmappe, oder sie ist beschädigt.',
  'Open it in a spreadsheet program and save it as XLSX.':
    'Bitte in einem Tabellenprogramm öffnen und als XLSX speichern.',
  'The workbook is encrypted.': 'Die Arbeitsmappe ist verschlüsselt.',
  'Open it with its password and save it without one.':
    'Bitte mit ihrem Passwort öffnen und ohne speichern.',
  'The workbook is in the format before 2007.': 'Die Arbeitsmappe hat das Format von vor 2007.',
  'Save it as XLSX.': 'Bitte als XLSX speichern.',
  'The file has no rows below the titles of its columns.':
    'Die Datei hat unter den Überschriften keine Zeilen.',
  'Send one that has.': 'Bitte eine senden, die welche hat.',
  'There is no mapping “{name}” for {plural}.':
    'Eine Zuordnung „{name}“ gibt es nicht ({plural:told}).',
  'Save it first, or leave it out: then one is guessed.':
    'Bitte erst speichern oder weglassen: Dann wird geraten.',
  'Line {line} holds a NUL or half a surrogate pair, which no text has.':
    'Zeile {line} enthält ein NUL oder ein halbes Zeichen, das kein Text hat.',
  'Take out what is no character.': 'Bitte herausnehmen, was kein Zeichen ist.',
  'More than {mostPapers} papers, or {mostRows} rows, are not printed in one file.':
    'In einer Datei werden nicht mehr als {mostPapers} Belege oder {mostRows} Zeilen gedruckt.',
  'Filter the list, or take it as CSV or XLSX.':
    'Bitte die Liste filtern oder als CSV oder XLSX nehmen.',
  'There is nothing to print.': 'Es ist nichts zu drucken.',
  'Filter the list less.': 'Bitte die Liste weniger filtern.',
  'Line {line}: {message}': 'Zeile {line}: {message:told}',
  'Line {line}, column {column} is missing.': 'In Zeile {line} fehlt die Spalte {column}.',
  'Line {line}, column {column} must be one of: {choices}.':
    'Zeile {line}, Spalte {column} muss eines davon sein: {choices:told}.',
  'Line {line}, column {column} must be {wanted}.{own}':
    'Zeile {line}, Spalte {column} muss so sein: {wanted:told}.{own:told}',
  'Line {line}, column {column} must be true or false.':
    'Zeile {line}, Spalte {column} muss true oder false sein.',
  'Line {line}, column {column} is not of the form it must be.':
    'Zeile {line}, Spalte {column} hat nicht die nötige Form.',
  'Paper {place} of this step: {message}': 'Beleg {place} dieses Schritts: {message:told}',
  '{bad} of {all} {kind} drafts were refused.':
    'Von {all} Entwürfen wurden {bad} abgelehnt ({kind:told}).',
  '{staying} of {all} {plural} stay as they are.':
    'Von {all} bleiben {staying}, wie sie sind ({plural:told}).',
  '{hindered} of {all} were refused.': '{hindered} von {all} wurden abgelehnt.',
  'There are no {plural} that fit.': 'Es gibt nichts, was passt ({plural:told}).',
  'Change what they are filtered by.': 'Bitte anders filtern.',
  'These are more than {most} {plural}, which is the most that one job does.':
    'Das sind mehr als {most} ({plural:told}); mehr erledigt ein Auftrag nicht.',
  'Filter them further, and ask for one part after the other.':
    'Bitte enger filtern und einen Teil nach dem anderen erledigen.',
  'A job has at most {most} papers.': 'Ein Auftrag hat höchstens {most} Belege.',
  'Say either which papers, or by what they match.':
    'Bitte entweder die Belege nennen oder, worauf sie passen.',
}
