/** What changed on the screens, the newest first; each change is told in each language. */

/** A text as it is told to whom. */
type Told = Readonly<Record<'en' | 'de', string>>

/** A change that somebody notices who knew the screens before. */
export interface Change {
  /** Counts up; never given twice. */
  readonly number: number
  /** Since which day it is so. */
  readonly on: string
  /** On which screens. */
  readonly where: Told
  readonly what: Told
  /** How one has it as it was; null where there is nothing to have back. */
  readonly asBefore: Told | null
}

export const changes: readonly Change[] = [
  {
    number: 5,
    on: '2026-11-23',
    where: { en: 'Settings, Prints', de: 'Einstellungen, Vordrucke' },
    what: {
      en:
        'How papers look in print is written there, beside a real one: letterhead, logo, ' +
        'texts, columns, own fields, footer.',
      de:
        'Wie Belege gedruckt aussehen, wird dort neben einem echten geschrieben: Briefkopf, ' +
        'Logo, Texte, Spalten, eigene Felder, Fuß.',
    },
    asBefore: {
      en: 'Where nothing is written, papers are printed as before.',
      de: 'Wo nichts geschrieben ist, werden Belege gedruckt wie bisher.',
    },
  },
  {
    number: 4,
    on: '2026-11-23',
    where: { en: 'Settings, Webhooks', de: 'Einstellungen, Webhooks' },
    what: {
      en: 'Other programs are told of steps of papers as they are done.',
      de: 'Andere Programme erfahren von Schritten der Belege, sobald sie getan sind.',
    },
    asBefore: null,
  },
  {
    number: 3,
    on: '2026-11-22',
    where: { en: 'Lists', de: 'Listen' },
    what: {
      en:
        'A step with more than 500 papers is done by the server. You may close the browser; you ' +
        'are told when it is over.',
      de:
        'Einen Schritt mit mehr als 500 Belegen erledigt der Server. Sie dürfen den Browser ' +
        'schließen und erfahren, wenn es zu Ende ist.',
    },
    asBefore: {
      en: 'Up to 500 papers are done while you wait, as before: select fewer.',
      de: 'Bis zu 500 Belege werden wie bisher sofort erledigt: weniger auswählen.',
    },
  },
  {
    number: 2,
    on: '2026-11-22',
    where: { en: 'Import', de: 'Importieren' },
    what: {
      en: 'Templates have the titles of their columns in your language, as CSV or Excel workbook.',
      de: 'Vorlagen haben ihre Spaltentitel in Ihrer Sprache, als CSV oder Excel-Mappe.',
    },
    asBefore: {
      en: 'Files with the old titles, such as “dueOn”, are read as before.',
      de: 'Dateien mit den alten Titeln, etwa „dueOn“, werden gelesen wie bisher.',
    },
  },
  {
    number: 1,
    on: '2026-11-22',
    where: { en: 'All screens', de: 'Alle Seiten' },
    what: {
      en:
        'This is the first version. What changes on the screens or on the keys is told here from ' +
        'now on, and how you have it as it was.',
      de:
        'Das ist die erste Version. Was sich auf den Seiten oder an den Tasten ändert, steht von ' +
        'nun an hier, und auch, wie Sie es wieder wie vorher haben.',
    },
    asBefore: {
      en: 'Each key can be chosen anew under “Your account”.',
      de: 'Jede Taste lässt sich unter „Ihr Konto“ neu wählen.',
    },
  },
]
