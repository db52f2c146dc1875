import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeOption } from '../cli/commands.ts'
import { commandOptions } from '../schemas/options.ts'
import { flagOf, variableOf } from '../simulator/options/spelling.ts'

const PAGE = join(import.meta.dirname, '../docs/options.md')
const [BEGIN, END] = ['<!-- options -->', '<!-- /options -->']

function optionsTable (): string {
  const rows = Object.entries(commandOptions.properties).map(([name, option]) => {
    const fallback = 'default' in option ? `\`${String(option.default)}\`` : ''
    return `| \`--${flagOf(name)}\` | \`${variableOf(name)}\` | ${fallback} | ${describeOption(option)} |`
  })
  return ['| Flag | Variable | Default | Description |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

it('docs/options.md shows the options of the schema; `npm run docs:options` updates it', () => {
  const page = readFileSync(PAGE, 'utf8')
  const [before, rest] = page.split(BEGIN)
  const [written, after] = (rest ?? '').split(END)
  if (process.env['WRITE_OPTIONS'] === '1') writeFileSync(PAGE, `${before}${BEGIN}\n${optionsTable()}\n${END}${after}`)
  else expect(written?.trim()).toBe(optionsTable())
})
