import type { Line } from './lines.ts'

/** A file is not a data file of the simulator. No start changes it, not even a fresh one. */
export class ForeignFileError extends Error {
  constructor (file: string) {
    super(`${file}: expected a data file of the simulator, found another file. ` +
      'Nothing was changed. Move it, or name another data file.')
  }
}

/** A line of a data file or its journal is damaged. The start changes no file. */
export class DataFileError extends Error {
  constructor (file: string, { number, byte }: Pick<Line, 'number' | 'byte'>, expected: string, found: string) {
    super(`${file}: line ${number} (byte ${byte}): expected ${expected}, found ${found}. ` +
      'Nothing was changed. Repair or move the file, or start with --fresh.')
  }
}
