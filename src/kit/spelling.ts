/** One name in the spellings that its surroundings ask for; said here and nowhere else. */

/** "unitPrice" as a column of the database: "unit_price". */
export function columnName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** "sales invoice" as a table of the database: "sales_invoice". */
export function tableName(name: string): string {
  return name.replaceAll(' ', '_')
}
