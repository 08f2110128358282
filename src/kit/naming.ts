/** How sentences call papers. */

/** "a loan", "an invoice", "a member of staff". */
export function aOrAn(noun: string): string {
  if (noun === 'staff') return 'a member of staff'
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
}

/** "The loan LOAN-2026-00001", or "This loan" where it has no number. */
export function calledPaper(name: string, number: string | null): string {
  return number === null ? `This ${name}` : `The ${name} ${number}`
}
