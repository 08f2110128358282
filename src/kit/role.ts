/** Roles: what a person is in the company, and what one must be to act. */

/** The name of a role as people say it: "billing clerk". */
export type Role = string
