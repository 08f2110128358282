/** The way to where a first step is taken. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { StepPlace } from '#web/settings/steps.ts'

interface StepLinkProps {
  readonly place: StepPlace
  readonly company: string
  /** Whether it is the step to take now. */
  readonly isNext?: boolean
  readonly children: ReactNode
}

export function StepLink({ place, company, isNext = false, children }: StepLinkProps) {
  const way = wayTo(place, company)
  if (!isNext) return <Link {...way}>{children}</Link>
  return <Button renderRoot={(root) => <Link {...root} {...way} />}>{children}</Button>
}

function wayTo(place: StepPlace, company: string) {
  if (place.kind === 'account') return { to: '/c/$company/account', params: { company } } as const
  if (place.kind === 'part') {
    const params = { company, part: place.part }
    return { to: '/c/$company/settings/$part', params } as const
  }
  const params = { company, list: place.list, key: 'new' }
  return { to: '/c/$company/$list/$key', params } as const
}
