import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { OptionsError, optionNames } from '../simulator/options/spelling.ts'

/** What a server needs for https, both in PEM. */
export interface Tls { readonly cert: string, readonly key: string }

/**
 * @param certFile - path of the certificate
 * @param keyFile - path of its private key
 * @returns what is in these files; undefined without them
 * @throws OptionsError that says what is wrong with them, and nothing of what is in them
 */
export function readTls (certFile: string | undefined, keyFile: string | undefined): Tls | undefined {
  if (certFile === undefined || keyFile === undefined) return undefined
  const tls = { cert: read('tlsCert', certFile), key: read('tlsKey', keyFile) }
  attempt(() => new X509Certificate(tls.cert), `option ${optionNames('tlsCert')} names no PEM file with a certificate`)
  attempt(() => createPrivateKey(tls.key), `option ${optionNames('tlsKey')} names no PEM file with a private key without passphrase`)
  attempt(() => createSecureContext(tls), `certificate and key of ${optionNames('tlsCert')} and ${optionNames('tlsKey')} do not go together`)
  return tls
}

function read (option: 'tlsCert' | 'tlsKey', file: string): string {
  return attempt(() => readFileSync(file, 'utf8'), `option ${optionNames(option)} names no file that can be read`)
}

/** Says of an error no more than its code: its message may repeat the path, and some give the key itself where its path belongs. */
function attempt<T> (operation: () => T, problem: string): T {
  try {
    return operation()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new OptionsError(`${problem} (${code})`)
  }
}
