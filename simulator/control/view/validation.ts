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

/** A finding as the validator gives it. */
interface RawFinding extends Finding { readonly type: string }

interface Options { readonly loadRemoteJson: false, readonly validationMode?: string }

/** The package has no types, and belongs to whoever wants to validate. */
interface Validator { validate (document: unknown, options: Options): Promise<readonly RawFinding[]> }

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
  const findings = withoutUnread(found).map(({ severity, path, message }) =>
    ({ severity, path, message: message.split('\n', 1)[0] ?? '' }))
  findings.sort((a, b) => rank(a) - rank(b))
  return { valid: !findings.some(({ severity }) => severity === 'failure'), findings }
}

/** The validator throws errors of JavaScript for some documents, such as one with a number as `@type`. */
async function findingsOf (validator: Validator, document: object, options: Options): Promise<readonly RawFinding[]> {
  try {
    return await validator.validate(structuredClone(document), options)
  } catch (error) {
    throw new ControlError(400, 'The OpenActive validator cannot read this document, and stops with ' +
      `${received((error as Error).message)}. Each @type must be a text or a list of texts.`, '/document')
  }
}

/** Type of a finding that a list or context on the network could not be read. */
const UNREAD = 'file_not_found'
/** Types of findings that follow where it was not read. */
const FOLLOWING = ['activity_not_in_activity_list', 'experimental_fields_not_checked']

/** Turn failures of the validator to read the network into notices: they say nothing about the document. */
function withoutUnread (findings: readonly RawFinding[]): RawFinding[] {
  const unread = new Set(findings.filter(({ type }) => type === UNREAD).map(({ path }) => path))
  return findings.flatMap((finding) => {
    const { type, path } = finding
    if (type === UNREAD) return { ...finding, severity: 'notice', message: NOT_CHECKED }
    return unread.has(path) && FOLLOWING.includes(type) ? [] : finding
  })
}

const NOT_CHECKED = 'Not checked: this value needs a list or context from the network, and the simulator reads none.'

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
