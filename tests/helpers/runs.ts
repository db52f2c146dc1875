/** Whether this is the run that leaves nothing out: `npm run test:more`. */
export const FULL = process.env['FULL'] === '1'

/**
 * Say how often to repeat what takes long.
 * @param full - times in a full run (count)
 * @param part - share of them in any other (0 to 1)
 */
export const runs = (full: number, part = 0.25): number => FULL ? full : Math.ceil(full * part)
