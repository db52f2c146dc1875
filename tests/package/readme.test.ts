import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SCENARIOS } from '../../data/scenarios/index.ts'
import { RECIPES } from '../../domain/sample/recipes.ts'
import { flagOf } from '../../simulator/options/spelling.ts'
import { PROFILES } from '../../simulator/options/profiles.ts'
import { FULL } from '../helpers/runs.ts'
import { ROOT, run, start } from './processes.ts'
import { blocksOf, projectFolder, readDocument, walkThrough } from './walk-through.ts'

/** Names of the pages in docs/. */
const pages = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'))
const DOCUMENTS = ['README.md', ...pages.map((name) => `docs/${name}`)]

/** Output that shows that the commands of a page reached their end. */
const LAST_OUTPUT: Readonly<Record<string, string>> = {
  'README.md': 'status 204',
  'docs/classic.md': 'OrderCancelled',
  'docs/testing.md': 'never goes back'
}

/** `npm test` follows the README, the full run every page. */
const walked = FULL ? DOCUMENTS.filter((file) => file !== 'README.md') : []

it.for(FULL ? ['00:05', '07:30', '23:50'] : ['16:20'])('the commands of README.md print the output that it shows at %s, after the request of the banner', async (time) => {
  expect(await walkThrough('README.md', { time, afterBanner: true })).toContain(LAST_OUTPUT['README.md'])
})

it.for(walked.filter((file) => blocksOf(readDocument(file), 'sh').length > 0))('the commands of %s print the output that it shows', async (file) => {
  expect(await walkThrough(file)).toContain(LAST_OUTPUT[file] ?? '')
})

it('the README fits 150 lines', () => {
  expect(readDocument('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(150)
})

it('the index lists every page', () => {
  const index = readDocument('docs/README.md')
  for (const name of pages.filter((name) => name !== 'README.md')) expect(index).toContain(`](${name})`)
})

it('the example of the README for tests runs', async () => {
  const cwd = projectFolder()
  const [example = ''] = blocksOf(readDocument('README.md'), 'js')
  writeFileSync(join(cwd, 'example.mjs'), example)
  const { code, stdout, stderr } = await run(process.execPath, ['example.mjs'], { cwd })
  expect([code, stdout, stderr]).toEqual([0, '', ''])
})

it('the example of the plugin page answers requests', async () => {
  const cwd = projectFolder()
  const [example = ''] = blocksOf(readDocument('docs/plugin.md'), 'js')
  writeFileSync(join(cwd, 'host.mjs'), `${example.replace('port: 3000', "port: 0, host: '127.0.0.1'")}\nconsole.log(\`at port \${app.server.address().port}.\`)\n`)
  const [, port = ''] = await start(process.execPath, ['host.mjs'], { cwd }).until(/at port (\d+)\./)
  expect((await fetch(`http://localhost:${port}/sim/ready`)).status).toBe(200)
})

describe('the guide to testing', () => {
  it('shows tests that pass', async () => {
    const cwd = projectFolder()
    copyFileSync(join(ROOT, 'examples/javascript/broker.js'), join(cwd, 'broker.js'))
    const tests = blocksOf(readDocument('docs/testing.md'), 'js').join('\n')
    writeFileSync(join(cwd, 'broker.test.js'), tests)
    const { code, stdout, stderr } = await run(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter', 'json'], { cwd })
    expect(code, `${stdout}\n${stderr}`).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ numPassedTests: tests.match(/^it\(/gm)?.length })
  })

  it('defines no functions of the shell', () => {
    for (const block of blocksOf(readDocument('docs/testing.md'), 'sh')) expect(block).not.toMatch(/^\s*(?:function\s+\w+|\w+\s*\(\))/m)
  })

  it('lists every scenario with its course and the conduct of a good broker', () => {
    const listed = Object.entries(SCENARIOS).map(([name, { happens, broker }]) => [`\`${name}\``, happens, broker])
    expect(rowsOf('docs/testing.md', 'scenarios')).toEqual(listed)
  })

  it('lists every criterion', () => {
    expect(rowsOf('docs/testing.md', 'criteria').map(([name]) => name)).toEqual(Object.keys(RECIPES).map((name) => `\`${name}\``))
  })

  it('lists every action', () => {
    const sources = readdirSync(join(ROOT, 'domain'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    const known = sources.flatMap((name) => [...readDocument(`domain/${name}`).matchAll(/^ {2}(\w+SimulateAction):/gm)].map(([, action]) => `\`${action}\``))
    expect(known).not.toEqual([])
    expect(rowsOf('docs/testing.md', 'actions').map(([name]) => name).sort()).toEqual(known.sort())
  })
})

it('the conformance page lists every profile with its options', () => {
  const flags = (options: object): string => Object.entries(options).map(([name, value]: [string, unknown]) =>
    typeof value === 'boolean' ? `--${value ? '' : 'no-'}${flagOf(name)}` : `--${flagOf(name)} ${String(value)}`).join(' ')
  const written = Object.entries(PROFILES).map(([name, options]) => [`\`${name}\``, flags(options) === '' ? 'nothing' : `\`${flags(options)}\``])
  expect(rowsOf('docs/conformance.md', 'profiles')).toEqual(written)
})

it.for([...DOCUMENTS, 'CONTRIBUTING.md'])('every link of %s leads to a page and a heading', (file) => {
  const links = [...withoutBlocks(readDocument(file)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^https?:/.test(link))
  for (const link of links) {
    const [path = '', anchor] = link.split('#')
    const text = readFileSync(path === '' ? join(ROOT, file) : resolve(ROOT, dirname(file), path), 'utf8')
    if (anchor !== undefined) expect(anchorsIn(text), link).toContain(anchor)
  }
})

const withoutBlocks = (text: string): string => text.replace(/^```.*?^```/gms, '')

/** @returns the anchors of the headings, as GitHub forms them. */
function anchorsIn (text: string): string[] {
  return [...withoutBlocks(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-'))
}

/** @returns the cells of a marked table, row by row, without its header. */
function rowsOf (file: string, mark: string): string[][] {
  const [, table = ''] = readDocument(file).split(new RegExp(`<!-- /?${mark} -->`))
  return table.trim().split('\n').slice(2).map((row) => row.split('|').slice(1, -1).map((cell) => cell.trim()))
}
