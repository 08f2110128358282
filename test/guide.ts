/** `npm run guide`: writes the pages of the guide anew, from the descriptions. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { all } from '#departments/all.ts'
import { guideOf } from '#kit/derive/guide.ts'
import { addressOf } from '#server/http/papers/counter.ts'
import { repository } from '#test/house/files.ts'

const folder = join(repository, 'docs/guide')

/** The pages that there must be, by their files. */
function wanted(): ReadonlyMap<string, string> {
  return new Map(guideOf(all, addressOf).map(({ file, text }) => [file, text]))
}

/** What differs between the pages that are there and the descriptions, a sentence for each. */
export function guideFaults(): string[] {
  const pages = wanted()
  const there = new Set(readdirSync(folder))
  return [
    ...[...pages].flatMap(([file, text]) => {
      if (!there.has(file)) return [`docs/guide/${file} is missing; run npm run guide`]
      const isSame = readFileSync(join(folder, file), 'utf8') === text
      return isSame
        ? []
        : [`docs/guide/${file} is not what the description says; run npm run guide`]
    }),
    ...[...there]
      .filter((file) => !pages.has(file))
      .map((file) => `docs/guide/${file} is of no description; run npm run guide`),
  ]
}

/** Writes all pages, and removes those of descriptions that are gone. */
export function writeGuide(): void {
  mkdirSync(folder, { recursive: true })
  const pages = wanted()
  for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(join(folder, file))
  for (const [file, text] of pages) writeFileSync(join(folder, file), text)
}

if (import.meta.main) writeGuide()
