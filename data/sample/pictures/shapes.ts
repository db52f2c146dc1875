/** Size of a picture (SVG user units). Coordinates count from its upper left corner. */
export const WIDTH = 640
export const HEIGHT = 400

/** A position (SVG user units). */
export type Point = readonly [x: number, y: number]
/** A size, or the radii of an ellipse (SVG user units). */
type Size = readonly [width: number, height: number]

/** Join SVG elements, the farthest first. */
export const scene = (...parts: readonly string[]): string => parts.join('')

const stroked = (colour: string, width: number): string =>
  `fill="none" stroke="${colour}" stroke-width="${width}"`

export const circle = ([x, y]: Point, radius: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`
export const ring = ([x, y]: Point, radius: number, colour: string, width: number): string =>
  `<circle cx="${x}" cy="${y}" r="${radius}" ${stroked(colour, width)}/>`
export const ellipse = ([x, y]: Point, [rx, ry]: Size, fill: string): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`
export const oval = ([x, y]: Point, [rx, ry]: Size, colour: string, width: number): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" ${stroked(colour, width)}/>`
export const rect = ([x, y]: Point, [width, height]: Size, fill: string, corner = 0): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${corner}" fill="${fill}"/>`

/**
 * Draw a filled surface.
 * @param d - its outline, in the syntax of the `d` attribute
 */
export const shape = (d: string, fill: string): string => `<path d="${d}" fill="${fill}"/>`

/**
 * Draw a line with round ends.
 * @param d - its course, in the syntax of the `d` attribute
 */
export const line = (d: string, colour: string, width: number): string =>
  `<path d="${d}" ${stroked(colour, width)} stroke-linecap="round" stroke-linejoin="round"/>`

/**
 * Make parts translucent.
 * @param opacity - from 0 (invisible) to 1 (opaque)
 */
export const faint = (opacity: number, ...parts: readonly string[]): string =>
  `<g opacity="${opacity}">${scene(...parts)}</g>`

/**
 * Move, rotate and scale parts.
 * @param at - position of their origin
 * @param turn - rotation (degrees, clockwise)
 * @param scale - factor
 */
export const placed = ([x, y]: Point, turn: number, scale: number, ...parts: readonly string[]): string =>
  `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${scale})">${scene(...parts)}</g>`

/** Draw one part for each number from 0 to `count - 1`. */
export const times = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join('')

/** Draw one part for each entry. */
export const each = <const T>(entries: readonly T[], draw: (entry: T, index: number) => string): string =>
  entries.map(draw).join('')

/** Fill the full width with a vertical gradient, from `y` down. */
export function fade (top: string, bottom: string, y = 0, height = HEIGHT): string {
  const id = `fade${y}`
  const stops = `<stop stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/>`
  const gradient = `<linearGradient id="${id}" x2="0" y2="1">${stops}</linearGradient>`
  return scene(gradient, rect([0, y], [WIDTH, height], `url(#${id})`))
}

/** Draw a sun or moon with its glow. */
export const sun = (at: Point, radius: number, colour: string): string => scene(
  faint(0.18, circle(at, Math.round(radius * 2.1), colour)),
  faint(0.3, circle(at, Math.round(radius * 1.5), colour)),
  circle(at, radius, colour)
)

/**
 * Draw a range of hills down to the lower edge.
 * @param y - middle of its ridge
 * @param height - scale of its ridge
 * @param colour - its colour
 * @param shift - offset into an endless range
 */
export function hills (y: number, height: number, colour: string, shift: number): string {
  const ridge = (i: number): number => Math.sin(i / 5 + shift) + Math.sin(i / 2.3 + 2 * shift) / 3
  const points = Array.from({ length: 33 }, (_, i) => `${i * 20} ${Math.round(y - height * ridge(i))}`)
  return shape(`M0 ${HEIGHT}L${points.join('L')}L${WIDTH} ${HEIGHT}z`, colour)
}

/** Draw a row of wavelets. */
export const ripple = ([x, y]: Point, count: number, colour: string, width = 4): string =>
  line(`M${x} ${y}q15 -9 30 0${'t30 0'.repeat(count - 1)}`, colour, width)

/** Draw a tree with a round crown, standing on a point. */
export const tree = ([x, y]: Point, size: number, colour: string): string => scene(
  line(`M${x} ${y}v${-size}`, '#5b4636', Math.round(size / 8)),
  circle([x, Math.round(y - size * 1.25)], Math.round(size * 0.6), colour)
)

/** Draw a person as a pictogram: a head and limbs, each limb a line. */
export const person = (head: Point, limbs: readonly string[], colour: string, width = 16): string =>
  scene(circle(head, Math.round(width * 1.15), colour), ...limbs.map((limb) => line(limb, colour, width)))
