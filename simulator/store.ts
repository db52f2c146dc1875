import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'
import { emptySnapshot } from '../data/engine/snapshot.ts'
import { createMemoryStore, openFileStore } from '../data/lowdb-store.ts'
import type { Store } from '../data/store.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import type { Log } from './log.ts'
import { dataFileOf } from './options/rules.ts'
import { OptionsError, optionNames } from './options/spelling.ts'

/**
 * Open the store that the options name: a data file, or memory.
 * @param realNow - gives the real time, from which change numbers start
 * @throws {OptionsError} if the data file is damaged, foreign, unreadable or in use, or its folder is not writable
 */
export async function openStore (options: ResolvedSimulatorOptions, realNow: () => Date, log: Log): Promise<Store> {
  const file = dataFileOf(options)
  if (file === undefined) return createMemoryStore(emptySnapshot(realNow()))
  try {
    return await openFileStore({ file, clock: realNow, fresh: options.fresh, warn: (message) => { log.warn(message) } })
  } catch (error) {
    const problem = await folderProblem(dirname(file)) ?? (error as Error).message
    throw new OptionsError(`option ${optionNames('dataFile')}: ${problem}`, { cause: error })
  }
}

/** Describe why a folder, or the nearest one above that exists, cannot hold a data file. */
async function folderProblem (folder: string): Promise<string | undefined> {
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && dirname(folder) !== folder) return await folderProblem(dirname(folder))
    const user = process.getuid === undefined ? '' : ` by user ${process.getuid()}, group ${process.getgid?.()}`
    return `the folder ${folder} must be readable and writable${user} (${code}). Change its permissions, ` +
      'or name a data file in another folder.'
  }
}
