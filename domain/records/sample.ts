import type { Assortment } from './booking-rules.ts'

/** Horizon and origin of the stored sample data; renewal is due at `expires`. */
export interface SamplePlan {
  readonly seed: number
  /** Last day with sample data (ISO 8601 date). */
  readonly lastDay: string
  readonly expires: string
  readonly assortment: Assortment & {
    readonly sellers: readonly string[]
    readonly taxCalculation: boolean
    /** Missing for GBP. */
    readonly currency?: string
    /** Missing for organisations. */
    readonly sellerType?: 'person'
    /** Path of a Seller that allows no open booking; missing without one. */
    readonly closedSeller?: string
  }
}

/** A concept of an OpenActive vocabulary: id and label. */
export type Concept = readonly [id: string, label: string]

/** An activity of the catalogue: a class, an event, a course or a video. */
export interface Programme {
  readonly slug: string
  /** Section of the seller's site that describes it; also the key of its brand. */
  readonly section: string
  readonly name: string
  readonly description: string
  /** Concept of the OpenActive activity list. */
  readonly activity: Concept
  readonly level: string
  readonly leader: string
  /** Hour of the day at which it begins (UTC). */
  readonly hour: number
  /** Duration (minutes). */
  readonly minutes: number
  /** Spaces (count). */
  readonly spaces: number
  /** Restriction by gender; missing without one. */
  readonly gender?: 'FemaleOnly' | 'MaleOnly'
  /** Further conditions of admission. */
  readonly restrictions?: readonly string[]
}

export type Programmes = readonly [Programme, ...Programme[]]

/** A facility of the catalogue: of a slot, or of units with slots. */
export interface Facility {
  readonly slug: string
  readonly name: string
  readonly description: string
  /** Concept of the OpenActive facility types. */
  readonly type: Concept
  /** Name of one unit, without its number. */
  readonly unit: string
  /** Hours of the day at which slots begin (UTC). */
  readonly hours: readonly number[]
  /** Spaces of a slot of the whole facility (count). */
  readonly spaces: number
}

export type Facilities = readonly [Facility, ...Facility[]]

/** A venue of the catalogue. */
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

export type Venues = readonly [Venue, ...Venue[]]

/** Keys of the OpenActive accessibility support vocabulary. */
export type SupportKind = 'sight' | 'hearing' | 'movement' | 'learning' | 'mind' | 'behaviour'

/** Kinds of rooms; every venue has one of each. */
export type RoomKind = 'studio' | 'hall' | 'pool' | 'outdoors'

/** Advice for attendees, given in golden descriptions only. */
export interface Advice {
  readonly category: readonly string[]
  readonly room: RoomKind
  readonly bring: string
  readonly support: readonly SupportKind[]
  /** Explains how the support is given. */
  readonly help: string
  /** Admission rules beyond age and gender. */
  readonly restrictions?: readonly string[]
}

/** Advice about a programme. */
export interface ProgrammeAdvice extends Advice { readonly isCoached: boolean, readonly helper: string }

/** Advice about a facility. */
export interface FacilityAdvice extends Advice {
  /** Descriptions of the units, used in turn. */
  readonly units: readonly [string, string]
}

/** A room of a venue. */
export interface Room { readonly name: string, readonly description: string, readonly meetingPoint: string }

/** Advice about a venue. */
export interface VenueAdvice {
  /** Names of the amenities that the venue lacks. */
  readonly without: readonly string[]
  readonly rooms: Readonly<Record<RoomKind, Room>>
}

/** Brand of all programmes of one section. */
export interface Brand {
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly schedulingNote?: string
}

/** Values by the slug of a programme, facility or venue, or by section. */
type BySlug<T> = Readonly<Record<string, T>>

/** Invented content that sample data, test opportunities and legacy events describe. */
export interface SampleContent {
  readonly classes: Programmes
  /** Classes that can also take place online. */
  readonly onlineClasses: Programmes
  /** One-off events. */
  readonly events: Programmes
  /** Events with several parts. */
  readonly festivals: Programmes
  readonly courses: Programmes
  /** Duration of every course (weeks). */
  readonly courseWeeks: number
  /** Videos, available at any time. */
  readonly videos: Programmes
  /** Programme of the legacy events. */
  readonly aerobics: Programme
  readonly facilities: Facilities
  readonly venues: Venues
  /** Brands by section. */
  readonly brands: BySlug<Brand>
  readonly programmeAdvice: BySlug<ProgrammeAdvice>
  readonly facilityAdvice: BySlug<FacilityAdvice>
  readonly venueAdvice: BySlug<VenueAdvice>
  /** Concepts of the OpenActive accessibility support vocabulary. */
  readonly support: Readonly<Record<SupportKind, Concept>>
  /** Size of every picture (px). */
  readonly pictureSize: { readonly width: number, readonly height: number }
}
