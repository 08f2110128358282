/** Guesses: whether a filter, an order or a search tells by what it finds. */
import { ask } from './asking.ts'
import type { finder } from './canary.ts'
import type { Asker, House } from './house.ts'
import { pluralOf } from './reading.ts'
import type { Status } from './walk.ts'

/** Lists that were filtered by some field, or stood in an order by it, and were answered. */
export function answeredGuesses(
  { catalogue }: Pick<House, 'catalogue'>,
  asked: readonly Status[],
): { readonly answered: string[]; readonly refused: number } {
  const fields = new Map(
    catalogue.all.flatMap((of) => {
      const withheld = of.noun === 'document' || !of.isLedgers
      return withheld ? [[pluralOf(of), new Set(Object.keys(of.fields))] as const] : []
    }),
  )
  const guesses = asked.filter(({ path }) => isGuess(path, fields))
  const answered = guesses.filter(({ status }) => status < 400).map(({ path }) => path)
  return { answered, refused: guesses.length - answered.length }
}

/** Whether an address asks by a field of papers or registers: `?price.from=1`, `?sort=price`. */
function isGuess(path: string, fields: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const [address = '', query = ''] = path.split('?')
  const names = fields.get(address.split('/').at(-1) ?? '')
  return [...new URLSearchParams(query)].some(([name, value]) => {
    return names?.has(name === 'sort' ? value : (name.split('.')[0] ?? '')) === true
  })
}

/** The words of these by which somebody finds something. */
export async function foundWords(
  house: House,
  asker: Asker,
  tokens: readonly string[],
  tokensIn: ReturnType<typeof finder>,
): Promise<string[]> {
  const words = tokens.filter((token) => token.startsWith('kanari'))
  const found: string[] = []
  for (const word of words) {
    const path = `/companies/store/search?q=${word}`
    const { status, text } = await ask(house, asker, { id: 'search', path }, tokensIn)
    if (status === 200 && /"key":/.test(text)) found.push(word)
  }
  return found
}
