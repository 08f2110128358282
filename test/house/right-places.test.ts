/** 17 errors that help: every rule has a place where it is set right, or is known to need none. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { all } from '#departments/all.ts'
import { addressName } from '#kit/spelling.ts'
import { allScopes } from '#server/access/scopes.ts'
import { settingsSeen } from '#server/access/settings-seen.ts'
import { rightPlaceOf, rulesWithPlace } from '#web/shell/right-places.ts'
import { rulesInSource } from './rules-in-source.ts'

const root = `${import.meta.dirname}/../..`

/** Rules whose sentence alone says what to do, by why there is nowhere to go. */
const withoutPlace: Readonly<Record<string, string>> = {
  'The sentence names what is meant (base).':
    'currency-not-yet currency-withdrawn currency-without-minor-units',
  'It is set right on the paper itself (departments/finance).':
    'amount-form before-invoice differences-missing figure-too-large invoice-other ' +
    'invoice-row-unknown item-not-open item-of-another more-than-billed more-than-delivered ' +
    'more-than-left more-than-open nothing-to-settle number-in-books quantity-digits ' +
    'relief-too-early relief-too-late relief-unknown row-other tax-on-bad-debt ' +
    'total-below-zero worth-form worth-missing',
  'It is set right on the paper or row itself (kit).':
    'code-form code-taken code-twice commodity-other day-form field-choice field-form ' +
    'field-missing field-name field-room field-type field-unknown four-eyes need no-way-back ' +
    'number-given number-taken paper-frozen paper-twice paper-unknown row-unknown ' +
    'stands-on-other state-other stood-upon transition-unknown version-other',
  'It is set right in the file or its mapping, which is shown (kit/derive).':
    'cell-unread head-differs key-missing key-repeated mapping-column mapping-field',
  'It is set right in the entry itself (ledger).':
    'actor-missing adjustment-period amount-missing batch-too-long closing-period ' +
    'commodity-not-allowed company-other dimension entry-unknown expiry-not-allowed ' +
    'goods-not-allowed item-missing journal-unknown key-malformed key-reused key-twice-in-set ' +
    'kind-unknown layer-not-allowed layer-overdrawn more-than-pending no-lines not-pending ' +
    'not-reversible nothing-left on-hand party-missing party-not-allowed ' +
    'pending-entry-expired pending-entry-missing pending-entry-not-allowed ' +
    'pending-entry-not-expired pending-line-grows pending-line-unknown place-without-money ' +
    'reason-missing reason-too-long reserved reversal-differs reversed-already ' +
    'reversed-entry-missing reversed-twice-in-set source-too-long subject-malformed ' +
    'subject-missing subject-not-allowed sum-too-large unbalanced-currency unbalanced-item ' +
    'unbalanced-worth unit-in-other-place unit-malformed unit-missing value-without-goods ' +
    'void-moves-nothing worth-differs worth-left',
  'It is set right in the parameters of the report, which are shown (ledger/reports).':
    'comparison-unclear days-and-period parameter-malformed span-backwards',
  'It is set right in the question, which is shown (lists).':
    'cursor-other filter-unknown page-large search-empty search-long sort-many',
  'It is set right where it is said or attached (records).':
    'attachment-unknown comment-other comment-unknown comment-withdrawn file-empty file-name ' +
    'mention-unknown mentions-many task-other',
  'It is set right in the form that is open, by somebody else, or not at all (server/access).':
    'approver-maker approver-program band-crossed code-wrong content-other decided-already ' +
    'delegation-days delegation-to-oneself delegation-unknown example-at-work example-last ' +
    'example-name example-not exception-needless exception-never exception-own ' +
    'exception-unknown exception-until grant-to-oneself grant-unknown key-class key-file ' +
    'key-file-differs key-name link-invalid mail-address owner-last owner-there ' +
    'password-guessable password-long password-short password-wrong person-exists person-name ' +
    'proof-missing request-closed request-expired request-twice request-unknown review-own ' +
    'role-held role-unknown rule-unknown scope-unknown second-factor-exists ' +
    'second-factor-missing second-factor-unavailable session-over session-unknown ' +
    'handing-decided handing-maker handing-not-yours handing-person handing-self ' +
    'sign-in-refused time-zone-unknown until-past verb-unknown view-unknown views-many ' +
    'withdrawal-not-allowed',
  'It is set right in the question or in the periods, which are shown (server).':
    'coordinate-malformed coordinate-missing coordinate-unknown exceptions-unread ' +
    'figure-unknown house-proxy house-url journal-missing parameter-missing ' +
    'parameter-not-found parameter-unknown period-close-in-order period-reopen-newest-first ' +
    'period-state-already period-state-unknown report-unknown ' +
    'too-long-for-print year-exists year-length year-overlaps year-without-today',
  'It is set right in the file, outside (server/files).':
    'broken-quote cell-error cells-merged day-unsure file-broken file-encoding file-encrypted ' +
    'file-format file-too-large formula-without-result row-width sheet-unknown table-empty',
  'A program asked wrongly, or it is a fault (server/http).':
    'address-unknown approval-by-key body-cut-off body-too-large commodity-exists ' +
    'company-exists confirmation-missing cross-site defect key-invalid keys-differ ' +
    'limits-crossed list-too-long list-unknown method-not-allowed name-twice not-a-file ' +
    'not-json own-leaving place-unusable port-taken print-unseen request-malformed scale-differs ' +
    'scale-missing session-missing text-torn too-busy too-deep too-many-attempts ' +
    'too-many-digits unavailable welcome-missing',
  'It is set right in the jobs or the timetable, which are shown (server/jobs).':
    'job-not-parked job-over job-parked job-unknown once-reused rhythm-unknown task-gone ' +
    'task-unknown task-without-company time-form',
  'It is set right in the form, or by who runs the server (server/egress, server/webhooks).':
    'egress-setting step-unknown target-form target-https target-login target-port ' +
    'target-private webhook-secret',
  'It is set right by another choice in the list (server/bulk).': 'bulk-many bulk-none',
  'It is set right in the import, which is shown (server/transfer).':
    'draft-posted draft-unknown drafts-refused file-imported import-busy import-state ' +
    'import-unknown kind-ledgers mapping-unknown print-empty print-large row-stays',
}

