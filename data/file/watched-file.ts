import { type FileIdentity, type FileSystem, identityOf } from './file-system.ts'
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
  isReplaced (): boolean
}

/**
 * Watch a path. Until a file is accepted, none is missed.
 * @param path - path of the file
 * @param files - file system
 * @param lock - excludes other instances
 */
export function watchFile (path: string, files: FileSystem, lock: Pick<Lock, 'hold'>): WatchedFile {
  let accepted = new Set<string>()

  const nameOf = async (file: string): Promise<string> => textOf(await files.stat(file, { bigint: true }))

  return {
    async expect (temporary) { if (accepted.size > 0) accepted.add(await nameOf(temporary)) },
    async accept () {
      accepted = new Set([await nameOf(path)])
      await lock.hold(path)
    },
    isReplaced () {
      if (accepted.size === 0) return false
      const found = identityOf(path, files)
      return found === undefined || !accepted.has(textOf(found))
    }
  }
}

const textOf = ({ dev, ino }: FileIdentity): string => `${dev} ${ino}`
