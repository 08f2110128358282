/** What is refused, in the language of who reads it: the one place where sentences come in. */

/**
 * An answer of the server with the sentences of its problems in the chosen language. Programs go by
 * the rules of problems, and so do the screens: nothing but what is read is another text.
 */
export async function inOwnWords(answer: string): Promise<unknown> {
  const body: unknown = JSON.parse(answer)
  if (!answer.includes('"message":') || language !== 'de') return body
  const speaks = await german()
  return speaks === null ? body : spoken(body, speaks)
}

/** A sentence of our own about the server. */
export async function sentenceInOwnWords(sentence: string): Promise<string> {
  return language === 'de' ? ((await german())?.(sentence) ?? sentence) : sentence
}

type Speaks = (message: string) => string

let language = 'en'

/**
 * In which language is told what is refused, from now on. The catalogue is fetched before it is
 * needed: without a connection it could not be.
 */
export function refuseIn(chosen: string): void {
  language = chosen
  if (language === 'de') void german()
}

/** Only where German is chosen; null where it cannot be fetched, so that English stands. */
async function german(): Promise<Speaks | null> {
  try {
    return (await import('#languages/de-refusals.ts')).refusedInGerman
  } catch {
    return null
  }
}

function spoken(value: unknown, speaks: Speaks): unknown {
  if (Array.isArray(value)) return value.map((one) => spoken(one, speaks))
  if (typeof value !== 'object' || value === null) return value
  const isTold = 'message' in value && ('rule' in value || 'level' in value)
  const isRefusal = 'problems' in value && 'detail' in value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const isSentence = (isTold && name === 'message') || (isRefusal && name === 'detail')
      return [name, isSentence && typeof one === 'string' ? speaks(one) : spoken(one, speaks)]
    }),
  )
}
