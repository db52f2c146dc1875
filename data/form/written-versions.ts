/** The versions that the files have, so that each is written once. */
export interface WrittenVersions {
  /** @returns whether the files have a version, and no compaction that is under way may drop it. */
  has (digest: string): boolean
  add (digest: string): void
  /** Begin a compaction: it drops each version that is not added from now on. */
  beginCompaction (): void
  /** Forget the versions that the compaction has dropped. */
  endCompaction (): void
}

/** Create the list of a store without versions. */
export function createWrittenVersions (): WrittenVersions {
  /** Number of the last compaction that kept a version, by digest. */
  const compactions = new Map<string, number>()
  let current = 0
  return {
    has: (digest) => compactions.get(digest) === current,
    add: (digest) => { compactions.set(digest, current) },
    beginCompaction: () => { current++ },
    endCompaction () {
      for (const [digest, compaction] of compactions) if (compaction !== current) compactions.delete(digest)
    }
  }
}
