/** The smallest application for `fastify start`. */
export default async function bare (app) {
  app.get('/health', async () => ({ status: 'ok' }))
}
