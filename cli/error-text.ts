/** Advice for errors of the network, whose own text does not help. */
const NETWORK_ERRORS: Readonly<Record<string, (message: string) => string>> = {
  EADDRINUSE: (message) => `${message}; choose another --port, or --port 0 for any free port`,
  // A client without https learns no more than this of a server with https.
  ECONNRESET: () => 'the server closed the connection; ' +
    'a server with https needs its --tls-cert and --tls-key here (TLS_CERT, TLS_KEY)',
  // The text of OpenSSL takes several lines.
  EPROTO: () => 'no https at this port; leave out --tls-cert and --tls-key (TLS_CERT, TLS_KEY)'
}

/**
 * Describe an error for the person at the terminal.
 * @param error - any thrown value
 * @returns one line
 */
export function errorText (error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code = '', message } = error as NodeJS.ErrnoException
  const describe = NETWORK_ERRORS[code]
  if (describe !== undefined && message !== '') return describe(message)
  // Node gives no message, only the code, after it has tried several addresses.
  if (message === '') return code
  // Node adds instructions for values that look like options.
  return code.startsWith('ERR_PARSE_ARGS') ? `${message.split(/\.\s/, 1)[0]}; see --help` : message
}
