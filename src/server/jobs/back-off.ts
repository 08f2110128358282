/** How long a job that failed waits before it is tried again, and when that is enough. */

/** So many failures in a row without getting further, and a person must look. */
export const mostAttempts = 5

/**
 * Milliseconds to wait after so many failures in a row: about 1, 4, 16 and 64 seconds. `chance`,
 * from 0 to below 1, takes up to half of it away, so that jobs that met once don't meet again.
 */
export function backOff(failures: number, chance: number): number {
  const longest = 1_000 * 4 ** (failures - 1)
  return Math.round(longest * (1 - chance / 2))
}
