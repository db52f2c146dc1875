/** A broker that keeps to the specification. It books the first item of a scenario, and reads the orders feeds. */
import { randomUUID } from 'node:crypto'
import { createBroker } from '../javascript/broker.js'
import { API, HEADERS, ITEMS } from './environment.js'

const broker = createBroker(API, HEADERS)
const hasErrors = ({ status }) => status >= 400

/** Read a feed to its end. @returns its items by UUID */
async function readFeed (path) {
  const items = new Map()
  for (let url = `${API}${path}`; ;) {
    const response = await fetch(url, { headers: HEADERS })
    const page = await response.json()
    for (const item of page.items) items.set(item.id, item)
    if (page.next === url) return items
    url = page.next
  }
}

/** Propose an order, and book it once the seller has accepted the version that the customer knows. */
async function bookWithApproval (uuid, item, price) {
  const { body: { orderProposalVersion } } = await broker.propose(uuid, { ...item, price })
  const { data } = (await readFeed('/order-proposals-rpde')).get(uuid) ?? {}
  const isAccepted = data?.orderProposalStatus === 'https://openactive.io/SellerAccepted'
  const isKnown = data?.orderProposalVersion === orderProposalVersion
  if (isAccepted && isKnown) await broker.bookProposal(uuid, orderProposalVersion)
}

async function order (item) {
  const uuid = randomUUID()
  if (hasErrors(await broker.quote(uuid, item))) return
  let quote = await broker.quoteFor(uuid, item)
  if (!hasErrors(quote) && quote.body.orderRequiresApproval) {
    await bookWithApproval(uuid, item, quote.body.totalPaymentDue.price)
    return
  }
  // Tried twice, for the access token may end, and the price may change: then the customer is asked again.
  for (let tries = 0; tries < 2 && !hasErrors(quote); tries++) {
    const { status } = await broker.book(uuid, item, quote.body.totalPaymentDue.price)
    if (status < 300) return
    quote = await broker.quoteFor(uuid, item)
  }
  await broker.send('DELETE', `/order-quotes/${uuid}`)
}

const [item] = ITEMS
if (item !== undefined) await order({ ...item, orderedItem: { ...item.orderedItem, position: 0 } })
await readFeed('/orders-rpde')
