/**
 * Loaded before the server's program in a child of the fault rigs: ends it when its parent is gone,
 * and sets its clock to what the parent says in messages `{ clock: milliseconds off }`.
 */

const real = Date.now
const realInstant = Temporal.Now.instant
const realDay = Temporal.Now.plainDateISO
let off = Number(process.env['BACKSTAY_TEST_CLOCK'] ?? 0)

Date.now = () => real() + off
Temporal.Now.instant = () => realInstant().add({ milliseconds: off })
Temporal.Now.plainDateISO = (zone) =>
  off === 0
    ? realDay(zone)
    : Temporal.Now.instant()
        .toZonedDateTimeISO(zone ?? 'UTC')
        .toPlainDate()

process.on('message', (message: { readonly clock?: number }) => {
  if (message.clock !== undefined) off = message.clock
})
process.on('disconnect', () => process.exit(70))
process.channel?.unref()
