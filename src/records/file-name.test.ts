/** Tests that names of files are data: kept or refused, and told to browsers without a trick. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { attachmentHeader, fileNameProblems } from '#records/file-name.ts'

test('what is no name is refused with the reason', () => {
  const refused: [string, RegExp][] = [
    ['', /empty/],
    ['a'.repeat(256), /255/],
    ['../../etc/passwd', /path/],
    ['..', /path/],
    ['C:\\autoexec.bat', /path/],
    ['a\u0000.pdf', /no character/],
    ['a\r\nSet-Cookie: x=1', /no character/],
    ['\ud800.pdf', /no character/],
    ['invoice\u202efdp.exe', /direction/],
    [' a.pdf', /blank/],
  ]
  for (const [name, why] of refused) {
    const [problem] = fileNameProblems(name)
    assert.equal(problem?.rule, 'file-name', name)
    assert.match(problem.message, why)
  }
})

test('everything else is kept: it is a name, whatever it looks like', () => {
  const kept = [
    'receipt.pdf',
    'Übersicht – Größe.xlsx',
    'עברית.pdf',
    '%2e%2e%2fpasswd',
    "'; drop table paper.attachment; --",
    '<img src=x onerror=alert(1)>.png',
    '=cmd|calc!A0.csv',
    '{{7*7}}.txt',
    'CON',
    '💥.pdf',
  ]
  for (const name of kept) assert.deepEqual(fileNameProblems(name), [], name)
})

test('a header has one line of plain letters, and says the name whole', () => {
  assert.equal(
    attachmentHeader('Größe "1".pdf'),
    `attachment; filename="Gr__e _1_.pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.pdf`,
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
      if (fileNameProblems(name).length > 0) return
      const header = attachmentHeader(name)
      assert.match(
        header,
        /^attachment; filename="[\x20-\x21\x23-\x7e]*"; filename\*=UTF-8''[\w.~%-]*$/,
      )
      assert.equal(decodeURIComponent(/UTF-8''(.*)$/.exec(header)?.[1] ?? ''), name)
    }),
  )
})
