/** The verbs of `me`: one’s own news, tasks and preferences. */
import type { Command } from 'commander'
import type { ApiOptions } from '#cli/api.ts'
import {
  markRead,
  preferences,
  showNews,
  showTasks,
  type NewsOptions,
  type PreferenceOptions,
  type ReadOptions,
} from '#cli/verbs/me.ts'
import { withExamples, withKey, type Act } from '#cli/words/shared.ts'
import { languages } from '#server/news/preferences.ts'
import { mailWishes, newsKinds } from '#server/news/wishes.ts'

export function addMeVerb(program: Command, act: Act): void {
  const me = program.command('me').description('see your own news and tasks, set what you prefer')
  const news = withKey(me.command('news'))
    .description('list what others did that concerns you')
    .option('--limit <count>', 'how many, at most 100; 50 unless said otherwise')
    .option('--after <id>', 'the news after which an older page begins')
  withExamples(news, 'backstay me news --limit 10')
  act(news, (session) => showNews(session, news.optsWithGlobals<NewsOptions>()))
  const read = withKey(me.command('read [news...]'))
    .description('mark news as read, on every device')
    .option('--all', 'all that there is')
    .option('--unread', 'as unread instead')
  withExamples(read, 'backstay me read --all')
  act(read, (session, ids) => markRead(session, ids, read.optsWithGlobals<ReadOptions>()))
  const tasks = withKey(me.command('tasks')).description('list what you are to do')
  act(tasks, (session) => showTasks(session, tasks.optsWithGlobals<ApiOptions>()))
  const chosen = withKey(me.command('preferences'))
    .description('show your preferences, and change what is given')
    .option('--language <word>', `${languages.join(' or ')}; "" as the device says`)
    .option('--time-zone <name>', 'such as Europe/Berlin; "" as the device says')
    .option(
      '--mail <wish...>',
      `how a kind of news comes by mail; kinds: ${newsKinds.join(', ')}; ` +
        `how: ${mailWishes.join(', ')}`,
    )
  withExamples(chosen, 'backstay me preferences --time-zone Europe/Berlin --mail comment=never')
  act(chosen, (session) => preferences(session, chosen.optsWithGlobals<PreferenceOptions>()))
}
