/** Where a request about papers comes in: whose it is, in which company, and what is seen there. */
import { z } from 'zod'
import { isCode } from '#kit/fields/link.ts'
import type { Described } from '#kit/key.ts'
import type { Target } from '#kit/kind.ts'
import { holds } from '#kit/role.ts'
import type { Actor, Whereabouts } from '#kit/role.ts'
import type { Sight } from '#kit/sight.ts'
import { addressName } from '#kit/spelling.ts'
import { sightIn } from '#server/access/permissions.ts'
import type { CompanyFacts } from '#server/directory.ts'
import { companyCode, identifier } from '#server/http/fields.ts'
import type { Call } from '#server/http/operation.ts'
import { deskOf } from '#server/paper-books.ts'
import type { Desk } from '#server/paper-books.ts'

/** A request about papers of a company, or about what its companies have in common. */
export interface Counter {
  readonly desk: Desk
  readonly actor: Actor
  /** Null where the companies have it in common. */
  readonly company: CompanyFacts | null
}

/** What a path tells: the company, where there is one, and what else the address names. */
export type Placed = Readonly<Record<string, string>>

/** The parameters of the addresses of a description. */
export function placeOf(
  { target }: Described,
  more: Readonly<Record<string, z.ZodType<string>>> = {},
): z.ZodType<Placed> {
  const company: Record<string, z.ZodType<string>> = target.of === 'company'
    ? { company: companyCode }
    : {}
  return z.strictObject({ ...company, ...more })
}

/** What an address tells of one paper or row: its identifier, or its code. */
export function keyShape({ noun, name }: Described): Readonly<Record<string, z.ZodType<string>>> {
  return noun === 'document'
    ? { id: identifier(`The identifier of the ${name}.`) }
    : { code: codeOf(name) }
}

/** A register's code. */
export function codeOf(name: string): z.ZodType<string> {
  return z
    .string()
    .refine(isCode, 'A code has 1 to 40 characters, and no blank at either end.')
    .meta({ maxLength: 40, description: `The code of the ${name}.` })
}

/** Where the papers or rows of a description stand: "/companies/{company}/sales-invoices". */
export function addressOf({ target, plural }: Described): string {
  const companies = target.of === 'company' ? '/companies/{company}' : ''
  return `${companies}/${addressName(plural)}`
}

/** Opens a request; null where there is no such company. */
export async function openCounter(
  { services, caller, path, origin }: Call<Placed, unknown, unknown>,
  of: { readonly target: Pick<Target, 'of'> },
): Promise<Counter | null> {
  const { organization } = caller
  const inCommon = of.target.of === 'organization'
  const code = path['company'] ?? ''
  const company = inCommon ? null : await services.directory.company(organization, code)
  if (company === null && !inCommon) return null
  const where = company ?? { code: '', currency: '', scale: 0, timeZone: 'UTC' }
  const moment = services.now()
  const desk = services.permissions.guarded(deskOf(organization, where, services.catalogue, moment))
  const actor = await services.permissions.actorOf(caller, desk.today)
  const name = origin === null ? actor.name : `${actor.name} by ${origin}`
  const from = caller.by === 'session' ? 'screen' : (origin ?? 'API key')
  return { desk, company, actor: { ...actor, name, origin: from } }
}

/** What the one who asks sees of a description; null where that is nothing. */
export function sightAt(
  { services }: Pick<Call<unknown, unknown, unknown>, 'services'>,
  { company, actor }: Counter,
  of: Described,
): Sight | null {
  return sightIn(services.permissions, actor, company?.code ?? null, of)
}

/** Whether something that belongs somewhere is seen. */
export function isSeen({ person, scopes }: Sight, where: Whereabouts): boolean {
  const grants = scopes.map((scope) => ({ role: 'reader', scope }))
  // What nobody has made is not the person's own either.
  return holds({ person, grants }, 'reader', { ...where, madeBy: where.madeBy ?? '' })
}

/** A row of a register as it belongs: to its company, if it has one, and to who wrote it. */
export function whereaboutsOfRow(company: string | null, madeBy: string): Whereabouts {
  return { company, site: null, department: null, madeBy }
}
