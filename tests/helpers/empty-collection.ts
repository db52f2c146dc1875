import { rmSync } from 'node:fs'
import { COLLECTION } from './collection.ts'

/** Delete the collection of the previous run. */
export default function setup (): void {
  rmSync(COLLECTION, { recursive: true, force: true })
}
