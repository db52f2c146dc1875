// Opens the store in a data file, and prints how many orders it has.
import { openFileStore } from '../../dist/data/lowdb-store.js'

const store = await openFileStore({ file: process.argv[2], clock: () => new Date(), warn () {} })
process.stdout.write(String(await store.transaction(async (tx) => (await tx.list('order', {})).length)))
process.exit(0)
