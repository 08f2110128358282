/** Begins the browser's part: who is there, in which words, and the first screen. */
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followContrast } from '#web/look/contrast.ts'
import { showDensity } from '#web/look/density.ts'
import { Look } from '#web/look/look.tsx'
import { router, queries } from '#web/router.tsx'
import { Words } from '#web/words/words.tsx'

const place = document.getElementById('page')
if (place === null) throw new Error('The page has no place for the screens.')

// A browser that does not know days without a time zone yet (ECMAScript 2026) learns them first.
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')

// The first page is fetched while it is asked who is there and what there is to draw.
const first = router.matchRoutes(router.latestLocation).map(({ routeId }) => String(routeId))
for (const route of Object.values(router.routesById)) {
  if (first.includes(route.id)) void router.loadRouteChunk(route)
}
showDensity()
followContrast()
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Words>
        <Look>
          <RouterProvider router={router} />
        </Look>
      </Words>
    </QueryClientProvider>
  </StrictMode>,
)
