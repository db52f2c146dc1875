/**
 * Change number of the first item of a feed. After the largest come 7 × 10¹² changes before numbers lose precision.
 */
export const firstChangeNumber = { type: 'integer', minimum: 1, maximum: 9_000_000_000_000_000 } as const

/** Options of the calls that steer a simulator; part of `options.ts`. */
export const CONTROL = {
  control: {
    type: 'string',
    format: 'control-switch',
    default: 'off',
    secret: true,
    description: 'Calls below `/simulator` that set clock and state: `off`, `on`, or `on` for those who send this ' +
      'token. The command line has `on`; beyond this machine, it makes a token'
  },
  controlHosts: {
    type: 'array',
    items: { type: 'string', format: 'host-name' },
    minItems: 1,
    uniqueItems: true,
    description: 'Host names, separated by commas, by which calls below `/simulator` may come, beside localhost and ' +
      'the host of the base URL'
  },
  dashboard: {
    type: 'boolean',
    default: true,
    description: 'Serve the dashboard at `/dashboard`, and to browsers at `/`, where `control` is not `off`'
  },
  faultHeader: {
    type: 'boolean',
    description: 'Let requests order faults by the header `X-Simulator-Fault`; by default where `control` is `on`'
  },
  requestLogSize: {
    type: 'integer',
    minimum: 0,
    maximum: 100000,
    description: 'Latest requests to keep in the request log (count); by default 500, and none where `control` is `off`'
  },
  firstChangeNumber: {
    ...firstChangeNumber,
    description: 'Change number of the first feed item of a new state; by default the current time (µs since 1970). ' +
      'Brokers show by a large one that they keep all digits'
  },
  maxTenants: {
    type: 'integer',
    minimum: 1,
    maximum: 10000,
    default: 50,
    description: 'Most tenants, which are simulators of their own below `/t/`; for one more, the one used longest ' +
      'ago ends'
  }
} as const
