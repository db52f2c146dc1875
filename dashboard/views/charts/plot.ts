import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { instant } from '../../client/format.ts'

/** A row of values in a chart. */
export interface Line {
  readonly label: string
  /** Name of its colour in the style sheet. */
  readonly colour: string
  readonly kind: 'bars' | 'line'
  /** Whether the line is dashed, so that colour alone tells nothing apart. */
  readonly dashed?: boolean
}

/** A drawn chart. */
export interface Plot {
  draw (times: readonly number[], values: ReadonlyArray<ReadonlyArray<number | null>>): void
  end (): void
}

const HEIGHT = 190
/** Steps between the marks of an axis: there is no half booking. */
const STEPS = Array.from({ length: 9 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat()

const colourOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
/** @returns a time (s since 1970) as the time of the day in UTC: `10:20:00` */
const clockTime = (time: number): string => instant(time * 1000).slice(11)

/** Make a chart that is as wide as its place, and follows the colour scheme. */
export function makePlot (place: HTMLElement, lines: readonly Line[]): Plot {
  const axis = {
    stroke: () => colourOf('muted'),
    font: '12px system-ui, sans-serif',
    grid: { stroke: () => colourOf('hairline'), width: 1 },
    ticks: { stroke: () => colourOf('hairline'), width: 1, size: 4 }
  }
  const plot = new UPlot({
    width: place.clientWidth,
    height: HEIGHT,
    // The marks stand at full hours of this zone.
    tzDate: (time) => UPlot.tzDate(new Date(time * 1000), 'Etc/UTC'),
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
    scales: { y: { range: (_plot, _min, max) => [0, Math.max(max * 1.1, 1)] } },
    axes: [
      {
        ...axis,
        size: 30,
        space: 60,
        values: (_plot, times) => times.map((time) => clockTime(time).slice(0, 5))
      },
      { ...axis, size: 44, incrs: STEPS, values: (_plot, values) => values.map((value) => whole.format(value)) }
    ],
    series: [
      { label: 'Time (UTC)', value: (_plot, time) => time === null ? '–' : clockTime(time) },
      ...lines.map(seriesOf)
    ]
  }, [[], ...lines.map(() => [])], place)
  const resize = new ResizeObserver(() => { plot.setSize({ width: place.clientWidth, height: HEIGHT }) })
  resize.observe(place)
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  const redraw = (): void => { plot.redraw(false) }
  scheme.addEventListener('change', redraw)
  return {
    draw (times, values) { plot.setData([[...times], ...values.map((row) => [...row])]) },
    end () {
      resize.disconnect()
      scheme.removeEventListener('change', redraw)
      plot.destroy()
    }
  }
}

function seriesOf ({ label, colour, kind, dashed = false }: Line): UPlot.Series {
  const paths = kind === 'bars' ? UPlot.paths.bars?.({ size: [0.8, 24] }) : undefined
  return {
    label,
    stroke: () => colourOf(colour),
    width: kind === 'bars' ? 0 : 2,
    ...(kind === 'bars' && { fill: () => colourOf(colour) }),
    ...(dashed && { dash: [5, 4] }),
    ...(paths !== undefined && { paths }),
    points: { show: kind === 'line', size: 4 },
    value: (_plot, value) => value === null ? '–' : whole.format(value)
  }
}
