/** Whether somebody hid the first steps of a company from their desk, on this machine. */
import { useKeptText } from '#web/paper/use-kept-text.ts'

export function useStepsHidden(company: string): readonly [boolean, (isHidden: boolean) => void] {
  const [kept, keep] = useKeptText(`first steps of ${company}`)
  return [kept === 'hidden', (isHidden) => keep(isHidden ? 'hidden' : '')]
}
