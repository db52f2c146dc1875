import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeOption } from '../cli/help.ts'
import { commandOptions } from '../schemas/options.ts'
import { flagOf } from '../simulator/options/spelling.ts'

const README = join(import.meta.dirname, '../README.md')
const [BEGIN, END] = ['<!-- options -->', '<!-- /options -->']

function optionsTable (): string {
  const rows = Object.entries(commandOptions.properties).map(([name, option]) => {
    const fallback = 'default' in option ? `\`${String(option.default)}\`` : ''
    return `| \`--${flagOf(name)}\` | \`${option.env}\` | ${fallback} | ${describeOption(option)} |`
  })
  return ['| Flag | Variable | Default | What it does |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

it('the README says of every option what the schema says; `npm run docs:options` writes it anew', () => {
  const readme = readFileSync(README, 'utf8')
  const [before, rest] = readme.split(BEGIN)
  const [written, after] = (rest ?? '').split(END)
  if (process.env['WRITE_OPTIONS'] === '1') writeFileSync(README, `${before}${BEGIN}\n${optionsTable()}\n${END}${after}`)
  else expect(written?.trim()).toBe(optionsTable())
})
