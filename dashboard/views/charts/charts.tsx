import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Panel } from '../../components/basics.tsx'
import { counted } from '../../client/format.ts'
import { realTime } from '../../client/live.ts'
import { route, setQuery } from '../../client/router.ts'
import { samples, type Series, seriesOf, STEP } from '../../client/samples.ts'
import type { Line, Plot } from './plot.ts'

/** Points of a chart (count). */
const POINTS = 150
/** Spans that charts can show: samples of a point, and the name. */
const SPANS = [[1, '5 minutes'], [6, '30 minutes'], [24, '2 hours']] as const

interface Chart {
  readonly title: string
  readonly lines: ReadonlyArray<Line & { readonly values: keyof Series }>
  /** The chart in words. */
  readonly text: (series: Series) => string
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
const latest = (values: ReadonlyArray<number | null>): number => values.findLast((value) => value !== null) ?? 0
const most = (values: ReadonlyArray<number | null>): number => Math.max(0, ...values.map((value) => value ?? 0))

const CHARTS: readonly Chart[] = [
  {
    title: 'Requests',
    lines: [
      { label: 'Requests', colour: 'line', kind: 'bars', values: 'requests' },
      { label: 'Errors', colour: 'bad', kind: 'bars', values: 'errors' }
    ],
    text: ({ requests, errors }) => `${counted(total(requests), 'request')}, ${counted(total(errors), 'error')}`
  },
  {
    title: 'Bookings',
    lines: [
      { label: 'Bookings', colour: 'accent', kind: 'bars', values: 'bookings' },
      { label: 'Cancellations', colour: 'warn', kind: 'bars', values: 'cancellations' }
    ],
    text: ({ bookings, cancellations }) =>
      `${counted(total(bookings), 'booking')}, ${counted(total(cancellations), 'cancellation')}`
  },
  {
    title: 'Spaces',
    lines: [
      { label: 'Booked', colour: 'accent', kind: 'line', values: 'booked' },
      { label: 'Leased', colour: 'warn', kind: 'line', dashed: true, values: 'leased' }
    ],
    text: ({ booked, leased }) => `${latest(booked)} booked, ${latest(leased)} leased`
  },
  {
    title: 'Time to the answer (ms)',
    lines: [
      { label: 'Mean', colour: 'accent', kind: 'line', values: 'mean' },
      { label: 'Slowest', colour: 'warn', kind: 'line', dashed: true, values: 'slowest' }
    ],
    text: ({ slowest }) => `at most ${Math.round(most(slowest))} ms`
  }
]

/** Requests, bookings, spaces and latency over real time. */
export function Charts (): JSX.Element {
  const { query } = route.value
  const steps = Number(query.get('steps') ?? SPANS[0][0])
  const [until, setUntil] = useState(realTime.peek())
  useEffect(() => realTime.subscribe((at) => { setUntil(at - at % STEP) }), [])
  const series = seriesOf(samples, until, steps, POINTS)
  return (
    <>
      <div class='row' role='group' aria-label='Span'>
        {SPANS.map(([size, name]) => (
          <button
            key={size} type='button' class='small' aria-pressed={size === steps}
            onClick={() => { setQuery({ steps: String(size) }) }}
          >
            {name}
          </button>
        ))}
        <span class='muted'>
          Each point has {steps * STEP / 1000} s of real time. Spaces are counted while this page is open.
        </span>
      </div>
      <div class='halves'>
        {CHARTS.map((chart) => <ChartPanel key={chart.title} chart={chart} series={series} />)}
      </div>
    </>
  )
}

function ChartPanel ({ chart: { title, lines, text }, series }: { chart: Chart, series: Series }): JSX.Element {
  const place = useRef<HTMLDivElement>(null)
  const [plot, setPlot] = useState<Plot>()
  useEffect(() => {
    let isGone = false
    let made: Plot | undefined
    // The other views do without the library.
    import('./plot.ts').then(({ makePlot }) => {
      if (isGone || place.current === null) return
      made = makePlot(place.current, lines)
      setPlot(made)
    })
    return () => {
      isGone = true
      made?.end()
    }
  }, [])
  useEffect(() => { plot?.draw(series.times, lines.map(({ values }) => series[values])) }, [plot, series])
  return (
    <Panel title={title} actions={<span class='muted'>{text(series)}</span>}>
      <div class='plot' ref={place} />
    </Panel>
  )
}
