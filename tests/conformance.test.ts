import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { suiteConfig } from '../cli/suite-config.ts'
import { PROFILE_NAMES } from '../schemas/profile-names.ts'
import { resolveSimulatorOptions } from '../simulator/options/resolve.ts'

const FOLDER = join(import.meta.dirname, 'conformance')
/** The suite wants addresses of images to be https. */
const BASE = 'https://localhost:5000'

it.for(PROFILE_NAMES)('the settings for %s are what `suite-config` prints; `npm run conformance:settings` writes them anew', (profile) => {
  const file = join(FOLDER, `${profile}.json`)
  const settings = `${JSON.stringify(suiteConfig(resolveSimulatorOptions({ profile }), BASE), null, 2)}\n`
  if (process.env['WRITE_SETTINGS'] === '1') writeFileSync(file, settings)
  else expect(readFileSync(file, 'utf8')).toBe(settings)
})

it('there are settings for profiles alone', () => {
  expect(readdirSync(FOLDER).sort()).toEqual([...PROFILE_NAMES.map((name) => `${name}.json`), 'results.json'].sort())
})
