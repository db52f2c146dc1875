import { commandOptions } from '../schemas/options.ts'
import { flagOf } from './options.ts'

/** @returns what `--help` prints. */
export function helpText (): string {
  const lines = Object.entries(commandOptions.properties).map(([name, option]) => {
    const fallback = 'default' in option ? ` [${String(option.default)}]` : ''
    return `  --${flagOf(name).padEnd(15)} ${option.description}${fallback} (${option.env})`
  })
  return `Usage: open-booking-simulator [start | healthcheck | suite-config] [options]

  start         start the simulator (the default)
  healthcheck   ask the simulator at this host and port whether it is ready; for container health checks
  suite-config  print settings of the OpenActive Test Suite for a simulator with these options

Options, with their defaults and environment variables:
${lines.join('\n')}
  --help, --version
`
}
