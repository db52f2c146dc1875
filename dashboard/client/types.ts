import type { BookabilityReport } from '../../domain/control/view/bookability-report.ts'
import type {
  leaseSummary, opportunitySummary, orderSummary, proposalSummary
} from '../../domain/control/view/summaries.ts'

export type { RequestEntry, RequestSummary } from '../../domain/control/requests/request-entry.ts'
export type { BrokerReport, RequirementResult } from '../../domain/control/report/broker-report.ts'
export type { FeedReader } from '../../domain/control/view/feed-readers.ts'
export type { DueItem } from '../../domain/control/view/due-item.ts'
export type { OpportunityPatch } from '../../schemas/control/opportunities.ts'
export type { OpportunityResult } from '../../simulator/control/act/opportunities.ts'
export type { SellerResult } from '../../simulator/control/act/order-of-seller.ts'
export type { FaultView } from '../../simulator/control/faults.ts'
export type { ClockStatus } from '../../simulator/control/time.ts'
export type { FeedPage, FeedSummary } from '../../simulator/control/view/feeds.ts'
export type { Finding } from '../../simulator/control/view/validation.ts'
export type { PartnerItem } from '../../simulator/control/view/feed-items.ts'
export type { ScenarioInfo, StartedScenario } from '../../simulator/control/scenario/scenarios.ts'
export type { TenantStatus } from '../../simulator/control/tenants/tenants.ts'
export type { PartnerActivity } from '../../simulator/control/view/partners.ts'
export type { SellerSummary } from '../../simulator/control/view/sellers.ts'
export type { Counters } from '../../simulator/control/view/counters.ts'

export type OrderSummary = ReturnType<typeof orderSummary>
export type ProposalSummary = ReturnType<typeof proposalSummary>
export type LeaseSummary = ReturnType<typeof leaseSummary>
export type OpportunitySummary = ReturnType<typeof opportunitySummary>
export type Bookability = BookabilityReport & { readonly at: string }
