/** A list of papers or rows: filtered, sorted, worked on from the keyboard. */
import { useParams } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { FormattedMessage } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { BulkBar } from '#web/list/bulk-bar.tsx'
import { BulkDialog } from '#web/list/bulk-dialog.tsx'
import { FilterBar } from '#web/list/filter-bar.tsx'
import { columnsOf } from '#web/list/list-fields.ts'
import { ListFoot } from '#web/list/list-foot.tsx'
import { KeysHelp } from '#web/list/list-keys.tsx'
import { ListRows } from '#web/list/list-rows.tsx'
import { ListWhy } from '#web/list/list-why.tsx'
import { ListTools } from '#web/list/list-tools.tsx'
import { useSpeech } from '#web/list/speech.ts'
import { SumWhys } from '#web/list/sum-why.ts'
import type { SumAsking } from '#web/list/sum-why.ts'
import { useBulk } from '#web/list/use-bulk.ts'
import { useListCommands } from '#web/list/use-list-commands.ts'
import { useListWork } from '#web/list/use-list-work.ts'
import type { ListWork } from '#web/list/use-list-work.ts'
import { ViewTabs, useDefaultView } from '#web/list/view-tabs.tsx'
import { settingsOf } from '#web/list/views.ts'
import { useScreens } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import '#web/list/list.css'
import '#web/report/explained.css'

export function ListPage() {
  const { company, list } = useParams({ from: '/inside/c/$company/$list' })
  const { descriptions } = useScreens(company)
  const of = descriptions.find(({ address }) => address === list)
  if (of === undefined) {
    return (
      <div className="broken">
        <h1>
          <FormattedMessage id="list.unknown" />
        </h1>
      </div>
    )
  }
  // Another list begins anew: nothing is chosen there, and another row is looked at.
  return <ListOf key={`${company} ${list}`} of={of} />
}

function ListOf({ of }: { readonly of: Described }) {
  const work = useListWork(of)
  const { company, asked, change } = work
  const speech = useSpeech(useScreens(company).company)
  const fields = useMemo(() => askableFields(of), [of])
  useDefaultView(of.address, company)
  useListCommands(work)
  const asking = useSumAsking(work)
  return (
    <SumWhys value={asking}>
      <div className="with-why list-with-why">
        <div className="list-page" data-filtering={work.isFiltering || asked.filters.length > 0}>
          <ListTop work={work} />
          <ViewTabs
            {...{ company, settings: settingsOf(asked), view: asked.view }}
            all="list.all"
            list={of.address}
            mayShare={of.mayWrite}
            show={(view) => change({ view }, 'in place')}
          />
          <FilterBar
            {...{ company, fields, speech }}
            input={work.input}
            day={of.day}
            filters={asked.filters}
            change={work.filterBy}
            leave={() => work.grid.current?.focus()}
          />
          <ListRows work={work} />
          <Ends work={work} />
          {work.isHelp ? <KeysHelp close={() => work.setHelp(false)} /> : null}
        </div>
        <ListWhy work={work} fields={fields} />
      </div>
    </SumWhys>
  )
}

/** How sums of the list open what they are made of; the same as long as the same is open. */
function useSumAsking({ asked, change }: ListWork): SumAsking {
  const latest = useRef(change)
  latest.current = change
  const open = asked.why
  return useMemo(() => ({ open, ask: (why) => latest.current({ why }) }), [open])
}

/** Below the rows: what may be done with the selection, what it comes to, and what was begun. */
function Ends({ work }: { readonly work: ListWork }) {
  const { of, asked, columns, count, all, rows, selected, chosen } = work
  return (
    <>
      <BulkBar
        {...{ of, selected }}
        count={count.data ?? null}
        reading={chosen.reading}
        selectMatching={() => void chosen.selectMatching(asked)}
        begin={(step) => work.setBegun({ step, rows: selected })}
        clear={chosen.clear}
      />
      {all.length === 0 ? null : (
        <ListFoot
          {...{ selected, columns }}
          rows={all}
          count={count.data ?? null}
          isAll={!rows.hasNextPage}
        />
      )}
      <Begun work={work} />
    </>
  )
}

function ListTop({ work }: { readonly work: ListWork }) {
  const { of, company, asked, columns, change, filter, setHelp } = work
  const { told } = useTold()
  return (
    <header className="list-top">
      <h1>{told(of.plural, 'title')}</h1>
      <button type="button" className="quiet filter-open" onClick={filter}>
        <FormattedMessage id="list.filter" />
      </button>
      <ListTools {...{ of, company, asked, columns, change }} showKeys={() => setHelp(true)} />
    </header>
  )
}

/** The step that was begun with the selection, until it is through. */
function Begun({ work }: { readonly work: ListWork }) {
  const { of, company, chosen, begun, setBegun } = work
  const bulk = useBulk(of, company, chosen.clear)
  if (begun === null) return null
  return (
    <BulkDialog
      {...{ of, company, ...begun }}
      before={(good) => bulk.before(begun.step, good)}
      after={(fates) => bulk.after(begun.step, fates)}
      close={() => setBegun(null)}
    />
  )
}

/** What filters can be about; of a dated register also the day on which a row is good. */
function askableFields(of: Described): readonly FieldPage[] {
  const identifier = of.head.filter(({ name }) => name === 'id')
  const all = [...columnsOf(of), ...identifier.map((one) => ({ ...one, operators: [] }))]
  if (!of.dated) return all
  return [...all, { ...goodOn, label: 'Good on' }]
}

const goodOn = {
  name: 'goodOn',
  help: null,
  kind: 'day',
  optional: false,
  taken: false,
  side: 'start',
  operators: ['is'],
  schema: {},
  link: null,
  currencyIn: null,
} as const
