import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RECIPES } from '../../domain/sample/recipes.ts'
import { PROFILES } from '../../simulator/options/profiles.ts'
import { flagOf } from '../../simulator/options/spelling.ts'
import { ROOT, run, temporaryFolder } from './processes.ts'
import { blocksOf, readDocument, walkThrough } from './walk-through.ts'

it('the walk-through of the README does what it says, copied and pasted', async () => {
  expect(await walkThrough('README.md', ['## One booking', '## An order that the seller approves'])).toContain('status 204')
})

it('the calls of the older simulator do what their page says, copied and pasted', async () => {
  expect(await walkThrough('docs/classic.md', ['# The calls', '## The events'])).toContain('OrderCancelled')
})

describe('the guide to testing', () => {
  it('does what it says, copied and pasted', async () => {
    expect(await walkThrough('docs/testing.md', ['## Helpers', '## Inside a test'])).toContain('OrderProposalVersionOutdatedError')
  })

  it('shows a test that passes', async () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'node_modules'))
    for (const name of ['fastify', 'vitest']) symlinkSync(join(ROOT, 'node_modules', name), join(cwd, 'node_modules', name))
    symlinkSync(ROOT, join(cwd, 'node_modules/open-booking-simulator'))
    const [example = ''] = blocksOf(readDocument('docs/testing.md'), 'js')
    writeFileSync(join(cwd, 'broker.test.js'), example)
    const { code, stdout, stderr } = await run(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter', 'json'], { cwd })
    expect(code, `${stdout}\n${stderr}`).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ numPassedTests: example.match(/^it\(/gm)?.length })
  })

  it('lists every criterion', () => {
    expect(rowsOf('docs/testing.md', 'criteria').map(([name]) => name)).toEqual(Object.keys(RECIPES).map((name) => `\`${name}\``))
  })

  it('lists every action', () => {
    const known = ['simulate', 'simulate-proposal', 'logistics'].flatMap((name) =>
      [...readDocument(`domain/${name}.ts`).matchAll(/^ {2}(\w+SimulateAction):/gm)].map(([, action]) => `\`${action}\``))
    expect(known).toHaveLength(15)
    expect(rowsOf('docs/testing.md', 'actions').map(([name]) => name)).toEqual(known)
  })
})

it('every profile is listed with what it sets', () => {
  const flags = (options: object): string => Object.entries(options).map(([name, value]: [string, unknown]) =>
    typeof value === 'boolean' ? `--${value ? '' : 'no-'}${flagOf(name)}` : `--${flagOf(name)} ${String(value)}`).join(' ')
  const written = Object.entries(PROFILES).map(([name, options]) => [`\`${name}\``, flags(options) === '' ? 'nothing' : `\`${flags(options)}\``])
  expect(rowsOf('docs/conformance.md', 'profiles')).toEqual(written)
})

it.for(['README.md', 'CONTRIBUTING.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)])('what %s links to is there', (file) => {
  const links = [...withoutBlocks(readDocument(file)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^https?:/.test(link))
  for (const link of links) {
    const [path = '', anchor] = link.split('#')
    const text = readFileSync(path === '' ? join(ROOT, file) : resolve(ROOT, dirname(file), path), 'utf8')
    if (anchor !== undefined) expect(anchorsIn(text), link).toContain(anchor)
  }
})

const withoutBlocks = (text: string): string => text.replace(/^```.*?^```/gms, '')

/** @returns the anchors that GitHub gives to headings. */
function anchorsIn (text: string): string[] {
  return [...withoutBlocks(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-'))
}

/** @returns the cells of a marked table, row by row, without its head. */
function rowsOf (file: string, mark: string): string[][] {
  const [, table = ''] = readDocument(file).split(new RegExp(`<!-- /?${mark} -->`))
  return table.trim().split('\n').slice(2).map((row) => row.split('|').slice(1, -1).map((cell) => cell.trim()))
}
