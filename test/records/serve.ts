/** The API over a library in a process of its own, whose memory a test looks at. */
import { pino } from 'pino'
import { openEntrance } from '#server/access/entrance.ts'
import { openDatabase } from '#server/database/database.ts'
import type { Address } from '#server/database/database.ts'
import { listen } from '#server/http/listen.ts'
import { servicesOver } from '#server/services.ts'
import { libraryHouse } from '#test/library-api.ts'

const [at = '', keyFile = ''] = process.argv.slice(2)
const database = openDatabase(JSON.parse(at) as Address)
const entrance = openEntrance({ url: 'https://books.example', keyFile, onProblem: () => {} })
const services = { ...servicesOver(database, entrance, pino({ level: 'silent' })), ...libraryHouse }
const listener = await listen(services, { host: '127.0.0.1', port: 0 })
if (!listener.ok) throw new Error(listener.problems[0]?.message)
process.send?.({ port: listener.value.port })
// Asked for anything, it tells the most memory that it ever had, in megabytes.
process.on('message', () => {
  process.send?.({ megabytes: Math.round(process.resourceUsage().maxRSS / 1024) })
})
