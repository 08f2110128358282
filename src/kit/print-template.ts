/**
 * How a company's papers look when they are printed: what it sets for itself stands in a register,
 * by the kind of paper. Its history is never changed, so that a paper is printed again as it went
 * out: by the template of the moment in which it left its first state.
 */
import { optional } from '#kit/field.ts'
import type { Values } from '#kit/field.ts'
import { choice } from '#kit/fields/choice.ts'
import { text } from '#kit/fields/text.ts'
import { printTemplateProblems } from '#kit/print-template-rules.ts'
import { register } from '#kit/register.ts'

const fields = {
  letterhead: optional(text({ most: 1000, help: 'The sender’s name and address, line by line.' })),
  logo: optional(
    text({ most: 64, help: 'The SHA-256 of a PNG or JPEG that is attached to this row.' }),
  ),
  aboveEnglish: optional(
    text({
      most: 2000,
      label: 'Text above, English',
      help: 'Above the table. Fields stand in braces: {number}.',
    }),
  ),
  aboveGerman: optional(
    text({
      most: 2000,
      label: 'Text above, German',
      help: 'Above the table. Fields stand in braces: {number}.',
    }),
  ),
  belowEnglish: optional(
    text({
      most: 2000,
      label: 'Text below, English',
      help: 'Below the table. Fields stand in braces: {number}.',
    }),
  ),
  belowGerman: optional(
    text({
      most: 2000,
      label: 'Text below, German',
      help: 'Below the table. Fields stand in braces: {number}.',
    }),
  ),
  facts: optional(
    text({
      most: 2000,
      label: 'Printed fields',
      help: 'What stands beside the address, with commas; as described where left out.',
    }),
  ),
  tableColumns: optional(
    text({
      most: 2000,
      label: 'Printed columns',
      help: 'The columns of the tables, with commas; as described where left out.',
    }),
  ),
  footer: optional(
    text({ most: 1000, help: 'At the foot of each page: bank, register, VAT number.' }),
  ),
  paperSize: optional(choice(['A4', 'Letter'])),
}

/** How papers of one kind look; what is null is as the description says. */
export type PrintTemplate = Values<typeof fields>

/** The register of templates; the code is the name of the kind of paper. */
export const printTemplate = register('print template', {
  fields,
  about: 'How a company’s papers look on paper: a row for each kind that is printed otherwise.',
  of: 'company',
  keeps: printTemplateProblems,
  read: 'staff',
  write: 'administrator',
})
