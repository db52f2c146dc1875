import type { Assortment } from './booking-rules.ts'

/** How far the sample data reaches, and of what it is made; due again at `expires`. */
export interface SamplePlan {
  readonly seed: number
  readonly lastDay: string
  readonly expires: string
  readonly assortment: Assortment & { readonly sellers: readonly string[], readonly taxCalculation: boolean }
}

/** What the sample data and the test opportunities are made of. All names and spaces are invented; telephone numbers are of the ranges kept for fiction. */

export interface Programme {
  readonly slug: string
  /** Part of the operator's site that tells of it. */
  readonly section: string
  readonly name: string
  readonly description: string
  /** Concept of the OpenActive activity list: id and label. */
  readonly activity: readonly [id: string, label: string]
  readonly level: string
  readonly leader: string
  /** Hour of the day at which it begins (UTC). */
  readonly hour: number
  readonly minutes: number
  readonly spaces: number
}

export type Programmes = readonly [Programme, ...Programme[]]

export interface Facility {
  readonly slug: string
  readonly name: string
  readonly description: string
  /** Concept of the OpenActive facility types: id and label. */
  readonly type: readonly [id: string, label: string]
  /** Name of one unit, to which a number is added. */
  readonly unit: string
  readonly hours: readonly number[]
  readonly spaces: number
}

export interface Venue {
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly street: string
  readonly town: string
  readonly region: string
  readonly postcode: string
  readonly telephone: string
  readonly latitude: number
  readonly longitude: number
}

/** Kinds of the OpenActive accessibility support vocabulary. */
export type SupportKind = 'sight' | 'hearing' | 'movement' | 'learning' | 'mind' | 'behaviour'

/** Every venue has a room of each kind. */
export type RoomKind = 'studio' | 'hall' | 'pool' | 'outdoors'

/** What people want to know before they come. */
export interface Advice {
  readonly category: readonly string[]
  readonly room: RoomKind
  readonly bring: string
  readonly support: readonly SupportKind[]
  /** How the support is given. */
  readonly help: string
  /** Rules that age and gender do not cover. */
  readonly restrictions?: readonly string[]
}

export interface ProgrammeAdvice extends Advice { readonly isCoached: boolean, readonly helper: string }

export interface FacilityAdvice extends Advice {
  /** What is told of units, by turns. */
  readonly units: readonly [string, string]
}

export interface Room { readonly name: string, readonly description: string, readonly meetingPoint: string }

export interface VenueAdvice {
  /** Amenities that it has not. */
  readonly without: readonly string[]
  readonly rooms: Readonly<Record<RoomKind, Room>>
}
