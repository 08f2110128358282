/** How everything looks: one neutral scale, one accent, three meanings; light, dark, contrast. */
import { DirectionProvider, MantineProvider, createTheme } from '@mantine/core'
import type { MantineColorsTuple } from '@mantine/core'
import type { ReactNode } from 'react'
import '@mantine/core/styles.css'
import '#web/look/look.css'

/** The accent: the green of deep water, from the palest to the darkest. */
const water: MantineColorsTuple = [
  '#eef8f5',
  '#dcefe9',
  '#b5ddd1',
  '#8acab8',
  '#65baa2',
  '#4eb095',
  '#3fa98c',
  '#177a61',
  '#10654f',
  '#07503e',
]

const theme = createTheme({
  colors: { water },
  primaryColor: 'water',
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: 4,
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
})

/** Gives all screens their look. */
export function Look({ children }: { readonly children: ReactNode }) {
  return (
    <DirectionProvider>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        {children}
      </MantineProvider>
    </DirectionProvider>
  )
}
