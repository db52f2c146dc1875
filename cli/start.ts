import type { Command } from './io.ts'
import type { Server } from './listen.ts'

/** Time that incomplete requests have to finish after the signal to stop (ms). */
const ANSWER_WITHIN = 400

/**
 * Start the simulator, print the banner, and wait until it has stopped.
 * @returns 0, or 1 if an error has stopped it
 * @throws {OptionsError} if an option is invalid, or does not fit the data file or another option
 * @throws {Error} if fastify is missing, or the server cannot listen
 */
export const start: Command = async ({ given }, io, stopWhen) => {
  const server: Server = { isStopping: false, connections: new Set() }
  let setStopped: (code: number) => void = () => {}
  const stopped = new Promise<number>((resolve) => { setStopped = resolve })
  // Before the slow imports: process 1 of a container ignores signals without a listener.
  const cancel = stopWhen(async (error) => {
    try {
      await stop(server, error)
    } finally {
      await Promise.all([io.stdout.flush?.(), io.stderr.flush?.()])
      setStopped(error === undefined ? 0 : 1)
    }
  })
  try {
    const { listen } = await import('./listen.ts')
    await listen(server, given, io)
  } catch (error) {
    // An interrupted start fails; that is a clean stop.
    if (!server.isStopping) {
      cancel()
      await server.app?.close()
      throw error
    }
  }
  return await stopped
}

async function stop (server: Server, error: Error | undefined): Promise<void> {
  server.isStopping = true
  if (error !== undefined) server.app?.log.error(error)
  setTimeout(() => { for (const connection of server.connections) connection.destroy() }, ANSWER_WITHIN).unref()
  await server.app?.close()
}
