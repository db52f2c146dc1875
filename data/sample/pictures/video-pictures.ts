import {
  circle, each, ellipse, faint, line, person, placed, type Point, rect, scene, shape, sun, times
} from './shapes.ts'

/** A room at home and its furniture. */
const room = (wall: string, floor: string): string => scene(
  rect([0, 0], [640, 300], wall), rect([0, 296], [640, 104], floor), rect([0, 288], [640, 10], '#fff')
)
const plant = (x: number): string => placed([x, 262], 0, 1,
  times(7, (i) => placed([0, 0], -66 + i * 22, 1, ellipse([0, -58], [12, 52], i % 2 === 0 ? '#4f8a5b' : '#6aa874'))),
  shape('M-34-6H34L24 68H-24z', '#c96f4a'))
const tin = (at: Point, scale: number, colour: string): string =>
  placed(
    at, 0, scale, rect([-19, -24], [38, 48], colour, 4), rect([-19, -9], [38, 18], '#fff7e6'), circle([0, 0], 6, colour)
  )

/** Pictures of videos by slug. */
export const VIDEO_PICTURES: Readonly<Record<string, string>> = {
  'ten-minute-stretch': scene(
    room('#d7e8f0', '#d8b58a'), rect([64, 46], [170, 150], '#fff', 8), rect([76, 58], [146, 126], '#a9dcf2'),
    circle([180, 96], 22, '#ffe08a'),
    line('M149 58V184M76 121H222', '#fff', 6), plant(560), rect([30, 232], [190, 14], '#8a5a3c', 5),
    line('M50 246V344M200 246V344', '#8a5a3c', 10),
    rect([84, 176], [96, 56], '#37474f', 6), rect([90, 182], [84, 44], '#7fd1c7', 3),
    ellipse([380, 352], [160, 20], '#5c7fa3'),
    person(
      [330, 122],
      [
        'M356 154 390 246', 'M360 150Q386 76 316 62 276 62 248 84', 'M362 158 420 176 400 232', 'M390 246 356 344',
        'M390 246 430 344'
      ], '#26384a', 21
    )
  ),
  'core-at-home': scene(
    room('#f3d9c9', '#b98d6a'), circle([470, 110], 62, '#f7b267'), circle([430, 140], 40, '#e76f51'),
    rect([80, 60], [96, 124], '#fff', 4),
    rect([90, 70], [76, 104], '#90be6d'), circle([128, 122], 26, '#f9f1dc'), plant(70),
    ellipse([340, 356], [250, 22], '#577590'),
    person([492, 214], ['M460 236Q360 250 250 296', 'M456 240 462 340 506 340', 'M250 296 148 340'], '#3b2a3a', 23)
  ),
  'kitchen-circuits': scene(
    rect([0, 0], [640, 400], '#f7e7b4'),
    times(28, (i) => rect([6 + i % 7 * 92, 190 + Math.floor(i / 7) * 30], [86, 25], '#fbf3d5', 3)),
    rect([40, 128], [380, 14], '#9c6b3f', 4),
    each(['#e63946', '#2a9d8f', '#f4a261', '#457b9d'], (colour, i) => tin([93 + i * 70, 94], 1.4, colour)),
    line('M480 60H600', '#9c6b3f', 10), line('M510 62V100M570 62V92', '#56616b', 6), circle([510, 130], 34, '#56616b'),
    ellipse([570, 112], [17, 24], '#b08968'), rect([0, 310], [640, 90], '#6d9dc5'),
    faint(
      0.4, times(4, (i) => rect([i * 160, 310], [80, 45], '#fff')),
      times(5, (i) => rect([i * 160 - 80, 355], [80, 45], '#fff'))
    ),
    line('M80 376V206M80 290H160V376', '#8a4b2a', 13),
    person(
      [326, 190],
      [
        'M326 224V292', 'M326 228 276 214 262 162', 'M326 228 376 214 390 162', 'M326 292 282 318 276 376',
        'M326 292 370 318 376 376'
      ], '#33302e', 20
    ),
    tin([262, 140], 1, '#e63946'), tin([390, 140], 1, '#2a9d8f')
  ),
  'quiet-evening': scene(
    room('#2f3557', '#4a3b52'), rect([0, 288], [640, 10], '#3f456b'), rect([220, 36], [200, 220], '#5b628c', 100),
    rect([232, 48], [176, 208], '#141b3c', 88),
    sun([338, 126], 30, '#fdf3c4'),
    each([[270, 110], [290, 180], [372, 190], [300, 84], [380, 150]], (at) => circle(at, 2.4, '#fdf6d8')),
    line('M320 48V256', '#5b628c', 5), faint(0.16, circle([120, 250], 120, '#ffb703')),
    faint(0.2, circle([120, 250], 70, '#ffb703')),
    rect([98, 270], [44, 74], '#f6e7cb', 6), line('M120 270V256', '#3b2f2f', 4),
    shape('M120 214Q142 242 120 258 98 242 120 214z', '#ffb703'),
    ellipse([120, 346], [54, 10], '#332a3d'), ellipse([440, 352], [150, 24], '#7a5c8e'),
    person([440, 170], ['M440 208V294', 'M438 214Q392 246 392 306', 'M442 214Q488 246 488 306'], '#e6dcef', 22),
    shape('M346 338Q388 282 440 302Q492 282 534 338Q536 352 440 348Q344 352 346 338z', '#e6dcef'),
    rect([540, 318], [80, 34], '#b56576', 16),
    rect([548, 292], [70, 30], '#e0a458', 15)
  )
}
