import type { OptionName } from '../../simulator/options/spelling.ts'

/** A flag of one command. */
export interface CommandFlag {
  readonly type: 'string' | 'boolean'
  /** Its effect, without a final full stop. */
  readonly description: string
}

/** A control command, as far as it can be known without loading it. */
export interface ControlUsage {
  /** The command with its words. */
  readonly usage: string
  /** Its purpose, without a final full stop. */
  readonly purpose: string
  /** Its own flags beside `tenant`. */
  readonly flags?: Readonly<Record<string, CommandFlag>>
}

/** Options by which a control command finds a running simulator, and its token. */
export const CONTROL_OPTIONS: readonly OptionName[] = ['port', 'host', 'tlsCert', 'tlsKey', 'control']

/** The flag of every control command. */
export const TENANT_FLAG: CommandFlag = { type: 'string', description: 'Name of the tenant to control' }

const note: CommandFlag = { type: 'string', description: 'Note of the seller to the customer' }
const price: CommandFlag = { type: 'string', description: 'New price of each item' }

/** Commands that control a running simulator. Each is a thin client of the calls below `/simulator`. */
export const CONTROL_USAGES = {
  reset: { usage: 'reset', purpose: 'return a running simulator to the state and the time of its start' },
  clock: {
    usage: 'clock [show] | set INSTANT | advance DURATION | freeze | resume',
    purpose: 'show or move the clock of a running simulator; what is due happens first',
    flags: { frozen: { type: 'boolean', description: 'Let the clock stand still after `set`' } }
  },
  requests: {
    usage: 'requests [clear]',
    purpose: 'list the requests that a running simulator has received, one a line',
    flags: {
      follow: { type: 'boolean', description: 'Print further requests as they come' },
      order: { type: 'string', description: 'UUID of the order that requests are about' }
    }
  },
  orders: { usage: 'orders', purpose: 'list the orders of a running simulator, one a line' },
  proposals: { usage: 'proposals', purpose: 'list the order proposals of a running simulator, one a line' },
  leases: { usage: 'leases', purpose: 'list the leases of a running simulator, one a line' },
  seller: {
    usage: 'seller accept UUID | amend UUID | reject UUID | cancel UUID | replace UUID | notice UUID TEXT',
    purpose: 'act as the seller of an order or order proposal',
    flags: {
      partner: { type: 'string', description: 'Id of the booking partner, if several have an order with this UUID' },
      price,
      note,
      item: { type: 'string', description: '`@id` of the only item to cancel' },
      message: { type: 'string', description: 'Message to the customer about the cancellation' }
    }
  },
  fault: {
    usage: 'fault [list] | add STAGE EFFECT… | remove ID | clear',
    purpose: 'provoke faults: EFFECT is a status, an error type, NAME or NAME=VALUE, as in drop=during',
    flags: { times: { type: 'string', description: 'Requests that have the fault (count); all without it' } }
  },
  snapshot: {
    usage: 'snapshot [list] | take NAME | restore NAME | remove NAME',
    purpose: 'remember the state of a running simulator, and return to it'
  },
  export: { usage: 'export [FILE]', purpose: 'write the state of a running simulator to a file, or print it' },
  import: { usage: 'import FILE', purpose: 'replace the state of a running simulator by an exported one' },
  scenario: {
    usage: 'scenario [list] | start NAME | start FILE | end',
    purpose: 'put brokers to the test with a named set of data, faults and steps, or one of your own in a JSON file'
  },
  'check-broker': {
    usage: 'check-broker COMMAND [ARGUMENT…]',
    purpose: 'run the command of a broker in each scenario, report on its requests to a running simulator, and fail ' +
      'if it breaks a MUST of the specification',
    flags: {
      scenarios: { type: 'string', description: 'Names of scenarios, separated by commas, in place of all' },
      partner: { type: 'string', description: 'Id of the booking partner that the report is about' },
      junit: { type: 'string', description: 'File for the reports as JUnit XML' }
    }
  },
  tenant: {
    usage: 'tenant [list] | put NAME | remove NAME',
    purpose: 'manage simulators of their own at /t/NAME in the process of a running simulator',
    flags: {
      'first-change-number': { type: 'string', description: 'First change number of the feeds of a new tenant' },
      clock: { type: 'string', description: 'Start of the clock of a new tenant (ISO 8601 instant)' }
    }
  }
} as const satisfies Readonly<Record<string, ControlUsage>>

export type ControlName = keyof typeof CONTROL_USAGES
