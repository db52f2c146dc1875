import { commandOptions } from '../schemas/options.ts'
import { errorText } from './error-text.ts'
import { addressOf, request, type ServerAddress } from './http.ts'
import type { Command, Invocation } from './io.ts'

const HIGHEST_PORT = commandOptions.properties.port.maximum

/**
 * Check that the simulator at this host and port is ready, and print `ready`.
 * @returns 0
 * @throws {OptionsError} if an option is invalid
 * @throws {Error} if it is not ready, or there is no response
 */
export const healthcheck: Command = async ({ given }, { stdout }) => {
  const address = await addressFrom(given)
  const { status } = await request(address, { method: 'GET', path: '/ready' }).catch((error: unknown) => {
    throw new Error(`not ready: ${errorText(error)}`, { cause: error })
  })
  if (status !== 200) throw new Error(`not ready: status ${status}`)
  stdout.write('ready\n')
  return 0
}

/** Read the options without their validator, which takes longer than the rest of a check, unless one is invalid. */
async function addressFrom (given: Invocation['given']): Promise<ServerAddress> {
  const { port: { default: usualPort }, host: { default: usualHost } } = commandOptions.properties
  const { port = usualPort, host = usualHost, tlsCert, tlsKey } = given
  const isPort = /^\d+$/.test(String(port)) && Number(port) <= HIGHEST_PORT
  const isValid = isPort && host !== '' && Boolean(tlsCert) === Boolean(tlsKey)
  if (isValid) return { port: Number(port), host: String(host), isSecure: Boolean(tlsCert) }
  const { resolveCommandOptions } = await import('../simulator/options/resolve.ts')
  return addressOf(resolveCommandOptions(given))
}
