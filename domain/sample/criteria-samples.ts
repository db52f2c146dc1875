import { addHours } from 'date-fns'
import { VENUES } from '../../data/sample/catalogue.ts'
import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import { addDays, ANY_TIME, DAYS_AHEAD, isoInstant, startOfDay } from '../protocol/time.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Seller } from '../records/seller.ts'
import { COURSE_DAYS } from './make-event.ts'
import { upcoming, hoursOf, isFacility, type Recurring } from './make-set.ts'
import { seededRandom } from './random.ts'
import { recipeSet, type SampleRequest } from './recipe-set.ts'
import { type Recipe, RECIPES, whyImpossible } from './recipes.ts'

/** Sample items that belong together (count): one a day, today not counted. */
const GROUP_SIZE = DAYS_AHEAD - 1
/** So many sets in turn are the first seller's, but for the last (count). */
const SELLERS_TURN = 6
/** What is over took place within so many days. */
const DAYS_PAST = 6

/** Sample items of one kind that hang on one SessionSeries or FacilityUse. */
interface SampleGroup { readonly recipe: Recipe, readonly type: OpportunityType, readonly forApproval: boolean, readonly size: number, readonly seller: Seller, readonly id: string }

/**
 * Items of every kind that the test interface knows, for whoever looks for them in the feeds instead of making them.
 * As many as the option says are always ahead: today, which may be over, does not count.
 */
export function criteriaSamples (seed: number, now: Date, rules: Rules): Recurring[] {
  const random = seededRandom(seed + 1)
  return sampleGroups(rules).map((shelf, choice) => {
    const { recipe, type, size, ...wish } = shelf
    const priceMinor = recipe.terms === undefined && random() < 0.5 ? 0 : 250 + 50 * Math.floor(random() * 36)
    const terms = recipe.terms?.priceMinor === undefined || recipe.terms.priceMinor === 0 ? recipe.terms : { ...recipe.terms, priceMinor }
    const varied = { ...recipe, ...(terms && { terms }) }
    const venue = VENUES[choice % VENUES.length] ?? VENUES[0]
    return (days, first) => {
      const set = recipeSet(varied, { ...wish, type, venue, choice, priceMinor, occurrences: occurrencesOn(days, first, shelf, choice, now) }, rules)
      return recipe.isOver === true ? set : upcoming(set, now)
    }
  })
}

function sampleGroups (rules: Rules): SampleGroup[] {
  return rules.types.flatMap((type) => {
    // A facility whose name or place changes changes for all its slots.
    const groupSize = rules.logisticsUpdates && isFacility(type) ? 1 : GROUP_SIZE
    const kinds = Object.values(RECIPES).flatMap((recipe, kind) => {
      const sellers = rules.sellers.filter(({ taxMode }) => recipe.taxMode === undefined || taxMode === recipe.taxMode)
      const [first, second = first] = sellers
      return first === undefined || second === undefined || whyImpossible(recipe, type, rules) !== undefined ? [] : [{ recipe, kind, first, second }]
    })
    // What is over comes on top of what is ahead.
    const all = kinds.reduce((sum, { recipe }) => sum + (recipe.isOver === true ? 0 : recipe.share), 0)
    return [false, true].flatMap((forApproval) => kinds.flatMap(({ recipe, kind, first, second }) => {
      const count = Math.ceil(rules.sampleSize * recipe.share / all)
      return Array.from({ length: Math.ceil(count / groupSize) }, (_, index): SampleGroup => ({
        recipe,
        type,
        forApproval,
        size: Math.min(groupSize, count - index * groupSize),
        // Kinds of which there are few are the first seller's.
        seller: index % SELLERS_TURN === SELLERS_TURN - 1 ? second : first,
        id: `${type === 'IndividualFacilityUseSlot' ? 'u' : 's'}${kind}${forApproval ? 'a' : ''}-${index + 1}`
      }))
    }))
  })
}

/** @returns those of a shelf that fall on some days: each comes again when the day after the last one is made. */
function occurrencesOn (days: readonly Date[], first: boolean, { recipe, type, size }: SampleGroup, choice: number, now: Date): SampleRequest['occurrences'] {
  const all = Array.from({ length: size }, (_, index) => index)
  if (type === 'OnDemandEvent') return first ? all.map((index) => ({ id: String(index + 1), start: ANY_TIME })) : []
  const [hour = 0] = hoursOf(type, choice, recipe.online)
  return days.flatMap((day) => {
    const number = Math.round(day.getTime() / 86_400_000)
    const on = recipe.isOver === true ? addDays(startOfDay(now), -1 - number % DAYS_PAST - (type === 'CourseInstance' ? COURSE_DAYS : 0)) : day
    // Shelves begin with different days, so that small ones do not all fall on the same.
    return all.filter((index) => (index + choice + number) % GROUP_SIZE === 0)
      .map((index) => ({ id: `${isoInstant(day).slice(0, 10)}-${index + 1}`, start: addHours(on, hour) }))
  })
}
