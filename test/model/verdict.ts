/** What the model finds wrong with an entry: which rules are broken, and where. */

/** Broken rules by site: "entry" for its head, "lines" for its sums, "lines[2]" for one line. */
export class Verdict {
  /** Of the rules of such a site the door names at least one. */
  readonly must = new Map<string, Set<string>>()
  /** The door may name these too; another broken rule can keep it from looking. */
  readonly may = new Map<string, Set<string>>()

  broken(site: string, rule: string, when: boolean): void {
    if (when) into(this.must, site, rule)
  }

  perhaps(site: string, rule: string, when: boolean): void {
    if (when) into(this.may, site, rule)
  }

  get refused(): boolean {
    return this.must.size > 0
  }

  /** Why the door's refusals are not those of this verdict; null where they agree. */
  difference(
    refusals: readonly { readonly field: string; readonly rule: string }[],
  ): string | null {
    const named = new Map<string, Set<string>>()
    for (const { field, rule } of refusals) into(named, siteOf(field, rule), rule)
    for (const [site, rules] of named) {
      for (const rule of rules) {
        const known = this.must.get(site)?.has(rule) === true || this.may.get(site)?.has(rule)
        if (known !== true) return `the door names ${rule} at ${site}, the model ${this.text()}`
      }
    }
    for (const site of this.must.keys()) {
      if (!named.has(site)) return `the door names nothing at ${site}, the model ${this.text()}`
    }
    return null
  }

  text(): string {
    return [...this.must].map(([site, rules]) => `${site}: ${[...rules].join(', ')}`).join('; ')
  }
}

function into(sites: Map<string, Set<string>>, site: string, rule: string): void {
  const rules = sites.get(site) ?? new Set()
  rules.add(rule)
  sites.set(site, rules)
}

/**
 * Where units stand is one question for all lines of an entry. The door tells it of a line, or of
 * all of them where the unit is new in the set.
 */
function siteOf(field: string, rule: string): string {
  if (field.endsWith('.unit') || rule === 'unit-in-other-place') return 'units'
  return field.startsWith('lines') ? field : 'entry'
}
