/** One name in the spellings that its surroundings ask for; said here and nowhere else. */

/** "unitPrice" as a column of the database: "unit_price". */
export function columnName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** "unitPrice" as people read it: "Unit price". */
export function labelText(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** "sales invoice" as a table of the database: "sales_invoice"; "bad-debt" is "bad_debt". */
export function tableName(name: string): string {
  return name.replaceAll(/[ -]/g, '_')
}

/** "sales invoices" or "giveBack" as a part of an address: "sales-invoices", "give-back". */
export function addressName(name: string): string {
  return name.replaceAll(' ', '-').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** "sales invoices" within a name of a program: "SalesInvoices". */
export function joinedName(name: string): string {
  return name.replaceAll(/(?:^| )(.)/g, (_, letter: string) => letter.toUpperCase())
}
