import type { CommandFlag, ControlCommand } from './call.ts'
import type { MemberName } from './members.ts'

const list = (path: string, flags: readonly MemberName[] = []) =>
  ({ method: 'GET', path, flags, isList: true }) as const
const ITEMS = ['partner', 'seller', 'items'] as const
const seller = (action: string, flags: readonly MemberName[]) => ({
  method: 'POST', path: `/sellers/{seller}/${action}`, words: ['order'], flags, fixed: { seller: 'any' }
}) as const

const FOLLOW: CommandFlag = { type: 'boolean', description: 'Print further requests as they come' }

/**
 * The commands that control a running simulator, and the call below `/simulator` that each verb makes. Help, arguments
 * and requests come from this table; `own` is the usage of a call that an action of its own makes.
 */
export const CONTROL_COMMANDS = {
  reset: {
    purpose: 'return a running simulator to the state and the time of its start',
    calls: { '': { method: 'POST', path: '/reset' } }
  },
  clock: {
    purpose: 'show or move the clock of a running simulator; what is due happens first',
    calls: {
      show: { method: 'GET', path: '/clock' },
      set: { method: 'PUT', path: '/clock', words: ['at'], flags: ['frozen'] },
      advance: { method: 'POST', path: '/clock/advance', words: ['by'] },
      freeze: { method: 'PUT', path: '/clock', fixed: { frozen: true } },
      resume: { method: 'PUT', path: '/clock', fixed: { frozen: false } }
    }
  },
  requests: {
    purpose: 'list the requests that a running simulator has received, one a line',
    calls: {
      list: list('/requests', ['order', 'stage', 'partner', 'status', 'masked', 'bodies']),
      clear: { method: 'DELETE', path: '/requests' }
    },
    flags: { follow: FOLLOW }
  },
  orders: {
    purpose: 'list the orders of a running simulator, one a line',
    calls: { '': list('/orders', ['order', 'partner', 'seller', 'opportunity', 'status']) }
  },
  proposals: {
    purpose: 'list the order proposals of a running simulator, one a line',
    calls: { '': list('/proposals', ['order', 'partner', 'seller', 'opportunity', 'status']) }
  },
  leases: {
    purpose: 'list the leases of a running simulator, one a line',
    calls: { '': list('/leases', ['order', 'partner', 'seller', 'opportunity']) }
  },
  opportunities: {
    purpose: 'list the opportunities of a running simulator, create one, or change one by its `@id`',
    calls: {
      list: list('/opportunities', [
        'type', 'seller', 'opportunity', 'group', 'dataset', 'from', 'until', 'minRemaining'
      ]),
      create: {
        method: 'POST',
        path: '/opportunities',
        flags: [
          'criterion', 'type', 'flow', 'seller', 'price', 'startsIn', 'startsFrom', 'attendanceMode', 'channel',
          'offers'
        ]
      },
      change: {
        method: 'PATCH',
        path: '/opportunities/{opportunity}',
        words: ['opportunity'],
        flags: ['spaces', 'name', 'start', 'end', 'status', 'price', 'offers']
      }
    }
  },
  bookability: {
    purpose: 'say whether a space of an opportunity can be booked by an offer, and why not',
    calls: {
      '': { method: 'GET', path: '/bookability', words: ['opportunity', 'offer'], flags: ['at'] }
    }
  },
  due: {
    purpose: 'list the instants at which something happens by itself, soonest first',
    calls: { '': list('/due', ['kind']) }
  },
  counters: {
    purpose: 'count what a running simulator holds',
    calls: { '': { method: 'GET', path: '/counters' } }
  },
  activity: {
    purpose: 'list the booking partners with their last requests, errors and positions in feeds, one a line',
    calls: { '': list('/partners') }
  },
  sellers: {
    purpose: 'list the sellers of a running simulator, one a line',
    calls: { '': list('/sellers') }
  },
  features: {
    purpose: 'list the features of the booking system',
    calls: { '': { method: 'GET', path: '/features' } }
  },
  feeds: {
    purpose: 'list the feeds with their readers, show a page of one, or the items that show an order',
    calls: {
      list: list('/feeds'),
      page: { method: 'GET', path: '/feeds/page', words: ['feed'], flags: ['partner', 'afterChangeNumber', 'limit'] },
      order: { method: 'GET', path: '/feed-items', words: ['order'], flags: ['partner'], isList: true }
    }
  },
  seller: {
    purpose: 'act as the seller of an order or order proposal',
    calls: {
      accept: seller('accept', ['partner', 'seller', 'note']),
      amend: seller('amend', [...ITEMS, 'price', 'note']),
      reject: seller('reject', ['partner', 'seller', 'note']),
      cancel: seller('cancel', [...ITEMS, 'message']),
      replace: seller('replace', [...ITEMS, 'price', 'opportunity', 'offer', 'notice']),
      notice: { ...seller('notice', ITEMS), words: ['order', 'text'], hasText: true },
      code: seller('code', [...ITEMS, 'code']),
      pass: seller('pass', [...ITEMS, 'pass']),
      channel: seller('channel', ITEMS),
      reference: seller('reference', [...ITEMS, 'reference']),
      attended: seller('attended', ITEMS),
      absent: seller('absent', ITEMS),
      move: seller('move', [...ITEMS, 'by', 'start', 'end'])
    }
  },
  fault: {
    purpose: 'provoke faults: EFFECT is a status, an error type, NAME or NAME=VALUE, as in drop=during',
    calls: {
      list: list('/faults'),
      add: { method: 'POST', path: '/faults', own: 'STAGE EFFECT…', flags: ['times'] },
      remove: { method: 'DELETE', path: '/faults/{id}', words: ['id'] },
      clear: { method: 'DELETE', path: '/faults' }
    }
  },
  snapshot: {
    purpose: 'remember the state of a running simulator, and return to it',
    calls: {
      list: list('/snapshots'),
      take: { method: 'POST', path: '/snapshots/{name}', words: ['name'] },
      restore: { method: 'POST', path: '/snapshots/{name}/restore', words: ['name'] },
      remove: { method: 'DELETE', path: '/snapshots/{name}', words: ['name'] }
    }
  },
  export: {
    purpose: 'write the state of a running simulator to a file, or print it',
    calls: { '': { method: 'GET', path: '/export', own: '[FILE]' } }
  },
  import: {
    purpose: 'replace the state of a running simulator by an exported one',
    calls: { '': { method: 'POST', path: '/import', own: 'FILE' } }
  },
  validate: {
    purpose: 'check a JSON-LD document in a file with the OpenActive validator, and fail if it is not valid',
    calls: { '': { method: 'POST', path: '/validate', own: 'FILE', flags: ['mode'] } }
  },
  scenario: {
    purpose: 'put brokers to the test with a named set of data, faults and steps, or one of your own in a JSON file',
    calls: {
      list: list('/scenarios'),
      start: { method: 'POST', path: '/scenarios/{name}', own: 'NAME | start FILE' },
      end: { method: 'DELETE', path: '/scenarios/current' }
    }
  },
  'broker-report': {
    purpose: 'compare the requests of brokers with the requirements of the specification',
    calls: { '': { method: 'GET', path: '/broker-report', flags: ['partner'] } }
  },
  'check-broker': {
    purpose: 'run the command of a broker in each scenario, report on its requests to a running simulator, and fail ' +
      'if it breaks a MUST of the specification',
    calls: { '': { method: 'GET', path: '/broker-report', own: 'COMMAND [ARGUMENT…]', flags: ['partner'] } },
    flags: {
      scenarios: { type: 'string', description: 'Scenarios or JSON files, separated by commas, in place of all' },
      junit: { type: 'string', description: 'File for the reports as JUnit XML' }
    }
  },
  tenant: {
    purpose: 'manage simulators of their own at /t/NAME in the process of a running simulator',
    calls: {
      list: list('/tenants'),
      put: { method: 'PUT', path: '/tenants/{id}', words: ['id'], flags: ['clock', 'firstChangeNumber'] },
      remove: { method: 'DELETE', path: '/tenants/{id}', words: ['id'] }
    }
  }
} as const satisfies Readonly<Record<string, ControlCommand>>

export type ControlName = keyof typeof CONTROL_COMMANDS
