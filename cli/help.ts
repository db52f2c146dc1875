import { commandOptions } from '../schemas/options.ts'
import { flagOf } from '../simulator/options/spelling.ts'
import { PARTNERS_USAGE } from './partners.ts'

/** An option as its schema has it. */
interface Option {
  readonly description: string
  readonly default?: unknown
  readonly enum?: readonly string[]
  readonly items?: { readonly enum: readonly string[] }
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
}

/** @returns what an option does, and what it may be as far as description and default do not tell. */
export function describeOption (option: Option): string {
  return [option.description, ...valuesOf(option), ...boundsOf(option)].join('. ')
}

function valuesOf ({ description, default: usual, enum: values, items }: Option): string[] {
  const isTold = (value: string): boolean => description.includes(`\`${value}\``) || [usual].flat().includes(value)
  const all = values ?? items?.enum ?? []
  return all.every(isTold) ? [] : [`One of ${all.map((value) => `\`${value}\``).join(', ')}`]
}

function boundsOf ({ minimum, maximum, minLength = 0 }: Option): string[] {
  if (minimum !== undefined && maximum !== undefined) return [`From ${minimum} to ${maximum}`]
  return minLength > 1 ? [`At least ${minLength} characters`] : []
}

/** @returns what `--help` prints. */
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
                of the simulator that runs at this host and port, with its --owner-token
  healthcheck   ask the simulator at this host and port whether it is ready; for container health checks
  suite-config  print settings of the OpenActive Test Suite for a simulator with these options

Options, with their defaults and environment variables:
${lines.join('\n')}

What is true unless said otherwise is switched off by --no-, as in --no-tax-calculation; variables say true or false.
  --help, --version
`
}
