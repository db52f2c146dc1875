import { commandOptions } from '../schemas/options.ts'
import { PARTNERS_USAGE } from './partners-command.ts'
import { flagOf } from './options.ts'

/** @returns what `--help` prints. */
export function helpText (): string {
  const properties = Object.entries(commandOptions.properties)
  const width = Math.max(...properties.map(([name]) => flagOf(name).length))
  const lines = properties.map(([name, option]) => {
    const fallback = 'default' in option ? ` [${String(option.default)}]` : ''
    const values = 'enum' in option && !option.description.includes('`') ? `: ${option.enum.join(', ')}` : ''
    return `  --${flagOf(name).padEnd(width)} ${option.description}${values}${fallback} (${option.env})`
  })
  return `Usage: open-booking-simulator [start | partners | healthcheck | suite-config] [options]

  start         start the simulator (the default)
  partners      ${PARTNERS_USAGE.replace('partners ', '')}
                of the simulator that runs at this host and port, with its --owner-token
  healthcheck   ask the simulator at this host and port whether it is ready; for container health checks
  suite-config  print settings of the OpenActive Test Suite for a simulator with these options

Options, with their defaults and environment variables:
${lines.join('\n')}

What is true unless said otherwise is switched off by --no-, as in --no-tax-calculation.
  --help, --version
`
}