test('17 errors that help: each rule has a place or needs none, and none is forgotten', () => {
  const found = [...rulesInSource(root).keys()]
  const none = Object.values(withoutPlace).flatMap((words) => words.split(' '))
  const known = new Set([...rulesWithPlace, ...none])
  assert.deepEqual(
    found.filter((rule) => !known.has(rule)),
    [],
    'Say where they are set right in src/web/shell/right-places.ts, or here that it needs none.',
  )
  const there = new Set(found)
  assert.deepEqual(
    [...known].filter((rule) => !there.has(rule)),
    [],
    'These are no more.',
  )
  assert.ok(found.length > 250, `${found.length} rules`)
})

test('17 errors that help: each place is there', () => {
  const lists = new Set(all.all.map(({ plural }) => addressName(plural)))
  const parts = new Set(settingsSeen(new Set(allScopes), true))
  for (const rule of rulesWithPlace) {
    const place = rightPlaceOf(rule)
    if (place?.kind === 'list') assert.ok(lists.has(place.list), `${rule}: ${place.list}`)
    if (place?.kind === 'part') assert.ok(parts.has(place.part), `${rule}: ${place.part}`)
  }
  assert.deepEqual(settingsSeen(new Set(['access:read', 'accounts:read']), false), [
    'companies',
    'periods',
  ])
})

test('17 errors that help: a rule leads to where it is set right', () => {
  assert.deepEqual(rightPlaceOf('period-locked'), { kind: 'part', part: 'periods' })
  assert.deepEqual(rightPlaceOf('role-missing'), { kind: 'part', part: 'roles' })
  assert.deepEqual(rightPlaceOf('exchange-rate-missing'), { kind: 'list', list: 'exchange-rates' })
  assert.deepEqual(rightPlaceOf('link-unknown'), { kind: 'link' })
  assert.equal(rightPlaceOf('need'), null)
})

test('17 errors that help: no screen shows a bare sentence in place of one with its way', () => {
  // Before somebody is signed in there is nowhere to go; nor where one proves who one is.
  const bare = ['shell/again.tsx', 'sign-in/link-page.tsx', 'sign-in/welcome-page.tsx']
  const found = globSync('src/web/**/*.tsx', { cwd: root }).filter((path) =>
    /\{[a-z.]*error\??\.message\b/i.test(readFileSync(`${root}/${path}`, 'utf8')),
  )
  assert.deepEqual(found.map((path) => path.replace('src/web/', '')).toSorted(), bare)
})
