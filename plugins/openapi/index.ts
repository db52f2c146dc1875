import type { FastifyInstance } from 'fastify'
import { VERSION } from '../../simulator/this-package.ts'
import { fill, type Values } from './fill.ts'
import type { Reference } from './reference.ts'

/** A file of the reference page. */
export interface PageFile { readonly type: string, readonly content: Buffer }

/** The documentation of an app, made at the first request for it. */
export interface Documentation {
  /**
   * Write the OpenAPI document for a simulator.
   * @param values - values of the simulator by the words in braces of the examples
   */
  documentFor (values: Values): Promise<object>
  /**
   * Read a file of the reference page.
   * @param path - path below the page, beginning with a slash
   * @returns the file, undefined if there is none
   */
  fileAt (path: string): Promise<PageFile | undefined>
}

/**
 * Document an app: its OpenAPI document, and the page that shows it.
 * @param app - the app of the routes
 */
export function createDocumentation (app: FastifyInstance): Documentation {
  let made: Promise<Reference> | undefined
  const reference = (): Promise<Reference> => (made ??= make())

  // The descriptions of all operations are much to load.
  async function make (): Promise<Reference> {
    const { createReference } = await import('./reference.ts')
    return await createReference(app, VERSION)
  }

  // Without a reference there is nothing to close.
  app.addHook('onClose', async () => { await made?.then(async ({ pages }) => { await pages.close() }, () => {}) })
  return {
    documentFor: async (values) => fill((await reference()).document, values) as object,
    fileAt: async (path) => {
      const { pages, path: page } = await reference()
      const { statusCode, headers, rawPayload } = await pages.inject(`${page}${path}`)
      if (statusCode !== 200) return undefined
      return { type: String(headers['content-type']), content: path === '/' ? forPhones(rawPayload) : rawPayload }
    }
  }
}

/** Let the page be as wide as a phone: its package shows phones the width of a desk. */
const forPhones = (page: Buffer): Buffer => Buffer.from(String(page)
  .replace('<head>', '<head>\n      <meta name="viewport" content="width=device-width, initial-scale=1">'))
