import { issuedPartner, partnerList } from '../responses/partners.ts'
import type { Operation } from './operation.ts'

const OWNER = { tag: 'Booking partners', format: 'json', access: 'owner' } as const
const EVERY = [
  'UnauthenticatedError', 'InvalidAPITokenError', 'TooManyRequestsError', 'InternalApplicationError'
] as const
const WRITTEN = { 503: 'The booking system cannot write at the moment.' } as const
const BODY = {
  400: 'A value of the request is not valid, or the booking partner does not fit.',
  413: 'The request body is too large.',
  415: 'The request body has another media type.',
  ...WRITTEN
} as const

/** The owner's calls; they exist only with the option ownerToken. */
export const PARTNERS = {
  listPartners: {
    ...OWNER,
    summary: 'List booking partners',
    answers: { 200: { description: 'The booking partners', schema: partnerList } },
    errors: EVERY
  },
  addPartner: {
    ...OWNER,
    summary: 'Add a booking partner',
    examples: { partner: { id: 'my-app', name: 'My App', redirectUris: ['https://myapp.example/callback'] } },
    answers: { 201: { description: 'The booking partner with its secrets', schema: issuedPartner } },
    errors: EVERY,
    problems: { ...BODY, 409: 'The id is taken.' }
  },
  rotateSecrets: {
    ...OWNER,
    summary: 'Replace the secrets of a booking partner',
    parameters: { id: 'my-app' },
    answers: { 200: { description: 'The booking partner with its new secrets', schema: issuedPartner } },
    errors: [...EVERY, 'NotFoundError'],
    problems: BODY
  },
  revokePartner: {
    ...OWNER,
    summary: 'Revoke a booking partner',
    parameters: { id: 'my-app' },
    answers: { 204: { description: 'The booking partner has no access any more' } },
    errors: [...EVERY, 'NotFoundError'],
    problems: { 400: BODY[400], ...WRITTEN }
  },
  withdrawConsent: {
    ...OWNER,
    summary: 'Withdraw the consent of a seller',
    parameters: { id: 'my-app', seller: '{seller}' },
    answers: { 204: { description: 'The booking partner has no access to the seller any more' } },
    errors: [...EVERY, 'NotFoundError'],
    problems: { 400: BODY[400], ...WRITTEN }
  }
} as const satisfies Readonly<Record<string, Operation>>
