import type { FunctionComponent } from 'preact'
import { Charts } from './charts/charts.tsx'
import { Feeds } from './feeds/feeds.tsx'
import { Now } from './now/now.tsx'
import { Orders } from './orders/orders.tsx'
import { Partners } from './partners/partners.tsx'
import { Requests } from './requests/requests.tsx'
import { Steering } from './steering/steering.tsx'
import { Timetable } from './timetable/timetable.tsx'

/** A page of the dashboard. */
export interface View {
  /** First part of its address: `#/orders`; that of the first view is empty. */
  readonly path: string
  readonly title: string
  readonly component: FunctionComponent
}

/** Every view, in the order of the navigation. */
export const VIEWS: readonly [View, ...View[]] = [
  { path: '', title: 'Now', component: Now },
  { path: 'timetable', title: 'Timetable', component: Timetable },
  { path: 'orders', title: 'Orders', component: Orders },
  { path: 'requests', title: 'Requests', component: Requests },
  { path: 'feeds', title: 'Feeds', component: Feeds },
  { path: 'partners', title: 'Partners', component: Partners },
  { path: 'charts', title: 'Charts', component: Charts },
  { path: 'steering', title: 'Faults and state', component: Steering }
]
