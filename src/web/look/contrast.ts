/** How strong lines and words stand out: as the system asks, or more by choice, kept here. */

export type Contrast = 'system' | 'more'

/** The contrast that was chosen; the system's otherwise. */
export function keptContrast(): Contrast {
  return localStorage.getItem('contrast') === 'more' ? 'more' : 'system'
}

/** Has all screens follow a contrast, and keeps it. */
export function chooseContrast(contrast: Contrast): void {
  localStorage.setItem('contrast', contrast)
  showContrast()
}

/** Has all screens follow what is kept, and the system whenever it changes. */
export function followContrast(): void {
  showContrast()
  matchMedia(asked).addEventListener('change', showContrast)
}

const asked = '(prefers-contrast: more)'

function showContrast(): void {
  const isMore = keptContrast() === 'more' || matchMedia(asked).matches
  document.documentElement.dataset['contrast'] = isMore ? 'more' : 'usual'
}
