import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'
import { emptySnapshot } from '../data/engine/snapshot.ts'
import { createMemoryStore, openFileStore } from '../data/lowdb-store.ts'
import { type Store, StoreUnavailableError } from '../data/store.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import type { Log } from './log.ts'
import { dataFileOf } from './options/rules.ts'
import { OptionsError, optionNames } from './options/spelling.ts'

/** The world of the booking system itself; tenants have others. */
const DEFAULT_WORLD = 'default'

/**
 * Open the store that the options name: a database, a data file, or memory.
 * @param realNow - gives the real time, from which change numbers start
 * @throws {OptionsError} if the data file is damaged, foreign, unreadable or in use, or its folder is not writable; or
 * if the database cannot be reached
 */
export async function openStore (options: ResolvedSimulatorOptions, realNow: () => Date, log: Log): Promise<Store> {
  if (options.databaseUrl !== undefined) return await openDatabase(options.databaseUrl, options, log)
  const { fresh, firstChangeNumber, durability } = options
  const file = dataFileOf(options)
  if (file === undefined) return createMemoryStore(emptySnapshot(realNow(), firstChangeNumber))
  try {
    const warn = (message: string): void => { log.warn(message) }
    return await openFileStore({ file, clock: realNow, durability, fresh, firstChangeNumber, warn })
  } catch (error) {
    const problem = await folderProblem(dirname(file)) ?? (error as Error).message
    throw new OptionsError(`option ${optionNames('dataFile')}: ${problem}`, { cause: error })
  }
}

async function openDatabase (
  url: string, { fresh, firstChangeNumber }: ResolvedSimulatorOptions, log: Log
): Promise<Store> {
  // The client is loaded only where it is chosen.
  const { openPostgresStore } = await import('../data/postgres/postgres-store.ts')
  try {
    const warn = (message: string): void => { log.warn(message) }
    return await openPostgresStore({ url, world: DEFAULT_WORLD, fresh, firstChangeNumber, warn })
  } catch (error) {
    // The cause of an error may quote the URL with its password.
    throw new OptionsError(`option ${optionNames('databaseUrl')}: ${reasonOf(error)}. ` +
      'Check host, port, user, password and name of the database, and whether it accepts connections.')
  }
}

/** @returns the message of an error; attempts at several addresses have a message each. */
function reasonOf (error: unknown): string {
  const messages = error instanceof AggregateError ? error.errors : [error]
  return messages.map((one) => (one as Error).message).join('; ')
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

/** @returns whether an error says that a change could not be written and was undone. */
export const isStoreUnavailable = (error: unknown): boolean => error instanceof StoreUnavailableError
