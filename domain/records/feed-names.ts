/** @returns the names of a booking partner's own feeds. */
export const ordersFeedOf = (partner: string): string => `orders ${partner}`

export const proposalsFeedOf = (partner: string): string => `order-proposals ${partner}`
