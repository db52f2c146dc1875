import { rmSync } from 'node:fs'
import { COLLECTION } from './collection.ts'

/** A run begins with nothing collected. */
export default function setup (): void {
  rmSync(COLLECTION, { recursive: true, force: true })
}
