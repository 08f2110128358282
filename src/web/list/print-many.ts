/** A print that a job makes: asked for, followed to its end, and taken; whoever looks on or not. */
import { addressOf, get, post, Refused } from '#web/api.ts'
import type { Problem } from '#web/api.ts'

export interface Print {
  readonly id: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'parked'
  readonly done: number
  readonly total: number | null
  readonly problems: readonly Problem[]
  readonly file: { readonly name: string } | null
}

/** So long between two looks, in milliseconds. */
const between = 300

/** Asks for a print and tells how far it is; the file is taken once it is there. */
export async function followPrint(
  company: string,
  asked: object,
  tell: (print: Print) => void,
): Promise<void> {
  const prints = `/companies/${company}/prints`
  let print = await post<Print>(prints, asked)
  while (print.state === 'waiting' || print.state === 'running') {
    tell(print)
    await new Promise((resolve) => setTimeout(resolve, between))
    print = await get<Print>(`${prints}/${print.id}`)
  }
  if (print.state === 'cancelled') return
  if (print.state !== 'done') {
    const said = print.problems.map(({ message }) => message).join(' ')
    throw new Refused(422, print.problems, said)
  }
  take(addressOf(`${prints}/${print.id}/file`), print.file?.name ?? '')
}

/** Before its next step; what is over already stays as it is. */
export async function cancelPrint(company: string, { id }: Print): Promise<void> {
  await post(`/companies/${company}/prints/${id}/cancellation`, {}).catch(() => {})
}

function take(address: string, name: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
}
