import { ONLY_SELLER, SELLERS } from '../../data/sample/sellers.ts'
import type { Seller } from '../../domain/records/seller.ts'
import { describeSeller } from '../../domain/sample/describe/describe-terms.ts'
import type { ResolvedSimulatorOptions } from '../../schemas/options.ts'

type SellerOptions = Pick<ResolvedSimulatorOptions, 'sellers' | 'sellerType' | 'closedSeller' | 'richness'>

/**
 * Derive the sellers of the booking system from the options.
 * @param options - number and type of the sellers, whether the last one is closed, and the detail of descriptions
 * @returns the sellers, at least one
 */
export function sellersOf (options: SellerOptions): Seller[] {
  const sellers = options.sellers === 'single' ? [ONLY_SELLER] : SELLERS
  return sellers.map((seller, index) => {
    const typed = options.sellerType === 'person' ? asPerson(seller) : seller
    const isClosed = options.closedSeller && index === sellers.length - 1
    return describeSeller({ ...typed, ...(isClosed && { closed: true }) }, options)
  })
}

function asPerson (seller: Seller): Seller {
  const { person, details } = seller
  if (person === undefined) return seller
  const { name, legalName } = person
  return { ...seller, type: 'Person', name, details: { ...details, legalName } }
}
