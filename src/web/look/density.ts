/** How close rows stand: chosen once, and kept in this browser. */

export type Density = 'compact' | 'comfortable'

/** The density that was chosen; compact otherwise. */
export function keptDensity(): Density {
  return localStorage.getItem('density') === 'comfortable' ? 'comfortable' : 'compact'
}

/** Has all screens follow a density, and keeps it. */
export function chooseDensity(density: Density): void {
  localStorage.setItem('density', density)
  showDensity()
}

/** Has all screens follow the density that is kept. */
export function showDensity(): void {
  document.documentElement.dataset['density'] = keptDensity()
}
