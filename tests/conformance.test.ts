import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { suiteConfig } from '../cli/suite-config.ts'
import { PROFILE_NAMES } from '../schemas/profile-names.ts'
import { resolveSimulatorOptions } from '../simulator/options/resolve.ts'

const FOLDER = join(import.meta.dirname, 'conformance')
/** The suite requires https for image URLs. */
const BASE = 'https://localhost:5000'

it.for(PROFILE_NAMES)('the settings for %s equal the output of `suite-config`; `npm run conformance:settings` updates them', (profile) => {
  const file = join(FOLDER, `${profile}.json`)
  const settings = `${JSON.stringify(suiteConfig(resolveSimulatorOptions({ profile }), BASE), null, 2)}\n`
  if (process.env['WRITE_SETTINGS'] === '1') writeFileSync(file, settings)
  else expect(readFileSync(file, 'utf8')).toBe(settings)
})

it('every settings file belongs to a profile', () => {
  expect(readdirSync(FOLDER).sort()).toEqual([...PROFILE_NAMES.map((name) => `${name}.json`), 'results.json'].sort())
})
