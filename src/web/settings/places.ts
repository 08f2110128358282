/** Countries, and the currency in which most companies of one keep their books. */

const codes =
  'AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY ' +
  'BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ ' +
  'FM FO FR GA GB GD GE GG GH GI GL GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IM IN IQ IR ' +
  'IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC ' +
  'MD ME MG MH MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG ' +
  'PH PK PL PR PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY ' +
  'SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW'

const eurozone = 'AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK'

const currencies: Readonly<Record<string, string>> = {
  AU: 'AUD',
  CA: 'CAD',
  CH: 'CHF',
  CN: 'CNY',
  CZ: 'CZK',
  DK: 'DKK',
  GB: 'GBP',
  GG: 'GBP',
  HU: 'HUF',
  IM: 'GBP',
  IN: 'INR',
  JE: 'GBP',
  JP: 'JPY',
  LI: 'CHF',
  NO: 'NOK',
  NZ: 'NZD',
  PL: 'PLN',
  RO: 'RON',
  SE: 'SEK',
  SG: 'SGD',
  TR: 'TRY',
  US: 'USD',
  ZA: 'ZAR',
}

export interface Choice {
  readonly value: string
  readonly label: string
}

/** The countries of ISO 3166 by their names in a language. */
export function countries(language: string): Choice[] {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  return byLabel(language, codes.split(' '), (code) => names.of(code) ?? code)
}

/** The currencies that the browser knows, by code and name; the server says which are current. */
export function currencyChoices(language: string): Choice[] {
  const names = new Intl.DisplayNames([language], { type: 'currency' })
  const known = Intl.supportedValuesOf('currency')
  return known.map((code) => ({ value: code, label: `${code}  ${names.of(code) ?? ''}` }))
}

/** The currency that is usual in a country; null where this list says nothing. */
export function usualCurrency(country: string): string | null {
  return eurozone.split(' ').includes(country) ? 'EUR' : (currencies[country] ?? null)
}

/** The country that a browser's language names: "en-GB" is of GB. */
export function usualCountry(language: string): string | null {
  const region = new Intl.Locale(language).region ?? ''
  return codes.split(' ').includes(region) ? region : null
}

function byLabel(
  language: string,
  values: readonly string[],
  labelOf: (value: string) => string,
): Choice[] {
  const collator = new Intl.Collator(language)
  return values
    .map((value) => ({ value, label: labelOf(value) }))
    .toSorted((one, other) => collator.compare(one.label, other.label))
}
