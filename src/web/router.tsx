/** Which address shows which screen; the place one is in is always readable from it. */
import { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { Refused } from '#web/api.ts'
import { companiesQuery, meQuery, screensQuery } from '#web/screens.ts'
import { Broken } from '#web/shell/broken.tsx'
import { Shell } from '#web/shell/shell.tsx'
import { Waiting } from '#web/shell/waiting.tsx'

/**
 * What was read stays shown while it is read again; what is refused is not asked for again. What a
 * browser thinks of its connection counts for nothing: whoever does something is told what became
 * of it at once, and nothing waits in silence to be done later.
 */
export const queries = new QueryClient({
  defaultOptions: {
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 5_000,
      retry: (count, error) => error instanceof Refused && error.status === 0 && count < 3,
    },
  },
})

interface Context {
  readonly queries: QueryClient
}

const rootRoute = createRootRouteWithContext<Context>()({ errorComponent: Broken })

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('#web/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

/** What is open to everybody besides: links of mails and of the terminal, a forgotten password. */
const openRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/forgotten',
    component: lazyRouteComponent(() => import('#web/sign-in/forgotten-page.tsx'), 'ForgottenPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/invitation',
    component: lazyRouteComponent(() => import('#web/sign-in/link-page.tsx'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/password-reset',
    component: lazyRouteComponent(() => import('#web/sign-in/link-page.tsx'), 'PasswordResetPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/welcome',
    component: lazyRouteComponent(() => import('#web/sign-in/welcome-page.tsx'), 'WelcomePage'),
  }),
]

/** Every screen of who is signed in; who is not is brought to the door, and back here after. */
const insideRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const company = /^\/c\/([^/]+)/.exec(location.pathname)?.[1]
    // What there is to draw is asked for while it is asked who is there, and not after it.
    if (company !== undefined) {
      void context.queries.prefetchQuery(screensQuery(decodeURIComponent(company)))
    }
    try {
      await context.queries.ensureQueryData(meQuery)
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 401) throw error
      throw redirect({ to: '/sign-in', search: { to: location.href } })
    }
  },
})

/** Without a company in the address, the first one. */
const homeRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const [first] = await context.queries.ensureQueryData(companiesQuery)
    if (first === undefined) throw redirect({ to: '/new-company' })
    throw redirect({ to: '/c/$company', params: { company: first.code } })
  },
})

const newCompanyRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/new-company',
  component: lazyRouteComponent(() => import('#web/settings/new-company.tsx'), 'NewCompany'),
})

export const companyRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/c/$company',
  loader: ({ context, params }) => context.queries.ensureQueryData(screensQuery(params.company)),
  component: Shell,
  pendingComponent: Waiting,
})

const pages = [
  createRoute({
    getParentRoute: () => companyRoute,
    path: '/',
    component: lazyRouteComponent(() => import('#web/desk/my-desk.tsx'), 'MyDesk'),
  }),
  createRoute({
    getParentRoute: () => companyRoute,
    path: '/desks/$desk',
    component: lazyRouteComponent(() => import('#web/desk/desk-page.tsx'), 'DeskPage'),
  }),
  createRoute({
    getParentRoute: () => companyRoute,
    path: '/inbox',
    component: lazyRouteComponent(() => import('#web/inbox/inbox-page.tsx'), 'InboxPage'),
  }),
  createRoute({
    getParentRoute: () => companyRoute,
    path: '/reports/$report',
    component: lazyRouteComponent(() => import('#web/report/report-page.tsx'), 'ReportPage'),
  }),
  createRoute({
    getParentRoute: () => companyRoute,
    path: '/entries/$id',
    component: lazyRouteComponent(() => import('#web/report/entry-page.tsx'), 'EntryPage'),
  }),
  createRoute({
    getParentRoute: () => companyRoute,
    path: '/import',
    component: lazyRouteComponent(() => import('#web/import/import-page.tsx'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute: () => companyRoute,
    path: '/settings/$part',
    component: lazyRouteComponent(() => import('#web/settings/settings-page.tsx'), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute: () => companyRoute,
    path: '/first-steps',
    component: lazyRouteComponent(() => import('#web/settings/first-steps.tsx'), 'FirstSteps'),
  }),
  createRoute({
    getParentRoute: () => companyRoute,
    path: '/account',
    component: lazyRouteComponent(() => import('#web/sign-in/account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: () => companyRoute,
    path: '/$list',
    component: lazyRouteComponent(() => import('#web/list/list-page.tsx'), 'ListPage'),
  }),
  createRoute({
    getParentRoute: () => companyRoute,
    path: '/$list/$key',
    component: lazyRouteComponent(() => import('#web/paper/paper-page.tsx'), 'PaperPage'),
  }),
]

const routeTree = rootRoute.addChildren([
  signInRoute,
  ...openRoutes,
  insideRoute.addChildren([homeRoute, newCompanyRoute, companyRoute.addChildren(pages)]),
])

/** What stands behind the question mark is plain text by name, so that people can read it. */
export type Search = Readonly<Record<string, string>>

export const router = createRouter({
  routeTree,
  context: { queries },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: Broken,
  defaultPendingComponent: Waiting,
  defaultPendingMs: 150,
  // What is there is shown; nobody waits so that the waiting looks calm.
  defaultPendingMinMs: 0,
  scrollRestoration: true,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search: Search) => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
    const text = new URLSearchParams(given).toString()
    return text === '' ? '' : `?${text}`
  },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
