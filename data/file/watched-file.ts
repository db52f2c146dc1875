import type { FileSystem } from './file-system.ts'
import type { Lock } from './lock.ts'

/** A file that this process has written, and that no other program should touch. */
export interface WatchedFile {
  /**
   * Accept the file that is at the path of a temporary file now, which is about to replace the watched one.
   * @throws {Error} if the system refuses access
   */
  expect (temporary: string): Promise<void>
  /** Accept only the file that is at the path now, and exclude other instances from it. */
  accept (): Promise<void>
  /** @returns whether the file at the path is missing, or another one than those accepted. */
  isReplaced (): Promise<boolean>
}

/**
 * Watch a path. Until a file is accepted, none is missed.
 * @param path - path of the file
 * @param files - file system
 * @param lock - excludes other instances
 */
export function watchFile (path: string, { stat }: Pick<FileSystem, 'stat'>, lock: Pick<Lock, 'hold'>): WatchedFile {
  let accepted = new Set<string>()

  async function identityOf (file: string): Promise<string> {
    const { dev, ino } = await stat(file, { bigint: true })
    return `${dev} ${ino}`
  }

  return {
    async expect (temporary) { if (accepted.size > 0) accepted.add(await identityOf(temporary)) },
    async accept () {
      accepted = new Set([await identityOf(path)])
      await lock.hold(path)
    },
    async isReplaced () {
      return accepted.size > 0 && !accepted.has(await identityOf(path).catch(() => 'missing'))
    }
  }
}
