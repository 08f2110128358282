/** A period of the books, as the server tells it. */

type State = 'open' | 'locked' | 'closed'

export interface Period {
  readonly period: number
  readonly year: number
  readonly kind: 'month' | 'adjustment' | 'closing'
  readonly startsOn: string
  readonly endsOn: string
  readonly state: State
}
