import { expect, it } from 'vitest'
import type { ClassicOrder } from '../../../../domain/records/classic-order.ts'
import type { FaultRecord } from '../../../../domain/records/control/fault.ts'
import type { RunningScenario } from '../../../../domain/records/control/running-scenario.ts'
import type { Lease, LeasedQuote, QuotedItem } from '../../../../domain/records/lease.ts'
import type { DeletedDataset, Offer, Opportunity, OpportunityGroup, Spaces, SuperEvent, Tombstone } from '../../../../domain/records/opportunity.ts'
import type { Proposal } from '../../../../domain/records/order-proposal.ts'
import type { Access, BookedItem, BookedOrder, DeletedOrder, ItemState, Order, PlacedItem, PlacedOrder, Purchase, Totals } from '../../../../domain/records/order.ts'
import type { OpenIdRecord, Partner } from '../../../../domain/records/partner.ts'
import type { SamplePlan } from '../../../../domain/records/sample.ts'
import { classic, lease } from '../../../../schemas/control/stored/leases.ts'
import { group, offer, opportunity, tombstone } from '../../../../schemas/control/stored/opportunities.ts'
import { deletedOrder, order, proposal } from '../../../../schemas/control/stored/orders.ts'
import { dataset, fault, openid, partner, samplePlan, scenario } from '../../../../schemas/control/stored/others.ts'
import { access, purchase, totals } from '../../../../schemas/control/stored/placed.ts'

/** A form with a property for each member of a record: the compiler refuses a form that lacks one. */
interface FormOf<R> {
  readonly properties: { readonly [Member in keyof Required<R>]: unknown }
  readonly additionalProperties: false
}
const formOf = <R>(form: FormOf<R>): FormOf<R> => form

const booked = order.properties.booked
const { placed, added } = proposal.properties
const { quote } = lease.properties

const FORMS = [
  formOf<Order>(order), formOf<BookedOrder>(booked), formOf<BookedItem>(booked.properties.items.items), formOf<ItemState>(order.properties.items.items),
  formOf<Proposal>(proposal), formOf<PlacedOrder>(placed), formOf<PlacedItem>(placed.properties.items.items), formOf<PlacedItem>(added.items),
  formOf<DeletedOrder>(deletedOrder), formOf<Purchase>(purchase), formOf<Totals>(totals), formOf<Access>(access),
  formOf<Lease>(lease), formOf<LeasedQuote>(quote), formOf<QuotedItem>(quote.properties.items.items), formOf<ClassicOrder>(classic),
  formOf<Opportunity>(opportunity), formOf<Spaces>(opportunity.properties.spaces), formOf<SuperEvent>(opportunity.properties.superEvent),
  formOf<OpportunityGroup>(group), formOf<Tombstone>(tombstone), formOf<Offer>(offer), formOf<DeletedDataset>(dataset),
  formOf<SamplePlan>(samplePlan), formOf<SamplePlan['assortment']>(samplePlan.properties.assortment),
  formOf<Partner>(partner), formOf<OpenIdRecord>(openid), formOf<FaultRecord>(fault), formOf<RunningScenario>(scenario)
]

it('the forms of an import name every member of the records, and no others', () => {
  for (const { properties, additionalProperties } of FORMS) {
    expect(Object.keys(properties)).not.toHaveLength(0)
    expect(additionalProperties).toBe(false)
  }
})
