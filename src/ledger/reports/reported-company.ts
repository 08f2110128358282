/** The company that a report speaks of. */

/** What a report may ask of the company before it runs. */
export interface ReportedCompany {
  readonly code: string
  readonly name: string
  /** Its own currency. */
  readonly currency: string
  /** ISO 3166-1, two letters; null where it is not said. */
  readonly country: string | null
}
