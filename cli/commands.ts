import { OPTION_NAMES, type OptionName } from '../simulator/options/spelling.ts'
import { healthcheck } from './healthcheck.ts'
import type { Command } from './io.ts'
import { partners, PARTNERS_USAGE } from './partners.ts'
import { start } from './start.ts'
import { printSuiteConfig } from './suite-config.ts'

/** A command, with the content of its page of help. */
export interface CommandEntry {
  readonly execute: Command
  /** The command with its words. */
  readonly usage: string
  /** Its purpose, without a final full stop. */
  readonly purpose: string
  /** The options that it reads. */
  readonly options: readonly OptionName[]
}

/** Options by which a command finds a running simulator. */
const FINDING: readonly OptionName[] = ['port', 'host', 'tlsCert', 'tlsKey']

export const DEFAULT_COMMAND = 'start'

export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  [DEFAULT_COMMAND]: {
    execute: start,
    usage: 'start',
    purpose: 'start the simulator (the default)',
    options: OPTION_NAMES
  },
  partners: {
    execute: partners,
    usage: PARTNERS_USAGE,
    purpose: 'manage the booking partners of the simulator at this host and port; needs its --owner-token',
    options: [...FINDING, 'ownerToken']
  },
  healthcheck: {
    execute: healthcheck,
    usage: 'healthcheck',
    purpose: 'check that the simulator at this host and port is ready; for container health checks',
    options: FINDING
  },
  'suite-config': {
    execute: printSuiteConfig,
    usage: 'suite-config',
    purpose: 'print the settings of the OpenActive Test Suite for a simulator with these options',
    options: OPTION_NAMES
  }
}
