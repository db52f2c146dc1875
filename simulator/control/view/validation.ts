import { createRequire } from 'node:module'
import { ControlError } from '../../../domain/control/control-error.ts'
import { received } from '../../../domain/protocol/received.ts'
import type { ValidationRequest } from '../../../schemas/control/validation.ts'

/** A finding of the OpenActive validator. */
export interface Finding {
  readonly severity: string
  readonly path: string
  readonly message: string
}

interface Options { readonly loadRemoteJson: false, readonly validationMode?: string }

/** The package has no types, and belongs to whoever wants to validate. */
interface Validator { validate (document: unknown, options: Options): Promise<readonly Finding[]> }

const PACKAGE = '@openactive/data-model-validator'

/**
 * Validate a document with the OpenActive validator, if it is installed. It reads what is on disk, and nothing over
 * the network: documents that others refer to are not checked.
 * @param given - the document and the mode
 * @param load - loads the package
 * @returns the findings, failures first
 * @throws {ControlError} with status 501 if the package is not installed, 400 for a document that it cannot read
 */
export async function validateDocument (
  { document, mode }: ValidationRequest, load: (name: string) => unknown = createRequire(import.meta.url)
): Promise<{ readonly valid: boolean, readonly findings: readonly Finding[] }> {
  const validator = loadValidator(load)
  const options = { loadRemoteJson: false, ...(mode !== undefined && { validationMode: mode }) } as const
  const found = await findingsOf(validator, document, options)
  const findings = found.map(({ severity, path, message }) =>
    ({ severity, path, message: message.split('\n', 1)[0] ?? '' }))
  findings.sort((a, b) => rank(a) - rank(b))
  return { valid: !findings.some(({ severity }) => severity === 'failure'), findings }
}

/** The validator throws errors of JavaScript for some documents, such as one with a number as `@type`. */
async function findingsOf (validator: Validator, document: object, options: Options): Promise<readonly Finding[]> {
  try {
    return await validator.validate(structuredClone(document), options)
  } catch (error) {
    throw new ControlError(400, 'The OpenActive validator cannot read this document, and stops with ' +
      `${received((error as Error).message)}. Each @type must be a text or a list of texts.`, '/document')
  }
}

const SEVERITIES = ['failure', 'warning', 'notice', 'suggestion']
const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity)

function loadValidator (load: (name: string) => unknown): Validator {
  try {
    return load(PACKAGE) as Validator
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error
    throw new ControlError(501, `The OpenActive validator is not installed: npm install ${PACKAGE}`)
  }
}
