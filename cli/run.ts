import { OptionsError } from '../simulator/options/spelling.ts'
import { VERSION } from '../simulator/version.ts'
import { readArguments } from './arguments.ts'
import { errorText } from './error-text.ts'
import { healthcheck } from './healthcheck.ts'
import { helpText } from './help.ts'
import type { Command, Io, StopWhen } from './io.ts'
import { partners } from './partners.ts'
import { start } from './start.ts'
import { printSuiteConfig } from './suite-config.ts'

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['start', start],
  ['healthcheck', healthcheck],
  ['partners', partners],
  ['suite-config', printSuiteConfig]
])

/**
 * Run the command line. It uses nothing of the process but the given parts, and never ends the process.
 * @param argv - the arguments after the name of the program
 * @param io - environment variables and outputs; errors go to `stderr`, one line each
 * @param stopWhen - tells `start` when to stop; without it, `start` runs until the process ends
 * @returns the exit code: 0, or 1 after an error; for `start`, once the server has stopped
 */
export async function run (argv: readonly string[], io: Io, stopWhen: StopWhen = () => () => {}): Promise<number> {
  try {
    return await execute(argv, io, stopWhen)
  } catch (error) {
    io.stderr.write(`open-booking-simulator: ${errorText(error)}\n`)
    return 1
  }
}

async function execute (argv: readonly string[], io: Io, stopWhen: StopWhen): Promise<number> {
  const given = readArguments(argv, io.env)
  if (given.kind === 'command') {
    const command = COMMANDS.get(given.name)
    if (command === undefined) throw new OptionsError(`there is no command "${given.name}"; see --help`)
    return await command(given, io, stopWhen)
  }
  io.stdout.write(given.kind === 'help' ? helpText() : `${VERSION}\n`)
  return 0
}
