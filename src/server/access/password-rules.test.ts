/** Which passwords are refused: short, long, common, or made of the person's own names. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passwordProblem } from '#server/access/password-rules.ts'

const ann = {
  name: 'Ann Müller-Smith',
  email: 'ann.smith@ropemakers.example',
  houses: ['Ropemakers of Hull Ltd', 'The store'],
}

const ruleOf = (password: string): string | undefined => passwordProblem(password, ann)?.rule

test('length is counted in code points after normalisation', () => {
  assert.equal(ruleOf('vj8 kq2 zr6'), 'password-short')
  assert.equal(ruleOf('vj8 kq2 zr6w'), undefined)
  // Six code points that take two UTF-16 units each, and a letter with a combining accent.
  assert.equal(ruleOf('🪢⛵🧭🪝⚓🌊'), 'password-short')
  assert.equal(ruleOf('vj8 kq2 zre\u0301'), 'password-short')
  assert.equal(ruleOf('🪢⛵🧭🪝⚓🌊🛶🏝🐚🐋🦀🐙'), undefined)
  const long = Array.from({ length: 128 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('')
  assert.equal(ruleOf(long), undefined)
  assert.equal(ruleOf(`${long}x`), 'password-long')
})

test('common passwords of twelve characters and more are refused', () => {
  for (const password of [
    'passwordpassword',
    'Password1234',
    'P@ssw0rd2026!',
    'password123456',
    '123456789012',
    '1234567890123456',
    'qwertyuiopasdf',
    'Qwerty123456',
    'qwerty123456',
    '1qaz2wsx3edc4rfv',
    '1q2w3e4r5t6y',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'iloveyou1234',
    'Welcome2026!',
    'administrator',
    'admin123456789',
    'changeme1234',
    'letmeinletmein',
    'Summer2026!!',
    'sunshine123456',
    'princess12345',
    'correcthorsebatterystaple',
    '111111222222',
    'football123456',
  ]) {
    assert.equal(ruleOf(password), 'password-guessable', password)
  }
})

test('a password of the person’s own names is refused', () => {
  for (const password of [
    'AnnSmith2026!',
    'ropemakers2026',
    'muller-smith-1',
    'Müller-Smith-1',
    'hull-store-ann',
    'backstay-2026!',
    'r0pemakers!!!!',
  ]) {
    assert.equal(ruleOf(password), 'password-guessable', password)
  }
})

test('a password of other words is taken, with no digit or sign asked for', () => {
  for (const password of [
    'lantern teapot gravel',
    'lanternteapotgravel',
    'annual gravel teapot',
    'wobbly giraffe accordion',
    'dvorkalbimtes',
    'ropemakers eat teapots with gravel',
    '7Kq#mZ2!vRp9',
  ]) {
    assert.equal(ruleOf(password), undefined, password)
  }
})
