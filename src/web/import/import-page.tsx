/** A file on its way into the books, step by step; drawn by hand over the operations of imports. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { get } from '#web/api.ts'
import { ChooseFile } from '#web/import/choose-file.tsx'
import type { Chosen } from '#web/import/choose-file.tsx'
import { stateWord } from '#web/import/imports.ts'
import type { ImportLine } from '#web/import/imports.ts'
import { ImportView } from '#web/import/import-view.tsx'
import { MapColumns } from '#web/import/map-columns.tsx'
import { useScreens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import '#web/import/import.css'

export function ImportPage() {
  const { company = '' } = useParams({ strict: false })
  const screens = useScreens(company)
  const search: Readonly<Record<string, string>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const id = search['import']
  const open = (made: string): void => {
    setChosen(null)
    void navigate({ to: '/c/$company/import', params: { company }, search: { import: made } })
  }
  return (
    <div className="import">
      <h1>
        <FormattedMessage id="import.title" />
      </h1>
      {id !== undefined ? (
        <ImportView company={company} id={id} screens={screens} />
      ) : chosen === null ? (
        <>
          <p className="muted">
            <FormattedMessage id="import.text" />
          </p>
          <ChooseFile
            screens={screens}
            kind={search['kind']}
            setKind={(kind) =>
              void navigate({
                to: '/c/$company/import',
                params: { company },
                search: { kind },
                replace: true,
              })
            }
            choose={setChosen}
          />
          <Earlier company={company} />
        </>
      ) : (
        <MapColumns
          company={company}
          chosen={chosen}
          back={() => setChosen(null)}
          imported={open}
        />
      )}
    </div>
  )
}

function Earlier({ company }: { readonly company: string }) {
  const { told } = useTold()
  const { formatDate } = useIntl()
  const { data } = useQuery({
    queryKey: ['imports', company],
    queryFn: async () =>
      (await get<{ imports: ImportLine[] }>(`/companies/${company}/imports`)).imports,
  })
  if (data === undefined) return null
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier">
        <FormattedMessage id="import.earlier" />
      </h2>
      {data.length === 0 ? (
        <p className="muted">
          <FormattedMessage id="import.none" />
        </p>
      ) : (
        <ul className="earlier">
          {data.map((one) => (
            <li key={one.id}>
              <Link to="/c/$company/import" params={{ company }} search={{ import: one.id }}>
                {one.file}
              </Link>
              <span>{told(one.kind)}</span>
              <span>
                <FormattedMessage id={stateWord(one.state)} />
              </span>
              <span className="muted">
                {formatDate(one.askedAt, { dateStyle: 'medium', timeStyle: 'short' })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
