import { addHours } from 'date-fns/addHours'
import { addDays, ANY_TIME, isoInstant, startOfDay } from '../protocol/time.ts'
import type { Environment } from '../records/environment.ts'
import { courseDays, hoursOf } from './catalogue.ts'
import { upcoming, type Recurring } from './make-set.ts'
import { pickInTurn } from './pick.ts'
import { seededRandom } from './random.ts'
import { recipeSet, type SampleRequest } from './recipe-set.ts'
import type { Recipe } from './recipes.ts'
import { GROUP_SIZE, type SampleGroup, sampleGroups } from './sample-groups.ts'

/** Days over which past Opportunities spread (count). */
const DAYS_PAST = 6

type SampleEnvironment = Pick<Environment, 'now' | 'rules' | 'content'>

/**
 * Plan sample items for every criterion of the test interface, for brokers that search the feeds.
 * As many as `sampleSize` are always ahead; today does not count, because it may be over.
 * @param seed - whole number; decides prices
 * @param environment - current instant, rules and content
 */
export function criteriaSamples (seed: number, environment: SampleEnvironment): Recurring[] {
  const { now, rules, content } = environment
  const random = seededRandom(seed + 1)
  return [...sampleGroups(rules)].map((group, choice) => {
    const { recipe, type, seller, forApproval, id } = group
    const priceMinor = recipe.terms === undefined && random() < 0.5 ? 0 : 250 + 50 * Math.floor(random() * 36)
    const varied = withPrice(recipe, priceMinor)
    const request = { type, seller, forApproval, id, venue: pickInTurn(content.venues, choice), choice, priceMinor }
    return (days, first) => {
      const occurrences = type === 'OnDemandEvent'
        ? anyTime(first ? group.size : 0)
        : occurrencesOn(days, group, choice, environment)
      const set = recipeSet(varied, { ...request, occurrences }, environment)
      return recipe.isOver === true ? set : upcoming(set, now)
    }
  })
}

/** Replace the price of a recipe, unless it is free or has none. */
function withPrice (recipe: Recipe, priceMinor: number): Recipe {
  const isPriced = recipe.terms?.priceMinor !== undefined && recipe.terms.priceMinor > 0
  return isPriced ? { ...recipe, terms: { ...recipe.terms, priceMinor } } : recipe
}

const anyTime = (count: number): SampleRequest['occurrences'] =>
  Array.from({ length: count }, (_, index) => ({ id: String(index + 1), start: ANY_TIME }))

/** @returns the occurrences of a group on some days; each returns every `GROUP_SIZE` days. */
function occurrencesOn (
  days: readonly Date[], { recipe, type, size }: SampleGroup, choice: number, { now, content }: SampleEnvironment
): SampleRequest['occurrences'] {
  const [hour = 0] = hoursOf(type, { choice, online: recipe.online === true, content })
  const length = type === 'CourseInstance' ? courseDays(content) : 0
  return days.flatMap((day) => {
    const number = Math.round(day.getTime() / 86_400_000)
    const date = recipe.isOver === true ? addDays(startOfDay(now), -1 - number % DAYS_PAST - length) : day
    return indicesOn(number + choice, size)
      .map((index) => ({ id: `${isoInstant(day).slice(0, 10)}-${index + 1}`, start: addHours(date, hour) }))
  })
}

/** @returns the positions of a group due on a day; groups start on different days, so that small ones spread. */
function indicesOn (turn: number, size: number): number[] {
  const indices = Array.from({ length: size }, (_, index) => index)
  return indices.filter((index) => (index + turn) % GROUP_SIZE === 0)
}
