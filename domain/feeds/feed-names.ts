/** @returns the name of the orders feed of a booking partner */
export function ordersFeedOf (partner: string): string {
  return `orders ${partner}`
}

/** @returns the name of the feed of order proposals of a booking partner */
export function proposalsFeedOf (partner: string): string {
  return `order-proposals ${partner}`
}
