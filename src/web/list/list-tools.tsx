/** What can be done with a list as a whole: new, columns, grouping, files, calls to copy. */
import { Button, Checkbox, Menu, Popover } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { Key } from '#web/keys/key.tsx'
import { CopyItems } from '#web/controls/copy-items.tsx'
import type { Asked } from '#web/list/asked.ts'
import { copiedOf } from '#web/list/copied.ts'
import { columnsOf } from '#web/list/list-fields.ts'
import { useFiles } from '#web/list/list-files.ts'
import type { Change } from '#web/list/use-list.ts'
import type { Described } from '#web/screens.ts'
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
          <Key of="list.new" />
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
  const dense = asked.density === 'comfortable' ? 'compact' : 'comfortable'
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
        <CopyItems copied={() => copiedOf(of, company, asked)} />
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
        <Menu.Item onClick={showKeys} rightSection={<Key of="list.keys" />}>
          <FormattedMessage id="list.keys" />
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** What is seen, as a file. */
function FileItems(props: ToolsProps) {
  const files = useFiles(props)
  return (
    <>
      <Menu.Divider />
      {files.map(({ as, text, address }) => (
        <Menu.Item key={as} component="a" href={address} download>
          {text}
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
