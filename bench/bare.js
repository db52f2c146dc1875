/** The smallest application for `fastify start`. */
export default async function bare (app, _options) {
  app.get('/health', async () => ({ status: 'ok' }))
}
