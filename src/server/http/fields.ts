/** The kinds of fields that requests and answers are made of, as schemas. */
import { z } from 'zod'
import { isId } from '#base/id.ts'
import { parseDate } from '#base/date.ts'
import { companyCodePattern } from '#server/set-up.ts'

/** Text of 1 to `most` characters. */
export function text(most: number, description: string): z.ZodString {
  return z
    .string()
    .min(1, 'It is empty. Leave the field out, or fill it.')
    .max(most, `It is too long: ${most} characters at most.`)
    .meta({ description })
}

/** Text that may be empty. */
export function textOrNone(most: number, description: string): z.ZodString {
  return z.string().max(most, `It is too long: ${most} characters at most.`).meta({ description })
}

/** A day: "2026-11-22". */
export function day(description: string): z.ZodString {
  return z
    .string()
    .refine((written) => parseDate(written) !== null, 'It is no day. Write it as 2026-11-22.')
    .meta({ description, format: 'date', examples: ['2026-11-22'] })
}

/** A moment in UTC or with its offset: "2026-11-22T04:55:00Z". */
export function moment(description: string): z.ZodString {
  return z
    .string()
    .regex(
      /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/,
      'It is no moment. Write it as 2026-11-22T16:30:00Z.',
    )
    .refine(isMoment, 'It is no moment. Write it as 2026-11-22T16:30:00Z.')
    .meta({ description, format: 'date-time' })
}

/** A figure as decimal text, never a JSON number: "-12.50". */
export function decimal(description: string): z.ZodString {
  return z
    .string('Write figures as text, such as "12.50": JSON numbers are not exact.')
    .regex(/^-?\d{1,19}(\.\d{1,12})?$/, 'It is no figure. Write it as 12.50 or -12.50.')
    .meta({ description, examples: ['12.50'] })
}

/** The language of files that people read. */
export const languageOfFiles = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'Write a language as en or de-AT.')
  .meta({
    description:
      'Of files that people read, print and tables: in whose words things are called, and how ' +
      'figures and days are written; English unless said. There are words of `en` and `de`.',
    examples: ['de-AT'],
  })

/** The number of a row: a UUID. */
export function identifier(description: string): z.ZodString {
  return z
    .string()
    .refine(isId, 'It is no number of ours. Copy it from the answer it came in.')
    .meta({ description, format: 'uuid' })
}

/** A whole number in JSON, between two bounds. */
export function whole(lowest: number, highest: number, description: string): z.ZodInt {
  const bounds = `It must be a whole number between ${lowest} and ${highest}.`
  return z.int(bounds).min(lowest, bounds).max(highest, bounds).meta({ description })
}

/** A company's code in addresses. */
export const companyCode = z
  .string()
  .regex(
    companyCodePattern,
    'A code has up to 32 small letters, digits and hyphens, and begins with a letter or digit.',
  )
  .meta({ description: 'The short name of a company in addresses.', examples: ['store'] })

function isMoment(written: string): boolean {
  try {
    const { year } = Temporal.Instant.from(written).toZonedDateTimeISO('UTC')
    return year >= 1 && year <= 9999
  } catch {
    return false
  }
}
