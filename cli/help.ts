import { commandOptions } from '../schemas/options.ts'
import { flagOf } from '../simulator/options/spelling.ts'
import { PARTNERS_USAGE } from './partners.ts'

/** An option, as in its schema. */
interface Option {
  readonly description: string
  readonly default?: unknown
  readonly enum?: readonly string[]
  readonly items?: { readonly enum: readonly string[] }
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
}

/**
 * Describe an option, with its values and bounds unless description or default already name them.
 * @param option - the schema of the option
 * @returns sentences without a final full stop
 */
export function describeOption (option: Option): string {
  return [option.description, ...valuesOf(option), ...boundsOf(option)].join('. ')
}

function valuesOf ({ description, default: usual, enum: values, items }: Option): string[] {
  const isNamed = (value: string): boolean => description.includes(`\`${value}\``) || [usual].flat().includes(value)
  const all = values ?? items?.enum ?? []
  return all.every(isNamed) ? [] : [`One of ${all.map((value) => `\`${value}\``).join(', ')}`]
}

function boundsOf ({ minimum, maximum, minLength = 0 }: Option): string[] {
  if (minimum !== undefined && maximum !== undefined) return [`From ${minimum} to ${maximum}`]
  return minLength > 1 ? [`At least ${minLength} characters`] : []
}

/**
 * Write the help text.
 * @returns the output of `--help`
 */
export function helpText (): string {
  const properties = Object.entries(commandOptions.properties)
  const width = Math.max(...properties.map(([name]) => flagOf(name).length))
  const lines = properties.map(([name, option]) => {
    const fallback = 'default' in option ? ` [${String(option.default)}]` : ''
    return `  --${flagOf(name).padEnd(width)} ${describeOption(option)}${fallback} (${option.env})`
  })
  return `Usage: open-booking-simulator [start | partners | healthcheck | suite-config] [options]

  start         start the simulator (the default)
  partners      ${PARTNERS_USAGE.replace('partners ', '')}
                manage the booking partners of the simulator at this host and port; needs its --owner-token
  healthcheck   check that the simulator at this host and port is ready; for container health checks
  suite-config  print the settings of the OpenActive Test Suite for a simulator with these options

Options, with their defaults and environment variables:
${lines.join('\n')}

To switch an option off, write --no- before its name, as in --no-tax-calculation. Variables take true or false.
  --help, --version
`
}
