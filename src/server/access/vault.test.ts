/** What is encrypted is read again with the same file, at the same place, and nowhere else. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Vault } from '#server/access/vault.ts'

const folder = mkdtempSync(join(tmpdir(), 'backstay-vault-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const bytes = Buffer.from('a secret of twenty b')
const ruleOf = (outcome: { ok: boolean; problems?: readonly { rule: string }[] }) =>
  outcome.problems?.[0]?.rule

test('the file is made once, for its owner only, and serves again', () => {
  const file = join(folder, 'below', 'key')
  const made = new Vault(file).encrypt(bytes, 'here')
  assert.ok(made.ok)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.match(readFileSync(file, 'utf8'), /^[\w-]{43}\n$/)
  assert.ok(!JSON.stringify(made.value).includes(bytes.toString('base64').slice(4, 12)))
  const again = new Vault(file).decrypt(made.value, 'here')
  assert.ok(again.ok && again.value.equals(bytes))
  const twice = new Vault(file).encrypt(bytes, 'here')
  assert.ok(twice.ok && twice.value.text !== made.value.text)
  assert.equal(ruleOf(new Vault(file).decrypt(made.value, 'elsewhere')), 'key-file-differs')
  const first = made.value.text.startsWith('A') ? 'B' : 'A'
  const bent = { ...made.value, text: `${first}${made.value.text.slice(1)}` }
  assert.equal(ruleOf(new Vault(file).decrypt(bent, 'here')), 'key-file-differs')
  assert.equal(new Vault(file).check([made.value.key]), null)
})

test('another file, a missing one and one that is none are told apart', () => {
  const made = new Vault(join(folder, 'one')).encrypt(bytes, 'here')
  const other = new Vault(join(folder, 'other'))
  assert.ok(made.ok && other.encrypt(bytes, 'here').ok)
  assert.equal(ruleOf(other.decrypt(made.value, 'here')), 'key-file-differs')
  assert.equal(other.check([made.value.key])?.rule, 'key-file-differs')
  const missing = new Vault(join(folder, 'missing'))
  assert.equal(ruleOf(missing.decrypt(made.value, 'here')), 'key-file')
  assert.equal(missing.check([made.value.key])?.rule, 'key-file')
  assert.equal(missing.check([]), null)
  // What stands there by mistake is not written over.
  writeFileSync(join(folder, 'note'), 'a note of mine')
  assert.equal(ruleOf(new Vault(join(folder, 'note')).encrypt(bytes, 'here')), 'key-file')
  assert.equal(readFileSync(join(folder, 'note'), 'utf8'), 'a note of mine')
})
