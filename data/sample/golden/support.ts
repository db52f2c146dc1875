import type { Concept, SupportKind } from '../../../domain/records/sample.ts'

/** Concepts of the OpenActive accessibility support vocabulary. */
export const SUPPORT: Readonly<Record<SupportKind, Concept>> = {
  sight: ['1393f2dc-3fcc-4be9-a99f-f1e51f5ad277', 'Visual impairment'],
  hearing: ['2bfb7228-5969-4927-8435-38b5005a8771', 'Hearing impairment'],
  movement: ['dd026873-6713-4ea1-af5a-08901f651d98', 'Physical impairment'],
  learning: ['67902468-fd49-4238-8650-20a22d7f0e40', 'Learning impairment'],
  mind: ['40b9b11f-bdd3-4aeb-8984-2ecf74a14c7a', 'Mental health issues'],
  behaviour: ['69b689d4-be04-4e6d-be56-4ac72ec82444', 'Social or behavioural problems']
}
