/** What roles, approvals, sign-in and jobs refuse, in German, by the English with its holes. */
export const refusedHouse: Readonly<Record<string, string>> = {
  ['The file {file}, with which second factors are encrypted, cannot be used: it is ' +
  'not there, or holds no key.']:
    'Die Datei {file}, mit der zweite Faktoren verschlüsselt sind, ist nicht brauchbar: ' +
    'Sie fehlt oder enthält keinen Schlüssel.',
  'Whoever runs the server must bring it back, from a copy of the folder it was in.':
    'Wer den Server betreibt, muss sie aus einer Kopie ihres Ordners zurückholen.',
  'The file {file}, with which second factors are encrypted, cannot be used: {value}.':
    'Die Datei {file}, mit der zweite Faktoren verschlüsselt sind, ist nicht brauchbar: {value}.',
  'The file {file} is not the one with which second factors were encrypted here.':
    'Die Datei {file} ist nicht die, mit der hier zweite Faktoren verschlüsselt wurden.',
  'Whoever runs the server must bring that one back; several servers share one file.':
    'Wer den Server betreibt, muss jene zurückholen; mehrere Server teilen sich eine Datei.',
  'Only {who} may acknowledge exceptions.': 'Ausnahmen verantworten darf nur: {who:told}.',
  'Ask one.': 'Bitte jemanden davon fragen.',
  'Only {who} may set approval policies.': 'Freigaberegeln festlegen darf nur: {who:told}.',
  'Only {who} may see this.': 'Sehen darf das nur: {who:told}.',
  '{who} can grant that role.': 'Diese Rolle kann erteilen: {who:told}.',
  'Nobody can grant that role: it is none of the catalogue.':
    'Niemand kann diese Rolle erteilen: Es gibt sie im Katalog nicht.',
  'Nobody can grant that role yet: it takes {who}.':
    'Noch kann niemand diese Rolle erteilen. Nötig ist: {who:told}.',
  'This is no mail address.': 'Das ist keine Mailadresse.',
  'Write it as ann@example.com.': 'Schreibweise: ann@example.com.',
  '{name} may not combine {duties}.': '{name} darf {duties:told} nicht in einer Hand haben.',
  'Grant the role to somebody else, or have an owner acknowledge an exception to {id} first.':
    'Bitte die Rolle jemand anderem erteilen oder erst eine Ausnahme von {id} durch ' +
    'einen Inhaber verantworten lassen.',
  '{name} combines {duties}.': '{name} hat {duties:told} in einer Hand.',
  'An exception to {id} allows it for now.': 'Eine Ausnahme von {id} erlaubt es zurzeit.',
  'Another person is asked for with each paper.':
    'Bei jedem Beleg wird eine andere Person verlangt.',
  'It stands in the report of conflicts.': 'Es steht im Bericht der Konflikte.',
  'This is your own matter.': 'Das ist Ihre eigene Sache.',
  'Ask somebody else who may {duty}.': 'Bitte jemand anderen fragen, der das darf: {duty:told}.',
  'You did {told}, and another person must {duty}.':
    'Sie haben hier schon gehandelt ({told:told}); das muss eine andere Person tun: {duty:told}.',
  'You may also {who}, which must not be combined with “{duty}”.':
    'Sie dürfen auch {who:told}; das verträgt sich nicht mit „{duty:told}“.',
  'Have one of your roles ended, or an exception to {id} acknowledged by an owner.':
    'Bitte eine Ihrer Rollen beenden oder eine Ausnahme von {id} durch einen Inhaber ' +
    'verantworten lassen.',
  'There is no rule {id}.': 'Die Regel {id} gibt es nicht.',
  'The rules are {every}.': 'Es gibt die Regeln {every}.',
  'There is no exception to {id}.': 'Von {id} gibt es keine Ausnahme.',
  '{id} forbids nothing, it is only watched.': '{id} verbietet nichts, es wird nur beobachtet.',
  'No exception is needed.': 'Eine Ausnahme ist nicht nötig.',
  'Name a last day from today to {latest}; then it is judged anew.':
    'Bitte einen letzten Tag zwischen heute und dem {latest} nennen; dann wird neu geurteilt.',
  'Somebody else answers for your exceptions.': 'Ihre Ausnahmen verantwortet jemand anderes.',
  'Ask {who}.': 'Bitte fragen: {who:told}.',
  'There is no such person, or they have left.':
    'Diese Person gibt es nicht, oder sie ist ausgeschieden.',
  'Take one from the list.': 'Bitte aus der Liste wählen.',
  'There is such an exception already.': 'Eine solche Ausnahme gibt es schon.',
  'Let it end, or end it first.': 'Bitte ihr Ende abwarten oder sie erst beenden.',
  'There is no such exception, or it is ended.':
    'Diese Ausnahme gibt es nicht, oder sie ist beendet.',
  'The list shows those there are.': 'Die Liste zeigt, was es gibt.',
  'Nobody reviews an exception of their own.': 'Niemand prüft eine eigene Ausnahme.',
  'Ask somebody else.': 'Bitte jemand anderen fragen.',
  'Only somebody who sees everything, such as an auditor, reviews exceptions.':
    'Ausnahmen prüft nur, wer alles sieht, etwa ein Prüfer.',
  'There is no role “{role}”.': 'Die Rolle „{role}“ gibt es nicht.',
  'The list of roles shows those there are.': 'Die Liste der Rollen zeigt, welche es gibt.',
  'There is no company “{company}”.': 'Die Firma „{company}“ gibt es nicht.',
  'Correct its code.': 'Bitte den Code ändern.',
  '{until} is over.': 'Der {until} ist vorbei.',
  'Name a last day that is still to come.': 'Bitte einen letzten Tag nennen, der noch kommt.',
  'Nobody grants a role to themself.': 'Niemand erteilt sich selbst eine Rolle.',
  'Ask somebody else who grants roles.': 'Bitte jemand anderen fragen, der Rollen erteilt.',
  '{name} is {one} there already.': '{name} hat diese Rolle dort schon: {one:told}.',
  'Leave it as it is.': 'Es kann so bleiben.',
  'Only {granting} may end the role {role} there.':
    'Die Rolle {role:told} darf dort nur beenden: {granting:told}.',
  'Only {granting} may grant the role {role} there.':
    'Die Rolle {role:told} darf dort nur erteilen: {granting:told}.',
  'There is no such grant, or it is ended.': 'Diese Zuweisung gibt es nicht, oder sie ist beendet.',
  'The list of grants shows those there are.': 'Die Liste der Zuweisungen zeigt, welche es gibt.',
  'This is the last owner.': 'Das ist der letzte Inhaber.',
  'Make somebody else an owner first.': 'Bitte erst jemand anderen zum Inhaber machen.',
  'The password has {value} characters.': 'Das Passwort hat {value} Zeichen.',
  'Take {shortest} or more.': 'Nötig sind {shortest} oder mehr.',
  'The password has more than {longest} characters.':
    'Das Passwort hat mehr als {longest} Zeichen.',
  'Take a shorter one.': 'Bitte ein kürzeres nehmen.',
  ['This password is among the first that are guessed: common words, names, ' +
  'repetitions or rows of keys.']:
    'Dieses Passwort gehört zu denen, die zuerst geraten werden: gängige Wörter, Namen, ' +
    'Wiederholungen oder Tastenreihen.',
  'Take several words that have nothing to do with you or each other.':
    'Bitte mehrere Wörter nehmen, die nichts mit Ihnen oder miteinander zu tun haben.',
  'Codes of apps cannot be checked here now.':
    'Codes von Apps können hier zurzeit nicht geprüft werden.',
  'Use a recovery code, and tell whoever runs the server.':
    'Bitte einen Wiederherstellungscode nehmen und Bescheid geben, wer den Server betreibt.',
  'The code is wrong, too old, or was used before.':
    'Der Code ist falsch, zu alt oder schon benutzt.',
  'Wait for the next one and type it.': 'Bitte den nächsten abwarten und eingeben.',
  'You have an authenticator app already.': 'Sie haben schon eine Authenticator-App.',
  'Remove it first, or go on using it.': 'Bitte erst entfernen oder weiter benutzen.',
  'No authenticator app was begun.': 'Es wurde keine Authenticator-App begonnen.',
  'Ask for a secret first, and scan it.': 'Bitte erst ein Geheimnis anfordern und scannen.',
  'You have no session with this number.': 'Sie haben keine Sitzung mit dieser Nummer.',
  'The list of your sessions shows them.': 'Die Liste Ihrer Sitzungen zeigt sie.',
  'Give the person a name of 1 to 100 characters in one line.':
    'Bitte der Person einen Namen von 1 bis 100 Zeichen in einer Zeile geben.',
  'There is no such person here.': 'Diese Person gibt es hier nicht.',
  'The list of persons shows those there are.': 'Die Liste der Personen zeigt, welche es gibt.',
  'This person has no authenticator app.': 'Diese Person hat keine Authenticator-App.',
  'There is nothing to remove.': 'Es ist nichts zu entfernen.',
  'Somebody with the mail {mail} is here already.':
    'Jemand mit der Mailadresse {mail} ist schon hier.',
  'Send that person a new link instead, or give another mail.':
    'Bitte dieser Person einen neuen Link schicken oder eine andere Mailadresse angeben.',
  'The organization has people with roles already.':
    'In der Organisation haben schon Personen Rollen.',
  'Grant the role of an owner with "backstay role grant owner", or have an owner do it.':
    'Bitte die Rolle des Inhabers mit „backstay role grant owner“ erteilen oder einen ' +
    'Inhaber darum bitten.',
  '{what} acts as an owner.': '{what} handelt als Inhaber.',
  'Give the key a name of at most 100 characters, such as “till 2”.':
    'Bitte dem Schlüssel einen Namen von höchstens 100 Zeichen geben, etwa „Kasse 2“.',
  'The class of lines that it sees is a number from 0, public, to 6, secret.':
    'Die Klasse der Zeilen, die er sieht, ist eine Zahl von 0, öffentlich, bis 6, geheim.',
  'There is no scope “{unknown}”.': 'Den Umfang „{unknown}“ gibt es nicht.',
  'The scopes are {allScopes}.': 'Es gibt {allScopes}.',
  'Say what the key may do.': 'Bitte angeben, was der Schlüssel darf.',
  'There is no key with this number.': 'Einen Schlüssel mit dieser Nummer gibt es nicht.',
  'The list of keys shows those there are.': 'Die Liste der Schlüssel zeigt, welche es gibt.',
  'To {verb} this {name} takes the approval of {who}.':
    'Für „{name:told}: {verb:verb}“ braucht es die Freigabe von {who:told}.',
  'Ask for it.': 'Bitte darum bitten.',
  'It was asked for, and still waits for {others}.':
    'Darum wurde gebeten; es fehlt noch: {others:told}.',
  'It was refused.': 'Sie wurde abgelehnt.',
  'Change the paper, and ask again.': 'Bitte den Beleg ändern und noch einmal darum bitten.',
  'The time of the request is over.': 'Die Frist der Anfrage ist vorbei.',
  'Ask again.': 'Bitte noch einmal darum bitten.',
  'The paper was changed after it was asked for.': 'Der Beleg wurde nach der Anfrage geändert.',
  'What needs approval, or what an approver may do, was changed since.':
    'Seither wurde geändert, was freizugeben ist oder was ein Freigebender darf.',
  'The request no longer counts.': 'Die Anfrage zählt nicht mehr.',
  ['Together with another one for {party} within {daysApart} days it would need ' +
  'more approval than by itself.']:
    'Zusammen mit einem anderen für {party} innerhalb von {daysApart} Tagen bräuchte es ' +
    'mehr Freigabe als allein.',
  'Make sure that it is no part of a larger one.':
    'Bitte sicherstellen, dass es kein Teil von etwas Größerem ist.',
  ['Together with {parts} others for {party} within {daysApart} days it would need ' +
  'more approval than by itself.']:
    'Zusammen mit {parts} anderen für {party} innerhalb von {daysApart} Tagen bräuchte ' +
    'es mehr Freigabe als allein.',
  'There is no paper “{kind}”.': 'Den Beleg „{kind}“ gibt es nicht.',
  'There is: {papers}.': 'Es gibt: {papers:told}.',
  'It ends before it begins.': 'Das Ende liegt vor dem Anfang.',
  'Correct the amounts.': 'Bitte die Beträge ändern.',
  'Only roles that are held can be delegated, and {who} is not.':
    'Vertreten werden können nur Rollen, die jemand hat; nicht dabei: {who:told}.',
  'Both must be humans who have not left.':
    'Beide müssen Menschen sein, die nicht ausgeschieden sind.',
  'Take them from the list.': 'Bitte aus der Liste wählen.',
  'Nobody stands in for themself, or makes themself stand in.':
    'Niemand vertritt sich selbst oder macht sich selbst zum Vertreter.',
  'Name somebody else.': 'Bitte jemand anderen nennen.',
  'Only the person, or somebody who grants roles, may do this.':
    'Das darf nur die Person selbst oder wer Rollen erteilt.',
  'Ask one of them.': 'Bitte jemanden davon fragen.',
  'Name a first day and a last one after it, still to come, within twelve months.':
    'Bitte einen ersten Tag und einen letzten danach nennen, der noch kommt, innerhalb ' +
    'von zwölf Monaten.',
  'There is no such delegation, or it is ended.':
    'Diese Vertretung gibt es nicht, oder sie ist beendet.',
  'Besides who wrote it and who asks, nobody is there for the approval of {who}.':
    'Außer dem, der ihn schrieb, und dem, der fragt, ist niemand für die Freigabe da: {who:told}.',
  'Have the role granted to somebody, or what needs approval changed.':
    'Bitte die Rolle jemandem erteilen oder ändern lassen, was freizugeben ist.',
  'This request is {state} already.': 'Diese Anfrage ist schon „{state:told}“.',
  'There is no such request for approval.': 'Diese Anfrage gibt es nicht.',
  'Its approval was asked for already.': 'Um diese Freigabe wurde schon gebeten.',
  'Wait for it, or withdraw the request.': 'Bitte abwarten oder die Anfrage zurückziehen.',
  'Only who asked or who wrote the paper can withdraw the request.':
    'Die Anfrage kann nur zurückziehen, wer sie gestellt oder den Beleg geschrieben hat.',
  'It takes the approval of {who}, and yours is none of them.':
    'Nötig ist die Freigabe von {who:told}; Ihre gehört nicht dazu.',
  'Leave it to them.': 'Das ist deren Sache.',
  'It takes the approval of {who} beside those who approved already, and yours is none of them.':
    'Nötig ist neben den bisherigen Freigaben die von {who:told}; Ihre gehört nicht dazu.',
  'This request stands in the set twice.': 'Diese Anfrage steht zweimal in der Menge.',
  'Send it once.': 'Bitte nur einmal senden.',
  'The time of this request is over.': 'Die Frist dieser Anfrage ist vorbei.',
  'Let it be asked for again.': 'Bitte neu anfragen lassen.',
  'The paper is not the one that you saw.': 'Der Beleg ist nicht mehr der, den Sie gesehen haben.',
  'Look at it again, and decide then.': 'Bitte noch einmal ansehen und dann entscheiden.',
  'A program approves nothing.': 'Ein Programm gibt nichts frei.',
  'Let a human decide.': 'Bitte einen Menschen entscheiden lassen.',
  'You wrote it or asked for its approval.':
    'Sie haben ihn geschrieben oder um die Freigabe gebeten.',
  'Another person decides about it.': 'Darüber entscheidet eine andere Person.',
  'You decided about it already.': 'Sie haben darüber schon entschieden.',
  'It is for others now.': 'Jetzt sind andere dran.',
  'The log is full: what steps tell from here on is left out.':
    'Das Protokoll ist voll: Was die Schritte von hier an sagen, fehlt.',
  'The job is over: it is {state}.': 'Die Aufgabe ist vorbei: Sie ist „{state:told}“.',
  'Only one that is not over can be cancelled.':
    'Nur was nicht vorbei ist, kann abgebrochen werden.',
  'The job is {state}.': 'Die Aufgabe ist „{state:told}“.',
  'Only a parked one can be resumed.': 'Nur was angehalten ist, kann fortgesetzt werden.',
  'There is no job with this number.': 'Eine Aufgabe mit dieser Nummer gibt es nicht.',
  'The list of jobs shows those there are.': 'Die Liste der Aufgaben zeigt, welche es gibt.',
  'Mail and password do not fit together.': 'Mailadresse und Passwort passen nicht zusammen.',
  'Check both, or ask for a new password.': 'Bitte beide prüfen oder ein neues Passwort anfordern.',
  'This step is over, or was taken before.': 'Dieser Schritt ist vorbei oder wurde schon getan.',
  'Begin again with mail and password.': 'Bitte mit Mailadresse und Passwort neu beginnen.',
  'Your session has ended meanwhile.': 'Ihre Sitzung ist inzwischen zu Ende.',
  'This is not your present password.': 'Das ist nicht Ihr jetziges Passwort.',
  'Type it again, or ask for a new one by mail.':
    'Bitte noch einmal eingeben oder per Mail ein neues anfordern.',
  'Show a code of your authenticator app, or a recovery code.':
    'Bitte einen Code Ihrer Authenticator-App oder einen Wiederherstellungscode zeigen.',
  'Show your password.': 'Bitte Ihr Passwort eingeben.',
  'You have no authenticator app.': 'Sie haben keine Authenticator-App.',
  'Add one first.': 'Bitte erst eine hinzufügen.',
  'This link was used before, or its time is over.':
    'Dieser Link wurde schon benutzt, oder seine Zeit ist vorbei.',
  'Ask for a new one.': 'Bitte einen neuen anfordern.',
  'End the server and start it again: it tells a new one.':
    'Bitte den Server beenden und neu starten: Er nennt einen neuen.',
  'Today, {today}, is to lie in the first year, which begins with a first of a month.':
    'Der heutige Tag, der {today}, muss im ersten Jahr liegen, und das beginnt mit einem ' +
    'Monatsersten.',
  'Choose another one.': 'Bitte etwas anderes wählen.',
  'One person alone does what two should.': 'Eine Person allein tut, was zwei tun sollten.',
  'Read what that means, and confirm that you answer for it: {id}.':
    'Bitte lesen, was das heißt, und bestätigen, dass Sie dafür einstehen: {id}.',
  'Under “{once}” another job was asked for.': 'Unter „{once}“ wurde eine andere Aufgabe verlangt.',
  'Ask under a new word.': 'Bitte unter einem neuen Wort verlangen.',
  '{rule}: {name} combines {duties}.': '{rule}: {name} hat {duties:told} in einer Hand.',
  '{acknowledgedBy} answers for it until {until}, and its review is due.':
    '{acknowledgedBy} steht bis zum {until} dafür ein, und die Prüfung ist fällig.',
  '{acknowledgedBy} answers for it until {until}.':
    '{acknowledgedBy} steht bis zum {until} dafür ein.',
  'There is no task “{name}”.': 'Die Aufgabe „{name}“ gibt es nicht.',
  'The {name} is one company’s.': 'Das gehört zu einer Firma: {name:told}.',
  'Say for which one, by its code.': 'Bitte angeben, für welche, mit ihrem Code.',
  'They are kept for thirty days at least.': 'Sie werden mindestens dreißig Tage aufbewahrt.',
  '“{word}” is no rhythm.': '„{word}“ ist kein Rhythmus.',
  'It is one of: {rhythmWords}.': 'Möglich sind: {rhythmWords:told}.',
  '“{written}” is no time of the day.': '„{written}“ ist keine Uhrzeit.',
  'Write it as 02:10.': 'Schreibweise: 02:10.',
  'What is due every day has no day of its own.':
    'Was jeden Tag fällig ist, hat keinen eigenen Tag.',
  'Say on which day of the {every}, from 1 to {most}.':
    'Bitte angeben, an welchem Tag ({every:told}), von 1 bis {most}.',
  'Take its code from the list of companies.': 'Bitte ihren Code aus der Liste der Firmen nehmen.',
  'There is no task “{task}” of the whole organization in the timetable.':
    'Die Aufgabe „{task:told}“ der ganzen Organisation steht nicht im Zeitplan.',
  'Take one from its list.': 'Bitte eine aus seiner Liste nehmen.',
  'There is no task “{task}” of {company} in the timetable.':
    'Die Aufgabe „{task:told}“ von {company} steht nicht im Zeitplan.',
  'This version of the program has no task “{task}”.':
    'In dieser Fassung des Programms gibt es die Aufgabe „{task:told}“ nicht.',
  'Take it out.': 'Bitte herausnehmen.',
  'More than {mostViews} views would be kept here.':
    'Mehr als {mostViews} Ansichten würden hier aufbewahrt.',
  'Throw some away first.': 'Bitte erst einige verwerfen.',
  'There is no such view.': 'Diese Ansicht gibt es nicht.',
  'It may have been thrown away meanwhile: read the list again.':
    'Vielleicht wurde sie inzwischen verworfen: bitte die Liste neu laden.',
  'It failed {mostAttempts} times without getting further, by a fault of ours.':
    'Das ist {mostAttempts}-mal gescheitert, ohne weiterzukommen, durch einen Fehler von uns.',
  'Tell whoever runs the server the number of the job: the reason is in the server’s log.':
    'Bitte dem, der den Server betreibt, die Nummer der Aufgabe nennen: Der Grund steht ' +
    'im Protokoll des Servers.',
  'When it is mended, resume the job; or cancel it.':
    'Wenn es behoben ist, bitte fortsetzen; oder abbrechen.',
  'It acts in the name of {name}, who has left.':
    'Das handelt im Namen von {name}, und diese Person ist ausgeschieden.',
  'Cancel it, and ask for it in the name of somebody who is there; what was done stays.':
    'Bitte abbrechen und im Namen von jemandem verlangen, der da ist; was getan ist, bleibt.',
  'The database was not available.': 'Die Datenbank war nicht erreichbar.',
  'It is tried again in {seconds} s.': 'In {seconds} s wird es noch einmal versucht.',
  'A step failed by a fault of ours.': 'Ein Schritt scheiterte durch einen Fehler von uns.',
  'There is no exception.': 'Es gibt keine Ausnahme.',
}
