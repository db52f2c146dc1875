import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { Agent, get as getHttps } from 'node:https'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import type { Json } from '../package/booking.ts'
import { ROOT, run } from '../package/processes.ts'

/**
 * Create certificates with the command of docs/https.md: `cert.pem` with `key.pem`, the first half of that key in
 * `half.pem`, and another key in `other.pem`.
 * @param cwd - the folder for the files
 */
export async function createCertificates (cwd: string): Promise<void> {
  const [line = ''] = /^openssl req .*$/m.exec(readFileSync(join(ROOT, 'docs/https.md'), 'utf8')) ?? []
  const { code, stderr } = await run('sh', ['-c', line], { cwd })
  if (code !== 0 || line === '') throw new Error(`openssl has failed: ${stderr}`)
  writeFileSync(join(cwd, 'half.pem'), readFileSync(join(cwd, 'key.pem'), 'utf8').slice(0, 600))
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  writeFileSync(join(cwd, 'other.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
}

/**
 * Send a GET request like a client that trusts one certificate.
 * @param url - an https address
 * @returns status and parsed body of the response
 */
export async function askSecurely (
  url: string, { ca, agent = new Agent() }: { ca: string, agent?: Agent }
): Promise<{ status: number | undefined, body: Json }> {
  const [response] = await once(getHttps(url, { ca, agent }), 'response') as [IncomingMessage]
  return { status: response.statusCode, body: await json(response) }
}
