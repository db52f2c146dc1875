import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import { type Store, StoreUnavailableError } from '../data/store.ts'
import type { Environment } from '../domain/records/environment.ts'
import { doDue } from './due.ts'

interface SettlingParts {
  readonly store: Store
  readonly clock: () => Date
  readonly environment: (now: Date) => Environment
  readonly log: Pick<FastifyBaseLogger, 'error'>
}

/** Bounds of what an idle server waits (ms): a clock may be moved, so it never sleeps for long. */
const [SHORTEST, LONGEST] = [1000, 60_000]

export interface Settling {
  /** Does what time has brought about, if anything. */
  settle (): Promise<void>
  /** The same before a request. Who only reads gets what is there when nothing can be written. */
  settleBefore (request: Pick<FastifyRequest, 'method'>): Promise<void>
  /** Does so from now on when nobody asks, too: an idle server announces what lapses. */
  start (): void
  stop (): void
}

export function createSettling ({ store, clock, environment, log }: SettlingParts): Settling {
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  async function settle (): Promise<void> {
    if (store.dueAt() > clock().getTime()) return
    await store.transaction(async (tx) => { await doDue(tx, environment(tx.now)) })
  }

  async function settleBefore ({ method }: Pick<FastifyRequest, 'method'>): Promise<void> {
    try {
      await settle()
    } catch (error) {
      if (!(error instanceof StoreUnavailableError) || (method !== 'GET' && method !== 'HEAD')) throw error
      log.error({ err: error }, 'what is due could not be done')
    }
  }

  function wakeIn (wait: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      settle().then(wakeWhenDue).catch((error: unknown) => {
        log.error({ err: error }, 'what is due could not be done')
        wakeIn(LONGEST)
      })
    }, wait).unref()
  }

  function wakeWhenDue (): void {
    wakeIn(Math.min(Math.max(store.dueAt() - clock().getTime(), SHORTEST), LONGEST))
  }

  return {
    settle,
    settleBefore,
    start: wakeWhenDue,
    stop () {
      stopped = true
      clearTimeout(timer)
    }
  }
}
