import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, onTestFinished } from 'vitest'

/**
 * Send the beginning of a request, and wait until the server reads it. The connection stays open until the test ends.
 * @param port - port of a server on this machine
 */
export async function beginRequest (port: string | number): Promise<void> {
  const socket = connect({ host: '127.0.0.1', port: Number(port) }).on('error', () => {})
  onTestFinished(() => { socket.destroy() })
  await once(socket, 'connect')
  socket.write([
    'PUT /api/openbooking/order-quotes/64c825bd-cfd3-4333-8182-8b27b7c209b4 HTTP/1.1', 'host: localhost',
    'x-api-key: rr4nlnyhi3tdoonxfysi', 'expect: 100-continue', 'content-type: application/json',
    'content-length: 100', '', '{'
  ].join('\r\n'))
  // This response proves that the server has begun to read the request.
  expect(String(await once(socket, 'data'))).toContain('100 Continue')
}
