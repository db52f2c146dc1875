import { _ } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import type { Plugin } from 'vite'
import { commandOptions } from '../schemas/options.ts'
import { createAjv } from '../simulator/schema-validation.ts'

const MODULE = /\/simulator\/options\/option-validators\.ts$/

/** Names that the compiled code refers to. */
const IMPORTS = `
import { createRequire } from 'node:module'
import { FORMATS } from '../../domain/protocol/formats.ts'
const require = createRequire(import.meta.url)
const formats = { ...FORMATS, uri: require('ajv-formats/dist/formats').fullFormats.uri }
`

/** Puts compiled validators in place of the module that compiles the schemas of options. */
export function compiledValidators (): Plugin {
  return { name: 'compiled-validators', load: (id) => MODULE.test(id) ? moduleCode() : null }
}

function moduleCode (): string {
  const ajv = createAjv('options', { source: true, esm: true, formats: _`formats` })
  const names = Object.keys(commandOptions.properties)
  for (const [name, schema] of Object.entries(commandOptions.properties)) {
    ajv.addSchema({ type: 'object', properties: { [name]: schema } }, name)
  }
  const code = standaloneCode.default(ajv, Object.fromEntries(names.map((name) => [name, name])))
  return `${IMPORTS}${code}\nconst validators = { ${names.join(', ')} }\nexport const validatorOf = (name) => validators[name]\n`
}
