import { circle, line, oval, placed, type Point, rect, shape, times } from './shapes.ts'

// Equipment in several pictures: at a scale of 1, a ball is 100 wide.

export const football = (at: Point, scale: number): string => placed(at, 14, scale,
  circle([0, 0], 50, '#fdfdf8'), shape('M0-19 18-6 11 15H-11L-18-6z', '#2b2d42'),
  times(5, (i) => placed([0, 0], i * 72, 1,
    line('M0-19V-37', '#2b2d42', 4), shape('M-15-47.5Q0-51 15-47.5L0-36z', '#2b2d42'))))

export const basketball = (at: Point, scale: number): string => placed(at, 0, scale,
  circle([0, 0], 50, '#f3722c'), line('M-50 0H50M0-50V50M-34-36Q-4 0-34 36M34-36Q4 0 34 36', '#7a3410', 4))

export const tennisBall = (at: Point, scale: number): string => placed(at, 0, scale,
  circle([0, 0], 50, '#d9ed4c'), line('M-37-33Q2-11-15 47M37-33Q6-4 44 24', '#fbffe8', 6))

export const shuttlecock = (at: Point, turn: number, scale: number, cork: string): string => placed(at, turn, scale,
  times(7, (i) => placed([0, 38], -27 + i * 9, 1,
    shape('M-4 0 4 0 13-104Q0-116-13-104z', i % 2 === 0 ? '#ffffff' : '#e3edf0'))),
  line('M-30-32Q0-42 30-32M-22-4Q0-12 22-4', '#9fb8c0', 3), shape('M-20 34Q0 26 20 34Q26 72 0 74Q-26 72-20 34z', cork))

export const bat = (at: Point, turn: number, scale: number): string => placed(at, turn, scale,
  line('M0 60V128', '#c9955b', 24), circle([0, 0], 68, '#d62839'),
  shape('M-46 50Q0 36 46 50L16 74H-16z', '#c9955b'), shape('M-50-34Q-20-66 20-60Q-34-40-46 10z', '#de5361'))

export const racket = (at: Point, turn: number): string => placed(at, turn, 1,
  line('M0 60V150', '#264653', 13), line('M-22 26 0 68 22 26', '#2a9d8f', 7),
  times(5, (i) => line(`M${-24 + i * 12}-52V22`, '#8a9ba3', 1.5)),
  times(6, (i) => line(`M-30 ${-44 + i * 13}H30`, '#8a9ba3', 1.5)),
  oval([0, -16], [38, 52], '#2a9d8f', 9))

export const dumbbell = (at: Point, turn: number, colour: string): string => placed(at, turn, 1,
  line('M-44 0H44', '#c9c3e6', 9), rect([-62, -26], [22, 52], colour, 6), rect([40, -26], [22, 52], colour, 6))

/** A boat with a cabin, on the waterline. */
export const narrowboat = (at: Point, scale: number): string => placed(at, 0, scale,
  rect([-70, -60], [130, 34], '#f6e7cb', 5), times(4, (i) => circle([-50 + i * 30, -45], 8, '#4d7c8a')),
  shape('M-120-32H120L98 2H-96z', '#b23a48'), line('M-128-32H126', '#f0c808', 6))

/** The upper half of a swimmer with a cap. */
export const swimmer = (at: Point, scale: number, cap: string): string => placed(at, 0, scale,
  line('M-24 0Q-46-54-92-20', '#e9b88f', 15),
  shape('M-26 10A28 28 0 1 1 26 10Q0 2-26 10z', '#e9b88f'),
  shape('M-27-2Q-26-29 0-29T27-2Q0-14-27-2z', cap),
  line('M-66 14Q-36 4 0 12T46 12', '#d6f1fa', 5))
