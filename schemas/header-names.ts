/** Headers by which the OpenActive Test Suite says who asks: id of the booking partner, and IRI of the seller. */
export const CLIENT_HEADER = 'X-OpenActive-Test-Client-Id'

export const SELLER_HEADER = 'X-OpenActive-Test-Seller-Id'
