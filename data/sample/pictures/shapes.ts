/** Size of a picture (SVG user units). Coordinates count from its upper left corner. */
export const WIDTH = 640
export const HEIGHT = 400

/** Where something is. */
export type Point = readonly [x: number, y: number]
/** How large it is; of what is round, its radii. */
type Size = readonly [width: number, height: number]

/** A part of a picture, or a whole one without its frame: SVG elements, the farthest first. */
export const scene = (...parts: readonly string[]): string => parts.join('')

const stroked = (colour: string, width: number): string => `fill="none" stroke="${colour}" stroke-width="${width}"`

export const circle = ([x, y]: Point, radius: number, fill: string): string => `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`
export const ring = ([x, y]: Point, radius: number, colour: string, width: number): string => `<circle cx="${x}" cy="${y}" r="${radius}" ${stroked(colour, width)}/>`
export const ellipse = ([x, y]: Point, [rx, ry]: Size, fill: string): string => `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`
export const oval = ([x, y]: Point, [rx, ry]: Size, colour: string, width: number): string => `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" ${stroked(colour, width)}/>`
export const rect = ([x, y]: Point, [width, height]: Size, fill: string, corner = 0): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${corner}" fill="${fill}"/>`

/** @param d - outline of a surface, as in the `d` of an SVG path */
export const shape = (d: string, fill: string): string => `<path d="${d}" fill="${fill}"/>`
/** @param d - course of a line, as in the `d` of an SVG path */
export const line = (d: string, colour: string, width: number): string => `<path d="${d}" ${stroked(colour, width)} stroke-linecap="round" stroke-linejoin="round"/>`

/** @returns the parts, seen through to some extent: 0 is nothing, 1 is all */
export const faint = (opacity: number, ...parts: readonly string[]): string => `<g opacity="${opacity}">${scene(...parts)}</g>`
/** @returns the parts with their origin at a point, turned (degrees, clockwise) and scaled */
export const placed = ([x, y]: Point, turn: number, scale: number, ...parts: readonly string[]): string =>
  `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${scale})">${scene(...parts)}</g>`
/** @returns what is drawn for each number from 0 on */
export const times = (count: number, draw: (index: number) => string): string => Array.from({ length: count }, (_, index) => draw(index)).join('')
/** @returns what is drawn for each of a list */
export const each = <const T>(all: readonly T[], draw: (one: T, index: number) => string): string => all.map(draw).join('')

/** A surface over the full width that changes its colour from above to below. */
export function fade (top: string, bottom: string, y = 0, height = HEIGHT): string {
  const id = `fade${y}`
  const gradient = `<linearGradient id="${id}" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient>`
  return scene(gradient, rect([0, y], [WIDTH, height], `url(#${id})`))
}

/** A sun or moon with its glow. */
export const sun = (at: Point, radius: number, colour: string): string =>
  scene(faint(0.18, circle(at, Math.round(radius * 2.1), colour)), faint(0.3, circle(at, Math.round(radius * 1.5), colour)), circle(at, radius, colour))

/** A range of hills down to the lower edge; `shift` says which part of an endless range it is. */
export function hills (y: number, height: number, colour: string, shift: number): string {
  const points = Array.from({ length: 33 }, (_, i) => `${i * 20} ${Math.round(y - height * (Math.sin(i / 5 + shift) + Math.sin(i / 2.3 + 2 * shift) / 3))}`)
  return shape(`M0 ${HEIGHT}L${points.join('L')}L${WIDTH} ${HEIGHT}z`, colour)
}

/** Wavelets in a row. */
export const ripple = ([x, y]: Point, count: number, colour: string, width = 4): string =>
  line(`M${x} ${y}q15 -9 30 0${'t30 0'.repeat(count - 1)}`, colour, width)

/** A tree with a round crown, standing on a point. */
export const tree = ([x, y]: Point, size: number, colour: string): string =>
  scene(line(`M${x} ${y}v${-size}`, '#5b4636', Math.round(size / 8)), circle([x, Math.round(y - size * 1.25)], Math.round(size * 0.6), colour))

/** Somebody as a pictogram: a head and limbs, each the course of a line. */
export const person = (head: Point, limbs: readonly string[], colour: string, width = 16): string =>
  scene(circle(head, Math.round(width * 1.15), colour), ...limbs.map((limb) => line(limb, colour, width)))
