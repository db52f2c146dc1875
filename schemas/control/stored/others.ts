import { OPPORTUNITY_TYPES } from '../../opportunity-types.ts'
import { faultRule } from '../faults.ts'
import { scenario as described } from '../scenario.ts'
import { count, flag, instant, json, path, text, yes } from './values.ts'

/** A test dataset whose items are deleted in steps. */
export const dataset = {
  type: 'object',
  properties: { name: text, expires: instant },
  required: ['name', 'expires'],
  additionalProperties: false
} as const

/** Horizon and origin of the sample data. */
export const samplePlan = {
  type: 'object',
  properties: {
    seed: { type: 'integer' },
    lastDay: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', 'x-expected': 'a date, such as 2027-03-09' },
    expires: instant,
    assortment: {
      type: 'object',
      properties: {
        types: { type: 'array', items: { type: 'string', enum: OPPORTUNITY_TYPES } },
        sampleSize: count,
        richness: text,
        prices: text,
        prepayment: text,
        cancellation: text,
        currency: text,
        logisticsUpdates: flag,
        sellers: { type: 'array', items: path },
        taxCalculation: flag,
        sellerType: text,
        closedSeller: path
      },
      additionalProperties: false
    }
  },
  required: ['seed', 'lastDay', 'expires', 'assortment'],
  additionalProperties: false
} as const

/** A booking partner. */
export const partner = {
  type: 'object',
  properties: {
    id: text,
    name: { type: 'string' },
    digests: {
      type: 'object',
      properties: { password: text, key: text, clientSecret: text, initialAccessToken: text },
      additionalProperties: false
    },
    client: json,
    configuration: text,
    revoked: yes
  },
  required: ['id', 'name', 'digests', 'client'],
  additionalProperties: false
} as const

/** A record of the OpenID Provider. */
export const openid = {
  type: 'object',
  properties: {
    id: text,
    model: text,
    payload: json,
    grantId: text,
    uid: text,
    accountId: text,
    clientId: text,
    expires: instant
  },
  required: ['id', 'model', 'payload'],
  additionalProperties: false
} as const

/** A rule that provokes faults. */
export const fault = {
  type: 'object',
  properties: {
    id: text, sequence: { type: 'integer' }, rule: faultRule, matched: count, fired: count, stuckAt: count
  },
  required: ['id', 'sequence', 'rule', 'matched', 'fired'],
  additionalProperties: false
} as const

/** The scenario that runs. */
export const scenario = {
  type: 'object',
  properties: {
    id: text, name: text, steps: described.properties.steps, faults: { type: 'array', items: text }
  },
  required: ['id', 'name', 'steps', 'faults'],
  additionalProperties: false
} as const
