/** An example that was ended: what was noted of it, and that the anchor file agrees. */

/** The last end of an example under this identifier; null where there was none. */
export async function endedExample(look) {
  const [{ is }] = await look.query(`select $1::uuid is not null
    and to_regclass('ledger.ended_example') is not null as is`)
  if (!is) return null
  const [found] = await look.query(`select name, ended_by as by, entries, seals,
      encode(last_seal, 'hex') as hash,
      to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
    from ledger.ended_example where organization = $1 order by ended_at desc limit 1`)
  return found ?? null
}

/** Says that an example was ended, and compares its last seal with the anchor file's. */
export function examineEnded(look, anchors) {
  const { ended } = look
  if (ended === null) return
  look.warnings.push(
    `The example “${ended.name}” was ended at ${ended.at} by ${ended.by}: its ` +
      `${ended.entries} entries under ${ended.seals} seals are gone, and are not missing.`,
  )
  const anchored = anchors?.ended.get(Number(ended.seals))
  const highest = Math.max(0, ...(anchors?.ended.keys() ?? []))
  if (highest > Number(ended.seals)) {
    look.find(
      'tail-cut',
      `The anchor knows seal ${highest} of the example that was ended, but ` +
        `only ${ended.seals} seals are noted of it.`,
      { seal: highest },
    )
  } else if (anchored !== undefined && anchored !== ended.hash) {
    look.find(
      'anchor-differs',
      `Seal ${ended.seals}, the last of the example that was ended, is not the ` +
        'one in the anchor file.',
      { seal: Number(ended.seals) },
    )
  }
}
