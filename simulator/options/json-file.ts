import { readFile } from 'node:fs/promises'
import { OptionsError } from './spelling.ts'

/**
 * Read a JSON file.
 * @throws {OptionsError} if it cannot be read, or contains no JSON
 */
export async function readJson (file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new OptionsError(`${file} must be a JSON file: ${(error as Error).message}`)
  }
}
