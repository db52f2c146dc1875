import type { Assortment } from './booking-rules.ts'

/** How far the sample data reaches, and of what it is made; due again at `expires`. */
export interface SamplePlan {
  readonly seed: number
  readonly lastDay: string
  readonly expires: string
  readonly assortment: Assortment & { readonly sellers: readonly string[], readonly taxCalculation: boolean }
}
