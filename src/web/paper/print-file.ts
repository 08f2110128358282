/** Prints a file of the server: it is fetched, shown out of sight, and handed to the printer. */
import { addressOf } from '#web/api.ts'

export async function printFile(path: string, language: string): Promise<void> {
  const reply = await fetch(addressOf(path, { printLanguage: language }))
  const address = URL.createObjectURL(await reply.blob())
  const frame = document.createElement('iframe')
  frame.className = 'printed'
  frame.title = 'print'
  frame.src = address
  frame.addEventListener('load', () => frame.contentWindow?.print())
  document.querySelector('iframe.printed')?.remove()
  document.body.append(frame)
}
