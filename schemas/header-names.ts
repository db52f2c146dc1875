/** Header of the OpenActive Test Suite with the id of the booking partner. */
export const CLIENT_HEADER = 'X-OpenActive-Test-Client-Id'

/** Header of the OpenActive Test Suite with the IRI of the seller. */
export const SELLER_HEADER = 'X-OpenActive-Test-Seller-Id'
