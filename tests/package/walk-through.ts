import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Json } from './booking.ts'
import { CLI, ROOT, run, start, temporaryFolder } from './processes.ts'

/** What differs from day to day. */
const CHANGING = /[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:]+Z|scheduled-sessions\/\d+\/events\/\d+|\/test-\w+|afterChangeNumber=\d+|localhost:\d+/g

/** Properties with an arbitrary value. */
const ARBITRARY = ['orderNumber', 'modified', 'confirmationNumber']

function stable (value: unknown): unknown {
  if (typeof value === 'string') return value.replace(CHANGING, '*')
  if (Array.isArray(value)) return value.map(stable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => !ARBITRARY.includes(name)).map(([name, part]) => [name, stable(part)]))
}

/** @returns the text of a document of the repository. */
export const readDocument = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

/** @returns the blocks of a language, in their order. */
export function blocksOf (text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, block = '']) => block)
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')

/**
 * Copies and pastes the commands of a part of a document, and compares what they print with the answers that it promises, as far as these are whole.
 * Where it also promises lines of text, there are to be no others.
 * @returns all that was printed
 */
export async function walkThrough (file: string, [from, to]: readonly [from: string, to: string]): Promise<string> {
  const text = readDocument(file)
  const section = text.slice(text.indexOf(from), text.indexOf(to))
  const promised = blocksOf(section, 'json').map((block) => JSON.parse(block.replace(/,?\s*…/g, '')) as Json)
  const promisedLines = linesOf(blocksOf(section, 'text').join(''))

  const cwd = temporaryFolder()
  const simulator = start(process.execPath, [CLI, '--port', '0', '--data-file', 'memory', '--log-level', 'silent'], { cwd })
  const [, base = ''] = await simulator.until(/base URL\s+(\S+)/)
  const { stdout, stderr, code } = await run('sh', ['-c', blocksOf(section, 'sh').join('\necho\n').replace('http://localhost:5000', base)], { cwd })
  expect([code, stderr]).toEqual([0, ''])
  const isAnswer = (line: string): boolean => line.startsWith('{')
  const answers = linesOf(stdout).filter(isAnswer).map((line) => JSON.parse(line.replace(/status \d+$/, '')) as Json)
  expect(answers).toHaveLength(promised.length)
  for (const [index, answer] of answers.entries()) expect(stable(answer)).toMatchObject(stable(promised[index]) as object)
  if (promisedLines.length > 0) expect(linesOf(stdout).filter((line) => !isAnswer(line))).toEqual(promisedLines)
  return stdout
}
