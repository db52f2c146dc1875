import { defined, lineOf, wrongWords } from './text.ts'
import type { ControlAction } from './client.ts'
import { CONTROL_USAGES } from './usages.ts'

const ACTIONS = ['accept', 'amend', 'reject', 'cancel', 'replace', 'notice']

/** Act as the seller of an order or order proposal. */
export const seller: ControlAction = async ({ words: [verb = '', uuid, ...text], flags }, { send }) => {
  const hasText = verb === 'notice'
  if (!ACTIONS.includes(verb) || uuid === undefined || hasText !== (text.length > 0)) {
    throw wrongWords(CONTROL_USAGES.seller.usage)
  }
  const { partner, price, note, item, message } = flags
  return lineOf(await send('POST', `/sellers/any/${verb}`, defined({
    order: uuid,
    partner,
    price: typeof price === 'string' && price !== '' ? Number(price) : undefined,
    note,
    items: item === undefined ? undefined : [item],
    message,
    text: hasText ? text.join(' ') : undefined
  })))
}
