/** `backstay me`: one’s own news, tasks and preferences, as somebody with a key. */
import { said, stopped, misuse, type Answer } from '#cli/answer.ts'
import { isFine, replyAnswer, withApi, type ApiOptions, type Reply } from '#cli/api.ts'
import type { Session } from '#cli/session.ts'
import { cellText, isShown, type Shown } from '#cli/verbs/shown.ts'
import { mailWishes, newsKinds } from '#server/news/wishes.ts'

export interface NewsOptions extends ApiOptions {
  readonly limit?: string
  readonly after?: string
}

export interface ReadOptions extends ApiOptions {
  readonly all?: boolean
  readonly unread?: boolean
}

export interface PreferenceOptions extends ApiOptions {
  readonly language?: string
  readonly timeZone?: string
  /** Each as "comment=never". */
  readonly mail?: readonly string[]
}

/** Lists one’s own news, the newest first. */
export async function showNews(session: Session, options: NewsOptions): Promise<Answer> {
  const { limit, after } = options
  const page = {
    ...(limit === undefined ? {} : { limit }),
    ...(after === undefined ? {} : { after }),
  }
  return await withApi(session, options, 'command line', async (api) => {
    const reply = await api.get('/me/news', page)
    if (!isFine(reply)) return replyAnswer(reply)
    const lines = rowsOf(reply, 'news').map((row) => newsLine(row))
    const text = lines.length === 0 ? 'There is no news.\n' : lines.join('')
    return said(text, jsonOf(reply))
  })
}

/** Marks news as read, or as unread; all of it where that is said. */
export async function markRead(
  session: Session,
  ids: readonly string[],
  options: ReadOptions,
): Promise<Answer> {
  const { all = false, unread = false } = options
  if (!all && ids.length === 0) {
    return stopped('usage', [misuse('NEWS', 'Name the news, or say --all.')])
  }
  return await withApi(session, options, 'command line', async (api) => {
    const newest = all ? await api.get('/me/news', { limit: '1' }) : null
    if (newest !== null && !isFine(newest)) return replyAnswer(newest)
    const [first] = newest === null ? [] : rowsOf(newest, 'news')
    const upTo = first === undefined ? {} : { upTo: cellText(first['id']) }
    const body = { isRead: !unread, news: ids, ...upTo }
    const reply = await api.post('/me/news/readings', body)
    if (!isFine(reply)) return replyAnswer(reply)
    const json = jsonOf(reply)
    return said(`${cellText(json['unread'])} unread.\n`, json)
  })
}

/** Lists what one is to do, what is due first before the others. */
export async function showTasks(session: Session, options: ApiOptions): Promise<Answer> {
  return await withApi(session, options, 'command line', async (api) => {
    const reply = await api.get('/me/tasks')
    if (!isFine(reply)) return replyAnswer(reply)
    const lines = rowsOf(reply, 'tasks').map((row) => {
      const due = row['dueOn'] === null ? '' : `, until ${cellText(row['dueOn'])}`
      return `${cellText(row['text'])} (${paperText(row['paper'])}, ${cellText(row['by'])}${due})\n`
    })
    return said(lines.length === 0 ? 'There is nothing to do.\n' : lines.join(''), jsonOf(reply))
  })
}

/** Shows one’s own preferences, and changes what is given. */
export async function preferences(session: Session, options: PreferenceOptions): Promise<Answer> {
  const { language, timeZone, mail = [] } = options
  const wishes = mail.map((one): [string, string] => {
    const [kind = '', wish = ''] = one.split('=')
    return [kind, wish]
  })
  const wrong = wishes.find(
    ([kind, wish]) =>
      !newsKinds.some((one) => one === kind) || !mailWishes.some((one) => one === wish),
  )
  if (wrong !== undefined) {
    const message =
      `Write it as comment=never. Kinds: ${newsKinds.join(', ')}; ` +
      `how: ${mailWishes.join(', ')}.`
    return stopped('usage', [misuse('--mail', message)])
  }
  const changed = {
    ...(language === undefined ? {} : { language: language === '' ? null : language }),
    ...(timeZone === undefined ? {} : { timeZone: timeZone === '' ? null : timeZone }),
    ...(mail.length === 0 ? {} : { mails: Object.fromEntries(wishes) }),
  }
  return await withApi(session, options, 'command line', async (api) => {
    const reply =
      Object.keys(changed).length === 0
        ? await api.get('/me/preferences')
        : await api.post('/me/preferences', changed)
    return isFine(reply) ? said(preferencesText(jsonOf(reply)), jsonOf(reply)) : replyAnswer(reply)
  })
}

function preferencesText({ language, timeZone, mails }: Shown): string {
  const wishes = isShown(mails) ? Object.entries(mails) : []
  const lines = [
    `language: ${cellText(language) || 'as the device says'}`,
    `time zone: ${cellText(timeZone) || 'as the device says'}`,
    ...wishes.map(([kind, wish]) => `${kind} by mail: ${cellText(wish)}`),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function newsLine(row: Shown): string {
  const when = cellText(row['at']).slice(0, 16).replace('T', ' ')
  const mark = row['isRead'] === true ? ' ' : '*'
  const text = cellText(row['text'])
  const words = [cellText(row['what']), cellText(row['state'])].filter((word) => word !== '')
  const head = `${mark} ${when}  ${words.join(' ')}, ${cellText(row['by'])}`
  const below = [paperText(row['paper']), text].filter((line) => line !== '')
  return [head, ...below.map((line) => `    ${line}`), `    ${cellText(row['id'])}`, ''].join('\n')
}

function paperText(paper: unknown): string {
  if (!isShown(paper)) return 'something that you may not read'
  return [cellText(paper['kind']), cellText(paper['number'])].filter((one) => one !== '').join(' ')
}

function rowsOf(reply: Reply, name: string): Shown[] {
  const rows = jsonOf(reply)[name]
  return Array.isArray(rows) ? rows.filter((row: unknown) => isShown(row)) : []
}

function jsonOf({ json }: Reply): Shown {
  return isShown(json) ? json : {}
}
