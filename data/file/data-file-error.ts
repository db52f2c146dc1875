import { FORMAT } from './format.ts'
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
      'Nothing was changed. Restore a backup of all files, move the file, or start with --fresh.')
  }
}

/** A data file or its journal has the format of another release. The start changes no file. */
export class UnknownVersionError extends Error {
  constructor (file: string, version: unknown) {
    super(`${file}: expected version 2 or ${FORMAT}, found version ${String(version)}. ` +
      'Nothing was changed. Start the release that wrote it, move the file, or start with --fresh.')
  }
}

/** A data file and its journal do not belong together. The start changes no file. */
export class MismatchError extends Error {
  constructor (file: string, expected: string, found: string) {
    super(`${file}: expected ${expected}, found ${found}. ` +
      'Nothing was changed. Restore both files of one backup, move this file, or start with --fresh.')
  }
}

/** Another program has deleted or replaced a file of a running simulator. */
export class FilesLostError extends Error {
  constructor (journal: string) {
    super(`The data file or its journal ${journal} was deleted, replaced or shortened by another program. ` +
      'The simulator writes its state again before it accepts changes.')
  }
}
