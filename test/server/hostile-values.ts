/** Requests as their schemas describe them, and as an attacker bends them. */
import fc from 'fast-check'
import { newId } from '#base/id.ts'

/** The part of JSON Schema that our operations use. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly description?: string
}

const long = 'x'.repeat(5_000)
const torn = String.fromCharCode(0xd800)

/** What has broken other programs: SQL, paths, torn text, numbers that are none, deep nesting. */
export const hostile: readonly unknown[] = [
  "'; drop table ledger.entry; --",
  "' or '1'='1",
  '$$; select 1',
  'null',
  '',
  ' ',
  long,
  `a${String.fromCharCode(0)}b`,
  torn,
  '../../etc/passwd',
  '%00',
  '\u202e',
  '💥',
  '{{7*7}}',
  '1e400',
  'NaN',
  '-0',
  '00000000000000000001',
  '99999999999999999999',
  '9'.repeat(18),
  '0.0000000000001',
  '2026-02-30',
  '0000-01-01',
  '9999-12-31',
  '-271821-04-20',
  'infinity',
  '2026-11-22T25:00:00Z',
  'epoch',
  '=1+1',
  '__proto__',
  'constructor',
  '\ud83d',
  0,
  -1,
  1e308,
  1.5,
  2 ** 53,
  -(2 ** 31),
  true,
  null,
  [],
  {},
  [[[[]]]],
  { toString: 1 },
  { length: -1 },
  { $ne: null },
  ['a', 'b'],
  { constructor: { prototype: {} } },
]

/** The identifiers of papers that are there. */
export const identifiers: string[] = []

/** Values that a schema allows, near enough: what only a refinement forbids comes out as well. */
export function fitting(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((one) => fitting(one, depth)))
  switch (schema.type) {
    case 'object':
      return object(schema, depth)
    case 'array':
      return fc.array(fitting(schema.items ?? {}, depth + 1), { minLength: 1, maxLength: 4 })
    case 'integer':
    case 'number':
      return numbers(schema)
    case 'boolean':
      return fc.boolean()
    case undefined:
    default:
      return words(schema)
  }
}

/** A fitting value, in a third of all cases with something hostile in some places of it. */
export function bent(schema: Schema): fc.Arbitrary<unknown> {
  const place = fc.tuple(fc.nat(30), fc.constantFrom(...hostile))
  const places = fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(place, { minLength: 1, maxLength: 3 }) },
  )
  return fc
    .tuple(fitting(schema), places)
    .map(([value, at]) => at.reduce((bending, [n, by]) => replaced(bending, n, by), value))
}

/** Whole numbers, the least among them: a version is mostly the first. */
function numbers({ minimum = 0, maximum = 9 }: Schema): fc.Arbitrary<number> {
  const any = fc.integer({ min: minimum, max: Math.min(maximum, 2 ** 31) })
  return fc.oneof(fc.constant(minimum), any)
}

function object({ properties = {}, required = [], additionalProperties }: Schema, depth: number) {
  const fields = Object.entries(properties).map(
    ([name, of]) => [name, fitting(of, depth + 1)] as const,
  )
  if (fields.length === 0 && typeof additionalProperties === 'object') {
    return fc.dictionary(fc.constantFrom('department', 'project'), fitting(additionalProperties))
  }
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] })
}

function words({ format, pattern, description = '' }: Schema): fc.Arbitrary<string> {
  if (format === 'date') return fc.constantFrom('2026-11-22', '2026-01-01', '2031-05-06')
  if (format === 'date-time') return fc.constantFrom('2026-11-22T10:00:00Z', '2030-01-01T00:00Z')
  if (format === 'uuid') {
    return identifiers.length === 0 ? fc.uuid() : fc.constantFrom(...identifiers, newId(Date.now()))
  }
  if (/friend|code/.test(description)) return fc.constantFrom('ANN', 'A 1', 'BEA')
  if (pattern?.includes('\\d{1,19}') === true) {
    return fc.constantFrom('0', '12.50', '-12.50', '1', '-1', '99999999999999999.99', '0.001')
  }
  if (pattern?.startsWith('^(required|none|=') === true) return fc.constantFrom('required', '=a')
  if (pattern?.includes('[A-Z]') === true) return fc.constantFrom('GB', 'US')
  if (pattern?.includes('[1-9]') === true) return fc.constantFrom('1', '50', '500')
  if (/\bmail\b/.test(description)) return fc.constantFrom('ann@example.com', 'bob@example.com')
  if (description.includes('password')) return fc.constantFrom('lantern teapot gravel', 'short')
  if (/currency|commodity/.test(description)) return fc.constantFrom('GBP', 'EUR', 'mug')
  if (description.includes('account')) return fc.constantFrom('bank', 'sales', 'receivables')
  if (description.includes('day begins')) return fc.constant('Europe/London')
  return fc.constantFrom('store', 'sales', 'mug', 'general', 'a', '202611', 'stock')
}

/** The value with one of its members replaced, the one that `at` counts to. */
function replaced(value: unknown, at: number, by: unknown): unknown {
  if (typeof value !== 'object' || value === null) return by
  const names = Object.keys(value)
  const name = names[at % (names.length + 1)]
  if (name === undefined)
    return Array.isArray(value) ? [...(value as unknown[]), by] : { ...value, extra: by }
  const inner: unknown = (value as Record<string, unknown>)[name]
  const deeper = typeof inner === 'object' && inner !== null && at % 3 !== 0
  const next = deeper ? replaced(inner, Math.floor(at / 2), by) : by
  if (Array.isArray(value)) return value.with(Number(name), next)
  return { ...value, [name]: next }
}
