import type { Field } from '../../components/dialog.tsx'

/** An action of a seller, as the control interface has it. */
export interface Action {
  readonly name: string
  readonly label: string
  /** Fields of its dialog; an action without any happens at once. */
  readonly fields: readonly Field[]
  /** Whether it concerns the selected items only. */
  readonly ofItems: boolean
  readonly danger?: boolean
}

const NOTE: Field = { name: 'note', label: 'Note to the customer' }
const NOTICE: Field = { name: 'text', label: 'Notice to the customer', required: true }
const MADE = 'Without one, a new one is made'
const PRICE: Field = { name: 'price', label: 'Price of each item', type: 'number', step: '0.01' }

/** Actions on an order proposal that awaits its seller. */
export const ON_PROPOSAL: readonly Action[] = [
  { name: 'accept', label: 'Accept', fields: [], ofItems: false },
  { name: 'amend', label: 'Amend…', fields: [PRICE, NOTE], ofItems: false },
  { name: 'reject', label: 'Reject…', fields: [NOTE], ofItems: false, danger: true }
]

/** Actions on an order proposal that its seller has accepted, until the broker books it. */
export const ON_ACCEPTED: readonly Action[] = ON_PROPOSAL.filter(({ name }) => name !== 'accept')

/** Actions on an order. */
export const ON_ORDER: readonly Action[] = [
  {
    name: 'replace',
    label: 'Replace…',
    fields: [
      { name: 'opportunity', label: 'Opportunity (@id)', hint: 'Without one: a copy an hour later' },
      { name: 'offer', label: 'Offer (@id)' },
      { ...PRICE, label: 'Price', hint: 'At most the former one' },
      { name: 'notice', label: 'Notice' }
    ],
    ofItems: true
  },
  { name: 'notice', label: 'Notice…', fields: [NOTICE], ofItems: true },
  { name: 'code', label: 'New code…', fields: [{ name: 'code', label: 'Code', hint: MADE }], ofItems: true },
  { name: 'pass', label: 'New pass…', fields: [{ name: 'pass', label: 'Pass', hint: MADE }], ofItems: true },
  { name: 'channel', label: 'New channel', fields: [], ofItems: true },
  { name: 'attended', label: 'Attended', fields: [], ofItems: true },
  { name: 'absent', label: 'Absent', fields: [], ofItems: true },
  {
    name: 'move',
    label: 'Move…',
    fields: [{ name: 'by', label: 'Later by (ISO 8601 duration)', value: 'PT1H', required: true }],
    ofItems: true
  },
  {
    name: 'cancel',
    label: 'Cancel…',
    fields: [{ name: 'message', label: 'Message to the customer' }],
    ofItems: true,
    danger: true
  }
]

/** @returns the body of an action: filled fields only, numbers as numbers */
export function bodyOf (
  { fields, ofItems }: Action, values: Readonly<Record<string, string>>, order: object, items: readonly string[]
): object {
  const filled = fields.flatMap(({ name, type }) => {
    const value = values[name] ?? ''
    return value === '' ? [] : [[name, type === 'number' ? Number(value) : value] as const]
  })
  return { ...order, ...Object.fromEntries(filled), ...(ofItems && items.length > 0 && { items }) }
}
