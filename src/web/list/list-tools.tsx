/** What can be done with a list as a whole: new, columns, grouping, files, calls to copy. */
import { Button, Checkbox, Menu, Popover } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { FormattedMessage, useIntl } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { addressOf } from '#web/api.ts'
import { questionOf } from '#web/list/asked.ts'
import type { Asked } from '#web/list/asked.ts'
import { commandOf, curlOf } from '#web/list/copied.ts'
import { columnsOf, fileColumns } from '#web/list/list-fields.ts'
import { besidePath } from '#web/list/rows.ts'
import type { Change } from '#web/list/use-list.ts'
import type { Described } from '#web/screens.ts'
import { say } from '#web/shell/toasts.tsx'
import { useTold } from '#web/words/told.ts'

export interface ToolsProps {
  readonly of: Described
  readonly company: string
  readonly asked: Asked
  readonly columns: readonly FieldPage[]
  readonly change: Change
  readonly showKeys: () => void
}

export function ListTools(props: ToolsProps) {
  const { of, company } = props
  const { told } = useTold()
  const navigate = useNavigate()
  return (
    <div className="list-tools">
      <Columns {...props} />
      <More {...props} />
      {of.mayWrite ? (
        <Button
          size="xs"
          onClick={() =>
            void navigate({
              to: '/c/$company/$list/$key',
              params: { company, list: of.address, key: 'new' },
            })
          }
        >
          <FormattedMessage id="command.new" values={{ what: told(of.name) }} />
          <kbd>n</kbd>
        </Button>
      ) : null}
    </div>
  )
}

/** Which columns are shown; what is chosen is kept in the address, and so in the view. */
function Columns({ of, columns, change }: ToolsProps) {
  const { told } = useTold()
  const shown = new Set(columns.map(({ name }) => name))
  const toggle = (name: string): void => {
    const next = shown.has(name)
      ? columns.filter((one) => one.name !== name)
      : [...columns, ...columnsOf(of).filter((one) => one.name === name)]
    if (next.length > 0) change({ columns: next.map((one) => one.name) }, 'in place')
  }
  return (
    <Popover position="bottom-end" trapFocus returnFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button variant="default" size="xs">
          <FormattedMessage id="list.columns" />
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="column-choice">
          {columnsOf(of).map(({ name, label }) => (
            <Checkbox
              key={name}
              size="xs"
              label={told(label)}
              checked={shown.has(name)}
              onChange={() => toggle(name)}
            />
          ))}
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => change({ columns: null }, 'in place')}
          >
            <FormattedMessage id="list.usualColumns" />
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function More(props: ToolsProps) {
  const { of, company, asked, change, showKeys } = props
  const navigate = useNavigate()
  const { formatMessage } = useIntl()
  const dense = asked.density === 'comfortable' ? 'compact' : 'comfortable'
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text)
    say({ text: formatMessage({ id: 'list.copied' }) })
  }
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button variant="default" size="xs">
          <FormattedMessage id="list.more" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        <Menu.Item onClick={() => change({ density: dense }, 'in place')}>
          <FormattedMessage id={`list.${dense}`} />
        </Menu.Item>
        <GroupItems {...props} />
        {of.isLedgers ? null : <FileItems {...props} />}
        <Menu.Divider />
        <Menu.Item onClick={() => void copy(curlOf(of, company, asked, window.location.origin))}>
          <FormattedMessage id="list.copyCurl" />
        </Menu.Item>
        <Menu.Item onClick={() => void copy(commandOf(of, company, asked))}>
          <FormattedMessage id="list.copyCommand" />
        </Menu.Item>
        <Menu.Divider />
        {of.mayWrite ? (
          <Menu.Item
            onClick={() =>
              void navigate({
                to: '/c/$company/import',
                params: { company },
                search: { kind: of.name },
              })
            }
          >
            <FormattedMessage id="list.import" />
          </Menu.Item>
        ) : null}
        <Menu.Item onClick={showKeys} rightSection={<kbd>?</kbd>}>
          <FormattedMessage id="list.keys" />
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** What is seen, as a file: its filters, its order and its columns. */
function FileItems({ of, company, asked, columns }: ToolsProps) {
  const { formatMessage, locale } = useIntl()
  const address = (as: string): string =>
    addressOf(besidePath(of, company, 'exports'), {
      ...questionOf(asked),
      as,
      ...(as === 'pdf' ? { printLanguage: locale } : { columns: fileColumns(columns).join(',') }),
    })
  return (
    <>
      <Menu.Divider />
      {(['csv', 'xlsx', 'pdf'] as const).map((as) => (
        <Menu.Item key={as} component="a" href={address(as)} download>
          {formatMessage({ id: 'list.export' }, { as: as.toUpperCase() })}
        </Menu.Item>
      ))}
    </>
  )
}

/** By what rows are grouped: words, days and links that are shown. */
function GroupItems({ columns, asked, change }: ToolsProps) {
  const { told } = useTold()
  const fields = columns.filter(
    ({ side, name }) => side === 'start' && name !== 'number' && name !== 'code' && name !== 'name',
  )
  return (
    <>
      <Menu.Divider />
      <Menu.Label>
        <FormattedMessage id="list.groupBy" />
      </Menu.Label>
      {fields.map(({ name, label }) => (
        <Menu.Item
          key={name}
          aria-checked={asked.group === name}
          role="menuitemcheckbox"
          rightSection={asked.group === name ? '✓' : null}
          onClick={() => change({ group: asked.group === name ? null : name }, 'in place')}
        >
          {told(label)}
        </Menu.Item>
      ))}
    </>
  )
}
