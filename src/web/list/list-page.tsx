/** A list of papers or rows: filtered, sorted, worked on from the keyboard. */
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { FormattedMessage } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { sortedBy } from '#web/list/asked.ts'
import type { Filter } from '#web/list/asked.ts'
import { BulkBar } from '#web/list/bulk-bar.tsx'
import { BulkDialog } from '#web/list/bulk-dialog.tsx'
import type { BulkStep } from '#web/list/bulk.ts'
import { FilterBar } from '#web/list/filter-bar.tsx'
import { Grid } from '#web/list/grid.tsx'
import type { GridHandle } from '#web/list/grid-props.ts'
import { columnsOf } from '#web/list/list-fields.ts'
import type { Row } from '#web/list/list-fields.ts'
import { ListFoot } from '#web/list/list-foot.tsx'
import { KeysHelp, useListKeys } from '#web/list/list-keys.tsx'
import { EmptyList, ListTrouble, WaitingRows } from '#web/list/list-states.tsx'
import { ListTools } from '#web/list/list-tools.tsx'
import { useSpeech } from '#web/list/speech.ts'
import { useActions } from '#web/list/use-actions.ts'
import { useBulk } from '#web/list/use-bulk.ts'
import {
  useActive,
  useAsked,
  useListRows,
  useOpening,
  useShownColumns,
} from '#web/list/use-list.ts'
import { useSelection } from '#web/list/use-selection.ts'
import { ViewTabs, searchOfView } from '#web/list/view-tabs.tsx'
import { useViews } from '#web/list/views.ts'
import { useScreens } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import '#web/list/list.css'

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
  const { company, asked, change } = useAsked(of.address)
  useDefaultView(of, company)
  const columns = useShownColumns(of, asked)
  const found = useListRows(of, company, asked)
  const { rows, count, all, isKnown } = found
  const active = useActive(of, asked, change, found)
  const chosen = useSelection(of, company, all)
  const openRow = useOpening(of, company, asked, all)
  const [isHelp, setHelp] = useState(false)
  const [step, setStep] = useState<BulkStep | null>(null)
  const [isFiltering, setFiltering] = useState(false)
  const grid = useRef<GridHandle>(null)
  const input = useRef<HTMLInputElement>(null)
  const speech = useSpeech(useScreens(company).company.today)
  const isNarrow = useMediaQuery('(max-width: 640px)', window.innerWidth <= 640)
  const isCoarse = useMediaQuery('(pointer: coarse)', false)
  const filterBy = (filters: readonly Filter[]): void => {
    chosen.clear()
    change({ filters, row: null })
  }
  const open = (row: Row): void => {
    active.stop()
    void openRow(row)
  }
  const actions = useActions({
    of,
    company,
    rows: all,
    active,
    chosen,
    grid,
    open,
    filter: () => {
      setFiltering(true)
      setTimeout(() => input.current?.focus())
    },
    clearFilters: () => filterBy([]),
    showKeys: () => setHelp(true),
  })
  useListKeys(actions)
  const bulk = useBulk(of, company, chosen.clear)
  const { fetchNextPage, hasNextPage, isFetching } = rows
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetching])
  const fields = useMemo(() => askableFields(of), [of])
  const selected = [...chosen.selection.values()]
  const isEmpty = isKnown && all.length === 0 && !rows.isPlaceholderData
  const isComfortable = isCoarse || asked.density === 'comfortable'
  const { told } = useTold()
  return (
    <div className="list-page" data-filtering={isFiltering || asked.filters.length > 0}>
      <header className="list-top">
        <h1>{told(of.plural, 'title')}</h1>
        <button type="button" className="quiet filter-open" onClick={actions.filter}>
          <FormattedMessage id="list.filter" />
        </button>
        <ListTools {...{ of, company, asked, columns, change }} showKeys={() => setHelp(true)} />
      </header>
      <ViewTabs of={of} company={company} asked={asked} change={change} />
      <FilterBar
        {...{ company, fields, speech, input }}
        day={of.day}
        filters={asked.filters}
        change={filterBy}
        leave={() => grid.current?.focus()}
      />
      {rows.error === null ? null : (
        <ListTrouble error={rows.error} again={() => void rows.refetch()} />
      )}
      {!isKnown && rows.isPending ? <WaitingRows /> : null}
      {isEmpty ? (
        <EmptyList
          of={of}
          company={company}
          isFiltered={asked.filters.length > 0}
          clear={() => filterBy([])}
        />
      ) : null}
      {all.length === 0 ? null : (
        <Grid
          {...{ of, columns, isNarrow, open, more }}
          ref={grid}
          label={told(of.plural, 'title')}
          rows={all}
          count={count.data?.exact === true ? count.data.count : null}
          sort={asked.sort}
          group={columnsOf(of).find(({ name }) => name === asked.group) ?? null}
          rowHeight={isNarrow ? 60 : isComfortable ? 44 : 32}
          active={active.at}
          selection={chosen.selection}
          isStale={rows.isPlaceholderData || rows.error !== null}
          sortBy={(name) => change({ sort: sortedBy(asked.sort, name) })}
          look={active.look}
          toggle={chosen.toggle}
          toggleAll={chosen.togglePage}
        />
      )}
      <BulkBar
        of={of}
        selected={selected}
        count={count.data ?? null}
        reading={chosen.reading}
        selectMatching={() => void chosen.selectMatching(asked)}
        begin={setStep}
        clear={chosen.clear}
      />
      {all.length === 0 ? null : (
        <ListFoot
          rows={all}
          selected={selected}
          columns={columns}
          count={count.data ?? null}
          isAll={!hasNextPage}
        />
      )}
      {step === null ? null : (
        <BulkDialog
          {...{ of, company, step }}
          rows={selected}
          before={(good) => bulk.before(step, good)}
          after={(fates) => bulk.after(step, fates)}
          close={() => setStep(null)}
        />
      )}
      {isHelp ? <KeysHelp close={() => setHelp(false)} /> : null}
    </div>
  )
}

/** A list that is opened without a question opens with its default view, one's own first. */
function useDefaultView(of: Described, company: string): void {
  const { views } = useViews(company, of.address)
  const { list } = useParams({ from: '/inside/c/$company/$list' })
  const navigate = useNavigate()
  const isBare = window.location.search === ''
  const usual =
    views.find((one) => one.isDefault && !one.forTeam) ?? views.find((one) => one.isDefault)
  useEffect(() => {
    if (!isBare || usual === undefined) return
    const search = searchOfView(usual)
    void navigate({ to: '/c/$company/$list', params: { company, list }, search, replace: true })
  }, [isBare, usual, company, list, navigate])
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
