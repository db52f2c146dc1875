import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Json } from './booking.ts'
import { CLI, ROOT, run, start, temporaryFolder } from './processes.ts'

/** The parts of the walk-through that are to be copied, and the answers that it promises, as far as they are whole. */
function walkThrough (): { script: string, promised: Json[] } {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  const section = readme.slice(readme.indexOf('## One booking'), readme.indexOf('## What is implemented'))
  const blocks = (language: string): string[] => [...section.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, block = '']) => block)
  return { script: blocks('sh').join('\necho\n'), promised: blocks('json').map((block) => JSON.parse(block.replace(/,?\s*…/g, ''))) }
}

/** What differs from day to day. */
const CHANGING = /[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:]+Z|events\/\d+|afterChangeNumber=\d+|localhost:\d+/g

function stable (value: unknown): unknown {
  if (typeof value === 'string') return value.replace(CHANGING, '*')
  if (Array.isArray(value)) return value.map(stable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => !['orderNumber', 'modified'].includes(name)).map(([name, part]) => [name, stable(part)]))
}

it('the walk-through of the README does what it says, copied and pasted', async () => {
  const cwd = temporaryFolder()
  const simulator = start(process.execPath, [CLI, '--port', '0', '--data-file', 'memory', '--log-level', 'silent'], { cwd })
  const [, base = ''] = await simulator.until(/base URL\s+(\S+)/)
  const { script, promised } = walkThrough()
  const { stdout, stderr, code } = await run('sh', ['-c', script.replace('http://localhost:5000', base)], { cwd })
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain('status 204')
  const answers = stdout.split('\n').flatMap((line) => line.startsWith('{') ? [JSON.parse(line.replace(/status \d+$/, '')) as Json] : [])
  expect(answers).toHaveLength(promised.length)
  for (const [index, answer] of answers.entries()) expect(stable(answer)).toMatchObject(stable(promised[index]) as object)
})
