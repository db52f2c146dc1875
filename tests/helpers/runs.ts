/** Whether this is a full run: `npm run test:more`. */
export const FULL = process.env['FULL'] === '1'

/**
 * Choose the repetitions of a slow test.
 * @param full - repetitions in a full run (count)
 * @param part - share of them in any other run (0 to 1)
 * @returns repetitions in this run (count)
 */
export const runs = (full: number, part = 0.25): number => FULL ? full : Math.ceil(full * part)
