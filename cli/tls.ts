import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { OptionsError, optionNames } from '../simulator/options/spelling.ts'

/** Certificate and private key of a server, both PEM. */
export interface Tls { readonly cert: string, readonly key: string }

/**
 * Read the certificate and the private key for https. Errors never repeat content of the files.
 * @param certFile - path of the certificate
 * @param keyFile - path of its private key
 * @returns the content of both files; undefined without paths
 * @throws {OptionsError} if a file is unreadable, holds something else, or the key belongs to another certificate
 */
export function readTls (certFile: string | undefined, keyFile: string | undefined): Tls | undefined {
  if (certFile === undefined || keyFile === undefined) return undefined
  const tls = { cert: read('tlsCert', certFile), key: read('tlsKey', keyFile) }
  const [cert, key] = [optionNames('tlsCert'), optionNames('tlsKey')]
  attempt(() => new X509Certificate(tls.cert), `option ${cert} must name a PEM file with a certificate`)
  attempt(() => createPrivateKey(tls.key), `option ${key} must name a PEM file with a private key without passphrase`)
  attempt(() => createSecureContext(tls), `certificate and key do not match: check ${cert} and ${key}`)
  return tls
}

function read (option: 'tlsCert' | 'tlsKey', file: string): string {
  return attempt(() => readFileSync(file, 'utf8'), `option ${optionNames(option)} must name a readable file`)
}

/**
 * Run an operation; report only the code of its error. The message may repeat the path, and a person may give the key
 * itself instead of its path.
 */
function attempt<T> (operation: () => T, problem: string): T {
  try {
    return operation()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new OptionsError(`${problem} (${code})`)
  }
}
