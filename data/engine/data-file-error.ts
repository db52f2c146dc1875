/** The file is none of ours, so no start touches it, not even a fresh one. */
export class ForeignFileError extends Error {
  constructor (file: string) { super(`${file} is no data file of the simulator. Nothing was changed; move it, or name another one.`) }
}

/** The data file or its journal can't be read. Nothing is written then. */
export class DataFileError extends Error {
  constructor (file: string, line: number, byte: number, problem: string) {
    super(`${file}: line ${line} (byte ${byte}) ${problem}. Nothing was changed; mend or move the file, or start with --fresh.`)
  }
}
