import { writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { NODE_FILES } from '../../data/file/file-system.ts'
import { readLines } from '../../data/file/lines.ts'
import { newDataFile } from './files.ts'

it('each line of a large file has its offset in the file', async () => {
  const file = await newDataFile()
  const long = 'x'.repeat(2 * 1024 * 1024)
  await writeFile(file, `a\n${long}\nz\n`)
  const offsets: number[] = []
  for await (const lines of readLines(file, NODE_FILES)) offsets.push(...lines.map(({ byte }) => byte))
  expect(offsets).toEqual([0, 2, long.length + 3])
})
