import { optionNames } from '../simulator/options/spelling.ts'

/** Options that a network error can be about. */
const [HOST, PORT] = [optionNames('host'), optionNames('port')]
const HTTPS = `${optionNames('tlsCert')} and ${optionNames('tlsKey')}`

/** Advice for errors of the network, whose own text does not help; each follows the text of the system. */
const ADVICE: Readonly<Record<string, string>> = {
  EADDRINUSE: `choose another ${PORT}, or 0 for any free one`,
  EADDRNOTAVAIL: `option ${HOST} must be an address of this machine`,
  EACCES: `option ${PORT} needs a number above 1023 here, or 0 for any free one`,
  ENOTFOUND: `option ${HOST} must be an address or a known host name`,
  EAI_AGAIN: `option ${HOST} must be an address or a known host name`,
  ECONNREFUSED: `no server is there: check ${HOST} and ${PORT}`,
  ETIMEDOUT: `check ${HOST} and ${PORT}`
}

/** Texts that replace the text of the system. */
const REPLACED: Readonly<Record<string, string>> = {
  // A client without https learns no more than this of a server with https.
  ECONNRESET: `the server closed the connection; a server with https needs its ${HTTPS} here`,
  EPIPE: 'the server closed the connection before it had the whole request',
  // The text of OpenSSL takes several lines.
  EPROTO: `no https at this port; leave out ${HTTPS}`
}

/**
 * Describe an error for the person at the terminal.
 * @param error - any thrown value
 * @returns one line
 */
export function errorText (error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code = '', message, syscall } = error as NodeJS.ErrnoException
  const replaced = REPLACED[code]
  if (replaced !== undefined) return replaced
  // Node gives no message, only the code, after it has tried several addresses. Files have such codes, too.
  const isNetwork = message === '' || ['listen', 'connect', 'getaddrinfo'].includes(syscall ?? '')
  const advice = isNetwork ? ADVICE[code] : undefined
  if (advice !== undefined) return `${message === '' ? code : message}; ${advice}`
  if (message === '') return code
  const [, flag] = /^Option '(?:-\w, )?(--[\w-]+)[^']*' argument is ambiguous/.exec(message) ?? []
  if (flag !== undefined) return `${flag} needs a value; one that begins with a dash follows an equals sign: ${flag}=-1`
  // Node adds instructions for values that look like options.
  return code.startsWith('ERR_PARSE_ARGS') ? `${message.split(/\.\s/, 1)[0]}; see --help` : message
}
