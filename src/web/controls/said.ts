/** A sentence of the server's, with the rule that it is of. */

export interface Said {
  readonly rule: string
  readonly message: string
}
