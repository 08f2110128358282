/**
 * Texts that have broken other programs: SQL, templates, scripts, formulas, paths, headers, marks
 * of direction, letters in two spellings. What is a text is kept as it is; the rest is refused.
 */

/** Texts that are kept to the letter. */
export const keptTexts: readonly string[] = [
  "'; drop table paper.comment; --",
  "' or '1'='1",
  '$$; select pg_sleep(10) $$',
  '\\x41 \\u0041 \\N {NULL,"a","b"} {}',
  'null',
  '{{7*7}} ${7*7} <%= 7*7 %> #{7*7}',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '=cmd|calc!A0',
  '@SUM(1+1)*cmd',
  '../../etc/passwd',
  '%00%2e%2e%2f',
  '*)(uid=*))(|(uid=*',
  'http://169.254.169.254/latest/meta-data',
  '__proto__',
  'constructor',
  'line one\nline two\r\n\tline three',
  'e\u0301 and \u00e9',
  'עברית and العربية',
  '\u202eturned',
  'zero\u200bwidth',
  '💥👩\u200d👩\u200d👧',
  '東京',
  'ﷺ',
  '\u{10400}',
  '9'.repeat(60),
  'x'.repeat(5000),
]

/** What is no text: the database could not keep it, or nobody could see it. */
export const refusedTexts: readonly string[] = [
  '',
  'a\u0000b',
  '\ud800',
  'a\udc00b',
  'bell\u0007',
  'x'.repeat(5001),
]
