import { describe, expect, it } from 'vitest'
import { addCounters, addRequest, type Samples, seriesOf, STEP } from '../../dashboard/client/samples.ts'
import type { Counters } from '../../dashboard/client/types.ts'

const START = 1_800_000_000_000
const counters = (booked: number): Counters =>
  ({ opportunities: 0, groups: 0, orders: 0, orderItems: {}, proposals: {}, leases: 0, spaces: { booked, leased: 1 } })

/** @returns samples with a request each second: every third fails, and takes 10 ms more than the one before */
function minute (): Samples {
  const samples: Samples = new Map()
  for (let second = 0; second < 60; second++) {
    addRequest(samples, { stage: second % 2 === 0 ? 'B' : 'U', status: second % 3 === 0 ? 409 : 201, duration: second * 10 }, START + second * 1000)
  }
  return samples
}

describe('the points of a chart', () => {
  it.each([[1, 40], [6, 12], [24, 4]])('have each request once with %d samples in a point', (steps, points) => {
    const { times, requests, errors, bookings, cancellations, slowest } = seriesOf(minute(), START + 60_000, steps, points)
    const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
    expect([times.length, total(requests), total(errors), total(bookings), total(cancellations)]).toEqual([points, 60, 20, 20, 20])
    expect(Math.max(...slowest.map((value) => value ?? 0))).toBe(590)
    expect(times.slice(1).map((time, index) => time - times[index]!)).toEqual(Array(points - 1).fill(steps * STEP / 1000))
  })

  it('keep their requests while time goes on', () => {
    const samples = minute()
    const valueAt = (until: number, time: number): number | undefined => {
      const { times, requests } = seriesOf(samples, until, 6, 20)
      return requests[times.indexOf(time)]
    }
    const { times, requests } = seriesOf(samples, START + 60_000, 6, 20)
    const time = times[requests.findIndex((count) => count > 0)]!
    for (let later = 0; later < 30_000; later += 1000) expect(valueAt(START + 60_000 + later, time)).toBe(valueAt(START + 60_000, time))
  })

  it('have a mean, and no value where there was no request', () => {
    const samples: Samples = new Map()
    addRequest(samples, { stage: 'C1', status: 200, duration: 10 }, START)
    addRequest(samples, { stage: 'C1', status: 200, duration: 30 }, START + 1)
    const { mean, slowest } = seriesOf(samples, START, 1, 2)
    expect([mean, slowest]).toEqual([[null, 20], [null, 30]])
  })

  it('have the last count of the spaces, and none where nobody counted', () => {
    const samples: Samples = new Map()
    addCounters(samples, counters(3), START)
    addCounters(samples, counters(5), START + STEP)
    expect(seriesOf(samples, START + STEP, 2, 2)).toMatchObject({ booked: [null, 5], leased: [null, 1], requests: [0, 0] })
  })

  it('are kept for two hours', () => {
    const samples: Samples = new Map()
    for (let step = 0; step < 4000; step++) addRequest(samples, { stage: 'C1', status: 200, duration: 1 }, START + step * STEP)
    expect([samples.size, Math.min(...samples.keys())]).toEqual([3600, START / STEP + 400])
  })
})
