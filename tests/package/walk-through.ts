import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Json } from './booking.ts'
import { CLI, ROOT, run, start, temporaryFolder } from './processes.ts'

/** What differs from day to day. */
const CHANGING = /[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:]+Z|scheduled-sessions\/\d+\/events\/\d+|afterChangeNumber=\d+|localhost:\d+/g

/** Properties with an arbitrary value. */
const ARBITRARY = ['orderNumber', 'modified', 'confirmationNumber']

function stable (value: unknown): unknown {
  if (typeof value === 'string') return value.replace(CHANGING, '*')
  if (Array.isArray(value)) return value.map(stable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => !ARBITRARY.includes(name)).map(([name, part]) => [name, stable(part)]))
}

/**
 * Copies and pastes the commands of a part of a document, and compares what they print with the answers that it promises, as far as these are whole.
 * @returns all that was printed
 */
export async function walkThrough (file: string, [from, to]: readonly [from: string, to: string]): Promise<string> {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const section = text.slice(text.indexOf(from), text.indexOf(to))
  const blocks = (language: string): string[] => [...section.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, block = '']) => block)
  const promised = blocks('json').map((block) => JSON.parse(block.replace(/,?\s*…/g, '')) as Json)

  const cwd = temporaryFolder()
  const simulator = start(process.execPath, [CLI, '--port', '0', '--data-file', 'memory', '--log-level', 'silent'], { cwd })
  const [, base = ''] = await simulator.until(/base URL\s+(\S+)/)
  const { stdout, stderr, code } = await run('sh', ['-c', blocks('sh').join('\necho\n').replace('http://localhost:5000', base)], { cwd })
  expect([code, stderr]).toEqual([0, ''])
  const answers = stdout.split('\n').flatMap((line) => line.startsWith('{') ? [JSON.parse(line.replace(/status \d+$/, '')) as Json] : [])
  expect(answers).toHaveLength(promised.length)
  for (const [index, answer] of answers.entries()) expect(stable(answer)).toMatchObject(stable(promised[index]) as object)
  return stdout
}
