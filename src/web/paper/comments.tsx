/** What people say about a paper; who is named with @ learns of it, and may see no more by that. */
import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { deedPressed } from '#web/keys/own-keys.ts'
import { post } from '#web/api.ts'
import { colleaguesQuery } from '#web/inbox/colleagues.ts'
import { Following } from '#web/paper/following.tsx'
import { useKeptText } from '#web/paper/use-kept-text.ts'
import { besideField } from '#web/shell/sentences.tsx'

const place = 'paper-comment'

/** Begins a comment. */
export function focusComment(): void {
  document.getElementById(place)?.focus()
}

interface Person {
  readonly id: string
  readonly name: string
}

/** What is being said, and whom it names. */
function useSaying(path: string) {
  const queries = useQueryClient()
  const [text, setText] = useKeptText(`comment ${path}`)
  const [named, setNamed] = useState<readonly Person[]>([])
  const [key, setKey] = useState<string>(() => crypto.randomUUID())
  const says = useMutation({
    mutationFn: () => {
      const mentions = named.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
      return post(`${path}/comments`, { comments: [{ text, mentions }] }, { key })
    },
    onSuccess: async () => {
      setText('')
      setNamed([])
      setKey(crypto.randomUUID())
      await queries.invalidateQueries({ queryKey: ['happened'] })
      await queries.invalidateQueries({ queryKey: ['following', path] })
    },
  })
  const name = (person: Person): void => {
    setText(text.replace(/@[^\s@]*$/, `@${person.name} `))
    setNamed([...named, person])
    focusComment()
  }
  return { text, setText, says, name }
}

export function Comments({ path }: { readonly path: string }) {
  const { formatMessage } = useIntl()
  const { text, setText, says, name } = useSaying(path)
  const asked = /(?:^|\s)@([^\s@]*)$/.exec(text)?.[1] ?? null
  const persons = usePersons(asked)
  const canSay = text.trim() !== ''
  const press = (event: KeyboardEvent): void => {
    const [first] = persons
    if (event.key === 'Tab' && asked !== null && asked !== '' && first !== undefined) name(first)
    else if (deedPressed('dialog', event) !== null && canSay) says.mutate()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <section onKeyDown={press}>
      <h2>
        <FormattedMessage id="paper.comments" />
      </h2>
      <Textarea
        id={place}
        rows={2}
        dir="auto"
        aria-label={formatMessage({ id: 'paper.comment' })}
        placeholder={formatMessage({ id: 'paper.commentHelp' })}
        value={text}
        error={besideField(says.error)}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Named persons={persons} name={name} />
      <div className="saying">
        <Button
          size="xs"
          variant="default"
          disabled={!canSay}
          loading={says.isPending}
          onClick={() => says.mutate()}
        >
          <FormattedMessage id="paper.say" />
        </Button>
        <Following path={path} />
      </div>
    </section>
  )
}

function Named(props: {
  readonly persons: readonly Person[]
  readonly name: (person: Person) => void
}) {
  const { persons, name } = props
  const { formatMessage } = useIntl()
  if (persons.length === 0) return null
  return (
    <ul className="named" aria-label={formatMessage({ id: 'paper.mention' })}>
      {persons.map((person) => (
        <li key={person.id}>
          <button type="button" className="plain" onClick={() => name(person)}>
            @{person.name}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Those of the house in whose names it stands. */
function usePersons(asked: string | null): readonly Person[] {
  const { data = [] } = useQuery({ ...colleaguesQuery, enabled: asked !== null })
  const small = asked?.toLowerCase() ?? ''
  if (asked === null) return []
  return data.filter(({ name }) => name.toLowerCase().includes(small)).slice(0, 6)
}
