/** The words of the door, the account and the inbox in German. */
import type { enHouse } from '#web/words/en-house.ts'

export const deHouse: Readonly<Record<keyof typeof enHouse, string>> = {
  'door.title': 'Anmelden',
  'door.forgot': 'Passwort vergessen?',
  'door.forgotTitle': 'Ein neues Passwort',
  'door.forgotText':
    'Schreiben Sie Ihre Mailadresse. Wenn sie hier bekannt ist, kommt ein Link, mit dem Sie ' +
    'ein neues Passwort setzen; er gilt eine Stunde.',
  'door.send': 'Link schicken',
  'door.sent':
    'Wenn diese Adresse hier bekannt ist, ist der Link unterwegs. Sehen Sie in Ihre Mails.',
  'door.back': 'Zurück zur Anmeldung',
  'door.newPassword': 'Neues Passwort',
  'door.newPasswordHelp':
    '12 Zeichen oder mehr, beliebige. Ein paar Wörter, die nichts miteinander zu tun haben, ' +
    'sind gut.',
  'door.invitationTitle': 'Willkommen. Wählen Sie ein Passwort.',
  'door.resetTitle': 'Wählen Sie ein neues Passwort',
  'door.setPassword': 'Passwort setzen',
  'door.isSet': 'Das Passwort ist gesetzt. Melden Sie sich bei {organization} als {email} an.',
  'door.noToken':
    'Dieser Adresse fehlt, was im Link hinter dem # steht. Öffnen Sie den Link aus der Mail ' +
    'selbst.',
  'door.noRole':
    'Sie sind angemeldet, haben aber noch keine Rolle; darum gibt es nichts zu zeigen. ' +
    'Fragen Sie, wer in Ihrer Organisation Rollen vergibt.',
  'again.confirmTitle': 'Zeigen Sie noch einmal, wer Sie sind',
  'again.confirm': 'Weiter',
  'again.cancel': 'Abbrechen',
  'again.noPassword':
    'Sie sind mit dem Link des Terminals gekommen; dazu gehört kein Passwort. Mit dem Link ' +
    'des nächsten Starts geht es zehn Minuten lang.',
  'again.sessionTitle': 'Ihre Sitzung ist zu Ende',
  'again.sessionText':
    'Melden Sie sich wieder an, um weiterzumachen. Was Sie geschrieben haben, ist noch da.',
  'again.leave': 'Diese Seite verlassen',
  'again.welcomeOver':
    'Diese Sitzung kam vom Link des Terminals. Starten Sie den Server neu; er nennt einen ' +
    'neuen Link.',
  'welcome.title': 'Willkommen bei Backstay',
  'welcome.text':
    'Die Verwaltung eines Unternehmens als ein Programm. Nichts davon erfährt jemand ' +
    'anderes: Es läuft auf diesem Rechner.',
  'welcome.example': 'Das Beispielunternehmen ansehen',
  'welcome.exampleText':
    'Sieben Monate eines Geschenkeladens: 17.315 Belege zum Ansehen und Ausprobieren. Sie ' +
    'sind Ada Morgan, die Rechnungen schreibt, die Bücher führt und sich um die Steuern ' +
    'kümmert.',
  'welcome.own': 'Das eigene Unternehmen anlegen',
  'welcome.ownText':
    'Von einem Formular zur ersten Rechnung in wenigen Minuten. Es bleibt vom Beispiel ' +
    'getrennt.',
  'welcome.opening': 'Wir öffnen …',
  'welcome.over': 'Dieser Link lässt einmal ein',
  'own.title': 'Das eigene Unternehmen',
  'own.organization': 'Organisation',
  'own.organizationHelp': 'Was Ihre Unternehmen zusammenhält; oft derselbe Name.',
  'own.company': 'Unternehmen',
  'own.country': 'Land',
  'own.currency': 'Währung',
  'own.currencyHelp': 'In der die Bücher geführt werden. Sie bleibt.',
  'own.yearStarts': 'Das erste Geschäftsjahr beginnt am',
  'own.yearHelp': 'Der Erste eines Monats. Heute liegt in diesem Jahr.',
  'own.you': 'Sie',
  'own.name': 'Ihr Name',
  'own.alone': 'Was Sie allein tun',
  'own.aloneText':
    'In einem Unternehmen mit einer Person tut eine, was zwei tun sollten. Jede dieser ' +
    'Regeln bekommt für ein Jahr eine Ausnahme auf Ihren Namen; sie steht im Bericht der ' +
    'Konflikte, bis jemand anderes einen Teil übernimmt.',
  'own.rules': '{count} Regeln, die für zwei gemacht sind',
  'own.answer': 'Ich habe das gelesen und stehe dafür ein',
  'own.review': 'Wer stattdessen darauf sieht, und wie oft',
  'own.reviewProposal': 'Mein Steuerberater sieht einmal im Jahr in die Bücher.',
  'own.taxed': 'Steuerkennzeichen dieses Landes sind dabei.',
  'own.untaxed':
    'Für dieses Land bringt das Programm noch keine Steuersätze mit. Sie beginnen mit einem ' +
    'Kennzeichen für das, was keiner Steuer unterliegt, und legen Ihre unter „Steuerkennzeichen“ ' +
    'an.',
  'own.start': 'Unternehmen anlegen',
  'own.notAllowed':
    'Eine Organisation beginnt nur, wer mit dem Link kommt, den der Server beim Start nennt. ' +
    'Starten Sie den Server neu und öffnen Sie den neuen Link.',
  'steps.title': 'Erste Schritte',
  'steps.text': 'Drei Schritte, und die erste Rechnung ist geschrieben.',
  'steps.customer': 'Einen Kunden anlegen',
  'steps.item': 'Einen Artikel anlegen',
  'steps.invoice': 'Eine Rechnung schreiben und ausstellen',
  'steps.done': 'erledigt',
  'steps.next': 'als Nächstes',
  'steps.import': 'Oder Listen mitbringen: Kunden, Artikel, Rechnungen importieren',
  'steps.desk': 'Zu meinem Platz',
  'steps.ready': '{company} führt ab heute Bücher.',
  'door.show': 'Zeigen, was geschrieben ist',
  'account.title': 'Ihr Konto',
  'account.of': '{name} · {email} · {organization}',
  'account.look': 'Aussehen',
  'account.language': 'Sprache',
  'account.scheme': 'Hell oder dunkel',
  'account.light': 'Hell',
  'account.dark': 'Dunkel',
  'account.system': 'Wie das System',
  'account.contrast': 'Kontrast',
  'account.contrastMore': 'Hoch',
  'account.density': 'Dichte',
  'account.compact': 'Kompakt',
  'account.comfortable': 'Bequem',
  'account.password': 'Passwort',
  'account.passwordText': 'Ihre anderen Sitzungen enden, wenn Sie es ändern.',
  'account.current': 'Jetziges Passwort',
  'account.change': 'Passwort ändern',
  'account.changed': 'Das Passwort ist geändert. Ihre anderen Sitzungen sind zu Ende.',
  'account.guest':
    'Sie sind mit dem Link des Terminals gekommen. Diese Person hat kein Passwort und ' +
    'braucht keines.',
  'account.app': 'Authenticator-App',
  'account.appOff':
    'Ein zweiter Beweis neben dem Passwort: ein Code, den eine App auf Ihrem Telefon zeigt. ' +
    'Er hält andere draußen, selbst wenn sie Ihr Passwort kennen.',
  'account.appOn':
    'Zum Anmelden gehört ein Code Ihrer App. {count, plural, one {# Wiederherstellungscode ' +
    'ist übrig.} other {# Wiederherstellungscodes sind übrig.}}',
  'account.appAdd': 'App hinzufügen',
  'account.appRemove': 'App entfernen',
  'account.appRemoved': 'Die App und die Wiederherstellungscodes sind entfernt.',
  'account.scan':
    'Scannen Sie dies mit Ihrer App oder tippen Sie das Geheimnis ein. Schreiben Sie dann ' +
    'den Code, den sie zeigt.',
  'account.qr': 'Bild zum Scannen mit einer Authenticator-App',
  'account.secret': 'Geheimnis zum Eintippen',
  'account.appCode': 'Code der App',
  'account.appConfirm': 'App bestätigen',
  'account.codesNew': 'Neue Wiederherstellungscodes',
  'account.codesTitle': 'Ihre Wiederherstellungscodes',
  'account.codesText':
    'Jeder lässt Sie einmal hinein, wenn Sie die App verlieren. Sie werden nur jetzt ' +
    'gezeigt: Drucken Sie sie, oder legen Sie sie zu Ihren Passwörtern. Ältere gelten nicht ' +
    'mehr.',
  'account.copy': 'Kopieren',
  'account.kept': 'Ich habe sie verwahrt',
  'account.sessions': 'Sitzungen',
  'account.sessionsText':
    'Wo Sie angemeldet sind. Eine Sitzung endet nach 12 Stunden ohne Gebrauch, und nach 14 ' +
    'Tagen auf jeden Fall.',
  'account.thisOne': 'diese hier',
  'account.used': 'Zuletzt benutzt',
  'account.since': 'Seit',
  'account.from': 'Von',
  'account.end': 'Beenden',
  'account.endOne': 'Beenden: Sitzung von {when}',
  'account.endOthers': 'Alle anderen beenden',
  'account.ended':
    '{count, plural, one {# Sitzung ist zu Ende.} other {# Sitzungen sind zu Ende.}}',
  'account.zone': 'Zeitzone',
  'account.zoneDevice': 'Wie dieses Gerät: {zone}',
  'account.news': 'Neues per Mail',
  'account.newsText':
    'Neues steht in jedem Fall in Ihrem Eingang. Per Mail kommt ein Brief mit allem, was ' +
    'ansteht, ohne das, was Sie bis dahin gelesen haben.',
  'account.news.mention': 'Jemand nennt mich',
  'account.news.question': 'Jemand fragt zu dem, was ich freigegeben haben will',
  'account.news.task': 'Jemand gibt mir eine Aufgabe',
  'account.news.request': 'Etwas wartet auf meine Freigabe',
  'account.news.overdue': 'Etwas wartet länger auf meine Freigabe, als es darf',
  'account.news.decision': 'Worum ich gebeten habe, ist freigegeben oder abgelehnt',
  'account.news.work': 'Was ich dem Server aufgetragen habe, ist zu Ende',
  'account.news.comment': 'Kommentare zu dem, was ich schrieb, kommentierte oder verfolge',
  'account.wish.at once': 'sofort',
  'account.wish.hourly': 'einmal in der Stunde',
  'account.wish.daily': 'einmal am Tag, um 7:00',
  'account.wish.never': 'nie',
  'inbox.title': 'Eingang',
  'inbox.empty': 'Nichts wartet auf Sie',
  'inbox.emptyText':
    'Was Ihre Freigabe braucht, erscheint hier; welche Belege das sind, sagen die ' +
    'Freigaberegeln.',
  'inbox.ask': 'Fragen',
  'inbox.approve': 'Freigeben',
  'inbox.approveMany': '{count, plural, one {1 freigeben} other {# freigeben}}',
  'inbox.reject': 'Ablehnen',
  'inbox.rejectMany': '{count, plural, one {1 ablehnen} other {# ablehnen}}',
  'inbox.wants': '{kind} {verb}',
  'inbox.askedBy': 'Gefragt von {name}',
  'inbox.madeBy': 'Geschrieben von {name}',
  'inbox.until': 'Gilt bis {day}',
  'inbox.late': 'seit {days, plural, =0 {heute} one {# Tag} other {# Tagen}}',
  'inbox.policy': 'Warum gefragt wird',
  'inbox.step': '{persons, plural, one {Noch eine Freigabe} other {Noch # Freigaben}} von: {roles}',
  'inbox.inPlace': 'Sie entscheiden an der Stelle von {name}',
  'inbox.before': 'Bisher',
  'inbox.beforeNone': 'Noch hat niemand entschieden.',
  'inbox.approved': '{name} hat freigegeben',
  'inbox.rejected': '{name} hat abgelehnt',
  'inbox.approvedFor': '{name} hat für {other} freigegeben',
  'inbox.paper': 'Worum es geht',
  'inbox.openPaper': 'Beleg öffnen',
  'inbox.look': 'Darauf achten',
  'inbox.lines': '{count, plural, one {# Zeile} other {# Zeilen}}',
  'inbox.changed': 'Was sich änderte',
  'inbox.select': '{what} auswählen',
  'inbox.why': 'Warum',
  'inbox.whyHelp': 'Wer gefragt hat, liest das.',
  'inbox.question': 'Ihre Frage',
  'inbox.questionHelp': 'Sie steht als Kommentar beim Beleg; die Anfrage bleibt offen.',
  'inbox.asked': 'Die Frage steht beim Beleg.',
  'inbox.done': '{count, plural, one {1 freigegeben} other {# freigegeben}}',
  'inbox.gone': '{count, plural, one {1 abgelehnt} other {# abgelehnt}}',
  'inbox.back': 'Zurück zur Liste',
  'inbox.away': 'Abwesend',
  'inbox.awayText':
    'Jemand gibt einige Tage lang an Ihrer Stelle frei, sonst nichts. Beide Namen stehen im ' +
    'Protokoll.',
  'inbox.awayTo': 'Wer vertritt',
  'inbox.awayFrom': 'Von',
  'inbox.awayUntil': 'Bis einschließlich',
  'inbox.awayRoles': 'Als',
  'inbox.awayReason': 'Grund',
  'inbox.awayStart': 'Vertretung einrichten',
  'inbox.awayIs': '{to} vertritt {from} vom {first} bis {last} als {roles}',
  'inbox.awayEnd': 'Beenden',
  'inbox.waiting': '{count, plural, one {# wartet auf Sie} other {# warten auf Sie}}',
  'inbox.tabs': 'Was der Eingang zeigt',
  'inbox.tab.requests': 'Freigaben',
  'inbox.tab.news': 'Für mich',
  'inbox.unread': '{count, plural, one {# ungelesen} other {# ungelesen}}',
  'inbox.isUnread': 'Ungelesen',
  'inbox.newsEmpty': 'Nichts Neues für Sie',
  'inbox.newsEmptyText':
    'Hier steht, was andere Ihnen sagen: wer Sie in einem Kommentar nennt, zu Ihren Belegen ' +
    'fragt oder über sie entscheidet.',
  'inbox.newsKeys':
    'j k bewegen · Enter öffnen · u gelesen oder ungelesen · Umschalt A alles gelesen',
  'inbox.allRead': 'Alles gelesen',
  'inbox.markRead': 'Als gelesen markieren',
  'inbox.markUnread': 'Als ungelesen markieren',
  'inbox.older': 'Ältere',
  'inbox.hidden': 'Etwas, das Sie nicht lesen dürfen',
  'inbox.news.mention': '{name} hat Sie genannt',
  'inbox.news.question': '{name} fragt',
  'inbox.news.comment': '{name} schreibt',
  'inbox.news.task': '{name} hat Ihnen eine Aufgabe gegeben',
  'inbox.news.approved': '{name} hat es freigegeben',
  'inbox.news.rejected': '{name} hat es abgelehnt',
  'inbox.news.overdue': 'Wartet noch auf Freigabe, länger als es darf',
  'inbox.news.work': 'Es ist zu Ende',
  'inbox.news.workDone': 'Es ist erledigt',
  'inbox.news.workPartly': 'Es ist erledigt; manches wurde abgelehnt',
  'inbox.news.workStopped': 'Es steht still',
  'inbox.news.withdrawn': 'Der Kommentar wurde zurückgezogen.',
  'inbox.news.done': 'Erledigt',
  'inbox.tasks': 'Zu tun',
  'desk.tasks': '{count, plural, one {# Aufgabe} other {# Aufgaben}} für Sie',
  'paper.tasks': 'Aufgaben',
  'paper.task.add': '+ Aufgabe',
  'paper.task.text': 'Was zu tun ist',
  'paper.task.who': 'Wer es tut',
  'paper.task.dueOn': 'Bis',
  'paper.task.dueHelp': 'Ein Tag, t für heute, +3; leer, wenn es Zeit hat',
  'paper.task.until': 'bis {day}',
  'paper.task.give': 'Aufgabe geben',
  'paper.task.leave': 'Verwerfen',
  'paper.happened.task': 'hat {who} eine Aufgabe gegeben',
  'paper.happened.taskDone': 'hat eine Aufgabe erledigt',
  'paper.happened.taskAgain': 'hat eine Aufgabe wieder aufgenommen',
  'paper.follow': 'Folgen',
  'paper.following': 'Gefolgt',
  'paper.followHelp': 'Wer folgt, hört von jedem Kommentar',
  'changes.title': 'Was neu ist',
  'changes.asBefore': 'Wie vorher:',
  'changes.new': 'Es gibt etwas Neues',
}
