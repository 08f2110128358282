/** A person who works a page by the keyboard alone: for the tests of screens. */
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

/** So many keys are tried before somebody gives up. */
const patience = 40

/** Presses a key until the focus is in something. */
export async function pressUntil(page: Page, key: string, there: Locator): Promise<void> {
  for (let count = 0; count < patience; count += 1) {
    const here = there.and(page.locator(':focus')).or(there.locator(':focus'))
    if ((await here.count()) > 0) return
    await page.keyboard.press(key)
  }
  const here = await page.locator(':focus').ariaSnapshot()
  assert.fail(`${key} never led to ${String(there)}; the focus is in ${here}`)
}

/** Opens something by the command bar. */
export async function command(page: Page, words: string, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Desks' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search or do something' }).waitFor()
  await page.keyboard.type(words)
  await page.getByRole('option', { name, exact: true }).waitFor()
  await pressUntilChosen(page, name)
  await page.keyboard.press('Enter')
}

async function pressUntilChosen(page: Page, name: string): Promise<void> {
  const chosen = page.getByRole('option', { name, exact: true, selected: true })
  for (let count = 0; count < patience && (await chosen.count()) === 0; count += 1) {
    await page.keyboard.press('ArrowDown')
  }
}

/** Goes to a field by Tab and types into it. */
export async function fillIn(page: Page, label: string, text: string): Promise<void> {
  const field = page.locator('.fields').getByLabel(label).first()
  await field.waitFor()
  await pressUntil(page, 'Tab', field)
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

/** Types cells of a line, one after the other; what is empty is passed over. */
export async function fillCells(page: Page, ...cells: readonly string[]): Promise<void> {
  for (const [at, text] of cells.entries()) {
    if (text !== '') await page.keyboard.type(text)
    if (at < cells.length - 1) await page.keyboard.press('Tab')
  }
}

/** Does the step that comes next: its dialog is opened, read, and agreed to. */
export async function doStep(page: Page, reads: string | RegExp): Promise<void> {
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText(reads).first().waitFor()
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
}

/** Opens the menu of the other steps, and takes one by its name. */
export async function takeFromMenu(page: Page, name: string | RegExp): Promise<void> {
  await page.keyboard.press('.')
  const item = page.getByRole('menuitem', { name })
  await item.waitFor()
  // Arrows that are pressed before the menu has the focus would be lost.
  await page.locator('[role=menu]:focus-within, [role=menu]:focus').waitFor()
  await pressUntil(page, 'ArrowDown', item)
  await page.keyboard.press('Enter')
}

/** Waits until something is so. */
export async function until(page: Page, isSo: () => Promise<boolean>, what: string): Promise<void> {
  for (let count = 0; count < 100; count += 1) {
    if (await isSo()) return
    await page.waitForTimeout(50)
  }
  assert.fail(`it never was so: ${what}`)
}
