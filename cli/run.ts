import { OptionsError } from '../simulator/options/spelling.ts'
import { optionsFromEnvironment } from '../simulator/options/texts.ts'
import { VERSION } from '../simulator/this-package.ts'
import { readArguments } from './arguments.ts'
import { COMMANDS, DEFAULT_COMMAND, flagsOf, helpText, optionsOf, requireCommand } from './commands.ts'
import { errorText } from './error-text.ts'
import type { Io, StopWhen } from './io.ts'

/**
 * Run the command line. It uses nothing of the process but the given parts, and never ends the process.
 * @param argv - the arguments after the name of the program
 * @param io - environment variables and outputs; errors go to `stderr`, one line each
 * @param stopWhen - tells `start` when to stop; without it, `start` runs until the process ends
 * @returns the exit code: 0, or 1 after an error; for `start`, once the server has stopped
 */
export async function run (argv: readonly string[], io: Io, stopWhen: StopWhen = () => () => {}): Promise<number> {
  let isServer = false
  try {
    const code = await runCommand(argv, io, (stop) => {
      isServer = true
      return stopWhen(stop)
    })
    // A server does without its log; any other command has done nothing if nobody gets its output.
    if (code === 0 && !isServer && io.stdout.failure !== undefined) throw io.stdout.failure
    return code
  } catch (error) {
    report(errorText(error), io)
    return 1
  }
}

async function runCommand (argv: readonly string[], io: Io, stopWhen: StopWhen): Promise<number> {
  const { kind, name, words, given, flags } = readArguments(argv, flagsOf, optionsOf)
  if (kind === 'version') return print(`${VERSION}\n`, io)
  if (name === 'help') return print(helpText(words[0]), io)
  if (kind === 'help') return print(helpText(name), io)
  const command = requireCommand(name ?? DEFAULT_COMMAND)
  if (words.length > 0 && command.usage === name) {
    throw new OptionsError(`expected one command, got ${[name, ...words].join(' ')}; see --help`)
  }
  const { options, notice } = optionsFromEnvironment(io.env)
  // Before the options are checked: a variable of another tool may be the cause of the error that follows.
  if (notice !== undefined && command === COMMANDS[DEFAULT_COMMAND]) report(notice, io)
  const execute = await command.load()
  return await execute({ words, given: { ...options, ...given }, flags }, io, stopWhen)
}

function print (text: string, { stdout }: Io): number {
  stdout.write(text)
  return 0
}

function report (message: string, { stderr }: Io): void {
  stderr.write(`open-booking-simulator: ${message}\n`)
}
