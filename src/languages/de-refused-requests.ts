/** What requests are refused for, in German, by the English with its holes. */
export const refusedRequests: Readonly<Record<string, string>> = {
  'There were too many attempts.': 'Es waren zu viele Versuche.',
  'Try again in a second.': 'Bitte in einer Sekunde noch einmal versuchen.',
  'Try again in {seconds} seconds.': 'Bitte in {seconds} Sekunden noch einmal versuchen.',
  'Try again in a minute.': 'Bitte in einer Minute noch einmal versuchen.',
  'Try again in {minutes} minutes.': 'Bitte in {minutes} Minuten noch einmal versuchen.',
  'There is no such company.': 'Dieses Unternehmen gibt es nicht.',
  'Check the address.': 'Bitte die Adresse prüfen.',
  'There is no such entry.': 'Diese Buchung gibt es nicht.',
  'There is no such print.': 'Diesen Druck gibt es nicht.',
  'There is no such job.': 'Diesen Auftrag gibt es nicht.',
  'There is no such key.': 'Diesen Schlüssel gibt es nicht.',
  'There is no such person.': 'Diese Person gibt es nicht.',
  'There is no such session.': 'Diese Sitzung gibt es nicht.',
  'There is no such import.': 'Diesen Import gibt es nicht.',
  'There is no such draft.': 'Diesen Entwurf gibt es nicht.',
  'There is no such refused row.': 'Diese abgelehnte Zeile gibt es nicht.',
  'There is no such paper.': 'Diesen Beleg gibt es nicht.',
  'There is no such attachment.': 'Diesen Anhang gibt es nicht.',
  'There is no such row.': 'Diese Zeile gibt es nicht.',
  'The body ended before it was whole.': 'Der Inhalt endete, bevor er vollständig war.',
  'Send the request again.': 'Bitte noch einmal senden.',
  'The file has more than {most} MB.': 'Die Datei hat mehr als {most} MB.',
  'Make it smaller, or split it.': 'Bitte verkleinern oder teilen.',
  'The body has more than {most} MB.': 'Der Inhalt hat mehr als {most} MB.',
  'Send it in several requests.': 'Bitte in mehreren Anfragen senden.',
  'A key approves and refuses nothing.': 'Ein Schlüssel gibt nichts frei und lehnt nichts ab.',
  'Sign in, and decide there.': 'Bitte anmelden und dort entscheiden.',
  'Add it to the commodities first.': 'Bitte erst zu den Währungen und Waren hinzufügen.',
  'There is a company “{code}” already.': 'Das Unternehmen „{code}“ gibt es schon.',
  'Use another code for a new one.': 'Bitte für eine neue einen anderen Code nehmen.',
  'Your key lacks the scope {beyond}, so it cannot give it.':
    'Ihrem Schlüssel fehlt {beyond}, darum kann er es nicht weitergeben.',
  'You see lines up to class {readsTo}, so a key of yours sees no more.':
    'Sie sehen Zeilen bis zur Klasse {readsTo}; Ihr Schlüssel sieht nicht mehr.',
  'Only who came in with the link that the server tells at its start begins an organization here.':
    'Eine Organisation beginnt hier nur, wer mit dem Link kam, den der Server beim Start nennt.',
  'On the machine itself, “backstay init” does the same.':
    'Auf der Maschine selbst tut „backstay init“ dasselbe.',
  'You used this key for another request already.':
    'Sie haben diesen Schlüssel schon für eine andere Anfrage benutzt.',
  'Give each request a key of its own.': 'Bitte jeder Anfrage einen eigenen Schlüssel geben.',
  'There are too many {plural} to be searched or sorted so.':
    'Das sind zu viele, um sie so zu durchsuchen oder zu sortieren: {plural:told}.',
  'Filter them by what leads an index, or leave the sort out.':
    'Bitte nach etwas filtern, das einen Index anführt, oder die Sortierung weglassen.',
  'It is not what “next” of a page of this timeline said.':
    'Das ist nicht das „next“ einer Seite dieses Verlaufs.',
  'Begin at the first page.': 'Bitte mit der ersten Seite beginnen.',
  'The database does not answer.': 'Die Datenbank antwortet nicht.',
  'Look at its log.': 'Bitte in ihr Protokoll sehen.',
  'A parameter is given twice, or holds a NUL.':
    'Ein Parameter steht zweimal da oder enthält ein NUL.',
  'Give each once, as plain text.': 'Bitte jeden einmal angeben, als reinen Text.',
  'Send the file as it is, with Content-Type: application/octet-stream.':
    'Bitte die Datei senden, wie sie ist, mit Content-Type: application/octet-stream.',
  'Send JSON, with the header Content-Type: application/json.':
    'Bitte JSON senden, mit der Kopfzeile Content-Type: application/json.',
  'The database is not available now.': 'Die Datenbank ist zurzeit nicht erreichbar.',
  'Send the same request again in a moment.': 'Bitte dieselbe Anfrage gleich noch einmal senden.',
  'Too many are signing in at this moment.': 'Zu viele melden sich gerade an.',
  'Send the same request again soon.': 'Bitte dieselbe Anfrage bald noch einmal senden.',
  'This is a fault of ours.': 'Das ist ein Fehler von uns.',
  'Tell whoever runs the server its number: {request}.':
    'Bitte dem, der den Server betreibt, diese Nummer nennen: {request}.',
  'No key, or none that is valid.': 'Es fehlt ein gültiger Schlüssel.',
  'Send the header Authorization: Bearer and your key.':
    'Bitte die Kopfzeile Authorization: Bearer und Ihren Schlüssel senden.',
  'Your session has ended.': 'Ihre Sitzung ist zu Ende.',
  'Sign in again.': 'Bitte neu anmelden.',
  'Your key lacks the scope {scope}, needed to: {what}.': 'Ihrem Schlüssel fehlt {scope}.',
  'Use a key that has it.': 'Bitte einen Schlüssel nehmen, der das darf.',
  'None of your roles lets you do this: {what}.': 'Keine Ihrer Rollen erlaubt das.',
  'It takes {who}.{grantors}': 'Nötig ist: {who:told}.{grantors:told}',
  'Only a person who is signed in can do this: {rest}.': 'Das kann nur, wer angemeldet ist.',
  'Sign in.': 'Bitte anmelden.',
  'To {rest}, show again who you are: it was more than {freshMinutes} minutes ago.':
    'Bitte noch einmal zeigen, wer Sie sind: Das ist mehr als {freshMinutes} Minuten her.',
  'This request was sent by a page of another site.':
    'Diese Anfrage kam von einer Seite einer anderen Website.',
  'Use our own pages, or a key.': 'Bitte unsere eigenen Seiten oder einen Schlüssel benutzen.',
  'Use one of these methods.': 'Bitte eine dieser Methoden nehmen.',
  'This address takes {allowed}.': 'Diese Adresse nimmt {allowed}.',
  'There is nothing here.': 'Hier ist nichts.',
  'The addresses there are stand in /api/openapi.json.':
    'Die Adressen, die es gibt, stehen in /api/openapi.json.',
  'The request is not understood.': 'Die Anfrage ist nicht zu verstehen.',
  'Check its address and headers.': 'Bitte Adresse und Kopfzeilen prüfen.',
  'The body is not UTF-8.': 'Der Inhalt ist kein UTF-8.',
  'Send JSON in UTF-8.': 'Bitte JSON in UTF-8 senden.',
  'The body is nested more than {deepest} deep.':
    'Der Inhalt ist mehr als {deepest}-fach geschachtelt.',
  'Make it flatter.': 'Bitte flacher machen.',
  'The body is not JSON.': 'Der Inhalt ist kein JSON.',
  'Check its quotes, commas and brackets.': 'Bitte Anführungszeichen, Kommas und Klammern prüfen.',
  'A text holds a NUL or half a surrogate pair.':
    'Ein Text enthält ein NUL oder ein halbes Zeichen.',
  'Remove what is no character.': 'Bitte entfernen, was kein Zeichen ist.',
  'The field {field}: it holds a NUL or half a surrogate pair.':
    'Das Feld {field:field} enthält ein NUL oder ein halbes Zeichen.',
  'A name stands twice in one object.': 'In einem Objekt steht ein Name zweimal.',
  'Name each field once.': 'Bitte jedes Feld einmal nennen.',
  'It is too long: {most} characters at most.': 'Zu lang: höchstens {most} Zeichen.',
  'It is empty.': 'Hier steht nichts.',
  'Leave the field out, or fill it.': 'Bitte das Feld weglassen oder füllen.',
  'It is no day.': 'Das ist kein Tag.',
  'It is no moment.': 'Das ist kein Zeitpunkt.',
  'Write it as 2026-11-22T16:30:00Z.': 'Schreibweise: 2026-11-22T16:30:00Z.',
  'It is no figure.': 'Das ist keine Zahl.',
  'Write it as 12.50 or -12.50.': 'Schreibweise: 12.50 oder -12.50.',
  'Write figures as text, such as "12.50": JSON numbers are not exact.':
    'Bitte Zahlen als Text schreiben, etwa "12.50": JSON-Zahlen sind nicht genau.',
  'It is no number of ours.': 'Das ist keine Nummer von uns.',
  'Copy it from the answer it came in.': 'Bitte aus der Antwort kopieren, in der sie kam.',
  'It must be a whole number between {lowest} and {highest}.':
    'Es muss eine ganze Zahl von {lowest} bis {highest} sein.',
  'A code has up to 32 small letters, digits and hyphens, and begins with a letter or digit.':
    'Ein Code hat bis zu 32 kleine Buchstaben, Ziffern und Striche und beginnt mit einem ' +
    'Buchstaben oder einer Ziffer.',
  'There are more than 20 dimensions.': 'Es sind mehr als 20 Merkmale.',
  'Names of dimensions have at most 100 characters.':
    'Namen von Merkmalen haben höchstens 100 Zeichen.',
  'An entry has at most 5,000 lines.': 'Eine Buchung hat höchstens 5.000 Zeilen.',
  'An entry has at least one line.': 'Eine Buchung hat mindestens eine Zeile.',
  'The ceiling of the subject is below its floor.':
    'Die Obergrenze des Gegenstands liegt unter seiner Untergrenze.',
  'Exchange or correct them.': 'Bitte tauschen oder ändern.',
  'A figure has at most 17 digits in its smallest unit.':
    'Eine Zahl hat höchstens 17 Stellen in der kleinsten Einheit.',
  '{commodity} has no digits behind the point, and {digits} are given.':
    '{commodity} hat keine Nachkommastellen; angegeben sind {digits}.',
  'Round it yourself, so that nothing is rounded unseen.':
    'Bitte selbst runden, damit nichts unbemerkt gerundet wird.',
  '{commodity} has at most {scale} digits behind the point, and {digits} are given.':
    '{commodity} hat höchstens {scale} Nachkommastellen; angegeben sind {digits}.',
  'A set has at most 1,000 entries.': 'Eine Menge hat höchstens 1.000 Buchungen.',
  'The set is empty.': 'Die Menge ist leer.',
  'The header Idempotency-Key has 1 to 200 printable ASCII characters.':
    'Die Kopfzeile Idempotency-Key hat 1 bis 200 druckbare ASCII-Zeichen.',
  'The header Idempotency-Key and the key in the body differ.':
    'Die Kopfzeile Idempotency-Key und der Schlüssel im Inhalt weichen voneinander ab.',
  'Give one of them.': 'Bitte einen davon angeben.',
  'There is no key.': 'Es fehlt ein Schlüssel.',
  ['Give one of your own choice in the header Idempotency-Key, so that the entry is ' +
  'posted once even if you send it twice.']:
    'Bitte in der Kopfzeile Idempotency-Key einen eigenen angeben, damit die Buchung nur ' +
    'einmal gebucht wird, auch wenn sie zweimal gesendet wird.',
  'One entry has at most 1 MB.': 'Eine Buchung hat höchstens 1 MB.',
  'Split it into several.': 'Bitte in mehrere teilen.',
  'It is required, none or =value.': 'Möglich sind required, none oder =Wert.',
  'Name at most 1,000 accounts.': 'Bitte höchstens 1.000 Konten nennen.',
  'Name at least one account.': 'Bitte mindestens ein Konto nennen.',
  'There is an account “{code}” of the type {was} already.':
    'Das Konto „{code}“ der Art {was:told} gibt es schon.',
  'Use another code.': 'Bitte einen anderen Code nehmen.',
  'There is no account “{parent}” to stand under.':
    'Das Konto „{parent}“, unter dem es stehen soll, gibt es nicht.',
  'Put it earlier in the list.': 'Bitte weiter vorn in die Liste setzen.',
  'There is no commodity “{currency}”.': 'Die Währung oder Ware „{currency}“ gibt es nicht.',
  'Add it first.': 'Bitte erst anlegen.',
  'An account of the type {type} carries no goods.':
    'Ein Konto der Art {type:told} führt keine Ware.',
  'Leave out “goods”.': 'Bitte „goods“ weglassen.',
  'A place always carries goods.': 'Ein Platz führt immer Ware.',
  'It is closed before it is opened.': 'Das Ende liegt vor dem Beginn.',
  'Correct the days.': 'Bitte die Tage ändern.',
  'Name at most {mostInSet} at once.': 'Bitte höchstens {mostInSet} auf einmal nennen.',
  'Name at least one.': 'Bitte mindestens eines nennen.',
  'Copy it from the list: 64 digits and small letters.':
    'Bitte aus der Liste kopieren: 64 Ziffern und kleine Buchstaben.',
  'Name at least one request.': 'Bitte mindestens eine Anfrage nennen.',
  'It must be a whole number between 1 and 500.': 'Es muss eine ganze Zahl von 1 bis 500 sein.',
  'Name at most 1,000 commodities.': 'Bitte höchstens 1.000 Währungen und Waren nennen.',
  'Name at least one commodity.': 'Bitte mindestens eine Währung oder Ware nennen.',
  '{code} has {scale} digits behind the point.': '{code} hat {scale} Nachkommastellen.',
  'Leave out the scale.': 'Bitte die Stellen weglassen.',
  'Say how many digits behind the point {code} has: 0 for whole pieces.':
    'Bitte angeben, wie viele Nachkommastellen {code} hat: 0 für ganze Stücke.',
  'There is a {kind} “{code}” with {scale} digits behind the point already.':
    '„{code}“ ({kind:told}) mit {scale} Nachkommastellen gibt es schon.',
  'Write the country as two large letters: GB.':
    'Bitte das Land mit zwei großen Buchstaben schreiben: GB.',
  'It is no time zone.': 'Das ist keine Zeitzone.',
  'Write it as Europe/London.': 'Schreibweise: Europe/London.',
  'Name at least one delegation.': 'Bitte mindestens eine Vertretung nennen.',
  'Name at most 20 roles.': 'Bitte höchstens 20 Rollen nennen.',
  'Name at least one role.': 'Bitte mindestens eine Rolle nennen.',
  'Name at least one exception.': 'Bitte mindestens eine Ausnahme nennen.',
  'It is not what `next` of a page said.': 'Das ist nicht das „next“ einer Seite.',
  'Name at least one line, or leave out the lines to take all that is left.':
    'Bitte mindestens eine Zeile nennen oder die Zeilen weglassen, um alles zu nehmen, ' +
    'was übrig ist.',
  'It must be the number of a line.': 'Es muss die Nummer einer Zeile sein.',
  'Name at most 1,000 journals.': 'Bitte höchstens 1.000 Journale nennen.',
  'Name at least one journal.': 'Bitte mindestens ein Journal nennen.',
  'Name each once.': 'Bitte jedes nur einmal nennen.',
  'Name at least one scope.': 'Bitte mindestens einen Umfang nennen.',
  'A code has 1 to 40 characters, and no blank at either end.':
    'Ein Code hat 1 bis 40 Zeichen und keine Leerzeichen am Rand.',
  'Write a whole number from 1 to 999999999.':
    'Bitte eine ganze Zahl von 1 bis 999999999 schreiben.',
  'It is too far in the future.': 'Das liegt zu weit in der Zukunft.',
  'Write it as a whole number of minor units: 1000000 for 10,000.00.':
    'Bitte als ganze Zahl kleinster Einheiten schreiben: 1000000 für 10.000,00.',
  'Write amounts as text, such as "1000000": JSON numbers are not exact.':
    'Bitte Beträge als Text schreiben, etwa "1000000": JSON-Zahlen sind nicht genau.',
  'Name at most 20 bands.': 'Bitte höchstens 20 Stufen nennen.',
  'This person has left, or is a program.': 'Diese Person ist ausgeschieden oder ein Programm.',
  'Only humans who are here set a password.': 'Nur Menschen, die hier sind, setzen ein Passwort.',
  'You cannot let yourself leave.': 'Sie können sich nicht selbst ausscheiden lassen.',
  'Ask somebody else who may.': 'Bitte jemand anderen fragen, der das darf.',
  'Name at least one grant.': 'Bitte mindestens eine Zuweisung nennen.',
  'It is not what “next” of a page of this list said.':
    'Das ist nicht das „next“ einer Seite dieser Liste.',
  'The view is too long.': 'Die Ansicht ist zu lang.',
  'Filter less.': 'Bitte weniger filtern.',
  'Name at most 50 views at once.': 'Bitte höchstens 50 Ansichten auf einmal nennen.',
  'Name at least one view.': 'Bitte mindestens eine Ansicht nennen.',
  'There is no such list or report here.': 'Diese Liste oder diesen Bericht gibt es hier nicht.',
  'Name it as it stands in its address.': 'Bitte so nennen, wie es in der Adresse steht.',
  '“{field}” is in the way, and you may not see what stands there.':
    '„{field:told}“ steht im Weg, und Sie dürfen nicht sehen, was dort steht.',
  'Ask somebody who may.': 'Bitte jemanden fragen, der das darf.',
  'A set has at most {mostAtOnce}.': 'Auf einmal gehen höchstens {mostAtOnce}.',
  'It must be a whole number.': 'Es muss eine ganze Zahl sein.',
  'It is the plural of a kind: sales-invoices.': 'Das ist der Plural einer Art: sales-invoices.',
  'It is no list of identifiers.': 'Das ist keine Liste von Kennungen.',
  'It names at most four fields of the list, as in -postedOn,number.':
    'Möglich sind höchstens vier Felder der Liste, wie in -postedOn,number.',
  'It is no list.': 'Das ist keine Liste.',
  'Write A,B and a value with a comma in it as "A,B".':
    'Schreibweise: A,B und ein Wert mit einem Komma darin als "A,B".',
  'Write a language as en or de-AT.': 'Bitte eine Sprache als en oder de-AT schreiben.',
  'Write at least one letter or digit.':
    'Bitte mindestens einen Buchstaben oder eine Ziffer schreiben.',
  'Write plurals: sales-invoices,parties.': 'Bitte Plurale schreiben: sales-invoices,parties.',
  'The server cannot be reached.': 'Der Server ist nicht zu erreichen.',
  'What you typed is kept; try again when you are connected.':
    'Was Sie eingegeben haben, bleibt; bitte noch einmal versuchen, wenn die Verbindung ' +
    'wieder da ist.',
  'The server answered {status}.': 'Der Server antwortete {status}.',
  'Try again in a moment.': 'Bitte gleich noch einmal versuchen.',
}
