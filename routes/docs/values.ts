import { classicOfferPath, eventPath } from '../../domain/protocol/ids.ts'
import type { Environment } from '../../domain/records/environment.ts'
import type { OpportunityWithParent } from '../../domain/records/opportunity.ts'
import { bookingExample, findBookingExample } from '../../domain/test-interface/booking-example.ts'

/** The event of the older API in the examples of `schemas/operations/classic.ts`. */
const CLASSIC_EVENT = { event: '1234', offer: '12342' }

/**
 * Choose the values of the examples of the document.
 * @param opportunities - Opportunities to choose from, with their groups
 * @param environment - current time, ids, rules and base URL
 * @returns the values by the words in braces that stand for them; a word without a value stays
 */
export function exampleValues (
  opportunities: readonly OpportunityWithParent[], environment: Environment
): Record<string, unknown> {
  const { base, rules: { sellers: [seller] }, newUuid } = environment
  const simple = findBookingExample(opportunities, false, environment)
  const approval = findBookingExample(opportunities, true, environment)
  return {
    base,
    uuid: newUuid(),
    proposal: newUuid(),
    version: newUuid(),
    ...(seller && { seller: `${base}/${seller.path}`, identifier: seller.path.replace('api/identifiers/', '') }),
    ...(simple && {
      ...simple,
      opportunityPath: simple.opportunity.slice(base.length + 1),
      payment: paymentOf(simple, environment)
    }),
    ...(approval && {
      approvalOpportunity: approval.opportunity,
      approvalOffer: approval.offer,
      approvalSeller: approval.seller,
      approvalPrice: approval.price,
      approvalPayment: paymentOf(approval, environment)
    }),
    ...classicValues(opportunities, environment)
  }
}

/** @returns the payment of an order, undefined if it costs nothing */
function paymentOf ({ price }: { readonly price: number }, { rules }: Environment): object | undefined {
  if (price === 0) return undefined
  return { '@type': 'Payment', identifier: 'payment-1', ...rules.paymentAccount }
}

function classicValues (
  opportunities: readonly OpportunityWithParent[], environment: Environment
): { classicPrice?: number } {
  const { rules: { sellers: [seller] } } = environment
  const path = eventPath(CLASSIC_EVENT.event)
  const opportunity = opportunities.find((one) => one.opportunity.path === path)?.opportunity
  const offer = opportunity?.offers.find((one) => one.path === classicOfferPath(CLASSIC_EVENT.offer))
  if (opportunity === undefined || offer === undefined || seller === undefined) return {}
  return { classicPrice: bookingExample({ opportunity, offer, seller }, environment).price }
}
