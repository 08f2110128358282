/** A server over the library's papers in a process of its own; it tells its port and stays. */
import { pino } from 'pino'
import { openEntrance } from '#server/access/entrance.ts'
import { openDatabase } from '#server/database/database.ts'
import type { Address } from '#server/database/database.ts'
import { listen } from '#server/http/listen.ts'
import { servicesOver } from '#server/services.ts'
import { libraryHouse } from '#test/library-api.ts'

const address = JSON.parse(process.argv[2] ?? '{}') as Address
const entrance = openEntrance({ url: '', keyFile: '', onProblem: () => {} })
const log = pino({ level: 'warn' }, pino.destination(2))
const services = { ...servicesOver(openDatabase(address), entrance, log), ...libraryHouse }
const listener = await listen(services, { host: '127.0.0.1', port: 0 })
if (!listener.ok) throw new Error(listener.problems[0]?.message)
process.stdout.write(`${listener.value.port}\n`)
