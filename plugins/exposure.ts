import { isIP } from 'node:net'
import fp from 'fastify-plugin'

const WARNING = 'WARNING: this simulator listens beyond this machine, and takes PUBLISHED credentials: whoever reaches it can read, book and cancel. ' +
  'Give credentials of your own (--credentials, CREDENTIALS), or listen on 127.0.0.1.'

/** Says loudly when others than this machine can come in by credentials that everybody may know. */
export default fp(async (app) => {
  const { credentials } = app.openBooking.options
  if (credentials !== undefined) return
  app.addHook('onListen', async () => {
    if (app.addresses().every((address) => typeof address === 'string' || isLoopback(address.address))) return
    app.log.warn(WARNING)
  })
}, { name: 'open-booking-simulator-exposure' })

const isLoopback = (address: string): boolean => address === '::1' || (isIP(address) === 4 && address.startsWith('127.')) || address.startsWith('::ffff:127.')
