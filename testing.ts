export { ControlError } from './domain/control/control-error.ts'
export type { CreatedOpportunity } from './domain/control/act/new-opportunity.ts'
export type { TestClock } from './testing/clock.ts'
export type { CallerOptions } from './testing/headers.ts'
export type { RunningSimulator } from './testing/running-simulator.ts'
export { type StartedSimulator, startSimulator, type StartOptions } from './testing/start.ts'
export type { NewOpportunity } from './schemas/control/new-opportunity.ts'
export type { OpportunityType } from './schemas/opportunity-types.ts'
export type { ProfileName } from './schemas/profile-names.ts'
export type { OrderPatch, OrderProposalPatch } from './schemas/requests/order-patch.ts'
export type {
  OrderConfirmation, OrderProposalRequest, OrderQuoteRequest, OrderQuoteTemplateRequest, OrderRequest
} from './schemas/requests/order-request.ts'
export type { Dataset } from './schemas/responses/dataset.ts'
export type { ItemError, OpenBookingError, ProblemDetails } from './schemas/responses/errors.ts'
export type { Offer } from './schemas/responses/offer.ts'
export type { FeedOpportunity, Opportunity } from './schemas/responses/opportunity.ts'
export type { OrderItem } from './schemas/responses/order-item.ts'
export type {
  Order, OrderProposal, OrderQuote, RefusedOrder, RefusedOrderProposal, RefusedOrderQuote
} from './schemas/responses/order.ts'
export type { Seller } from './schemas/responses/parties.ts'
export type {
  OpportunitiesPage, OrderInFeed, OrderProposalInFeed, OrderProposalsPage, OrdersPage
} from './schemas/responses/rpde.ts'
export type { SimulatorOptions } from './schemas/simulator-options.ts'
export type { StateDocument } from './simulator/control/state/transfer.ts'
export type { ClockStatus } from './simulator/control/time.ts'
export { OptionsError } from './simulator/options/spelling.ts'
