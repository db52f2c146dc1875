import autocannon from 'autocannon'

/** @returns the middle one of some numbers */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

/** @returns the number below which a share of some numbers is */
export const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)]

/**
 * Measure several things in turn, so that all run under the same load of the machine.
 * @param rounds - measurements of each (count)
 * @param measures - functions that measure
 * @returns the results of each
 */
export async function inTurn (rounds, ...measures) {
  const results = measures.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, measure] of measures.entries()) results[index].push(await measure())
  }
  return results
}

/** @returns the median of the ratios of the rounds, of one property of the results */
export const ratioOf = (ours, theirs, property) => median(ours.map((one, round) => one[property] / theirs[round][property]))

/**
 * Send requests over and over, and measure the load on a server.
 * @param server - the server
 * @param options - options of autocannon; `seconds` is the duration, `stages` the number of requests that each
 * connection repeats, and `timed` the index of the one whose times count
 * @returns requests per second, CPU time of the server per request (µs), and the 99th percentile of the timed requests (ms)
 */
export async function load (server, { seconds, stages = 1, timed = stages - 1, isExpected = (status) => status < 300, ...options }) {
  const times = []
  const counts = new Map()
  let failed = 0
  const cpuBefore = server.cpuMicroseconds()
  const result = await new Promise((resolve, reject) => {
    const instance = autocannon({ url: server.url, ...(seconds && { duration: seconds }), ...options }, (error, done) => { if (error) reject(error); else resolve(done) })
    instance.on('response', (client, status, _bytes, milliseconds) => {
      const count = counts.get(client) ?? 0
      counts.set(client, count + 1)
      if (!isExpected(status)) failed++
      if (count % stages === timed) times.push(milliseconds)
    })
  })
  if (failed > 0 || result.errors > 0) throw new Error(`${failed} refused, ${result.errors} failed`)
  const requests = result.requests.total
  return {
    perSecond: requests / result.duration,
    cpu: (server.cpuMicroseconds() - cpuBefore) / requests,
    p99: percentile(times, 0.99)
  }
}
