import { basketball, bat, football, narrowboat, shuttlecock, swimmer, tennisBall } from './equipment.ts'
import {
  circle, each, ellipse, fade, faint, hills, line, person, placed, rect, ring, ripple, scene, shape, sun, times, tree
} from './shapes.ts'

/** Flags on a line across the full width; its middle hangs down to `sag`. */
function bunting (y: number, sag: number): string {
  const height = (x: number): number => Math.round(y + (sag - y) * (1 - ((x - 320) / 340) ** 2))
  const flag = (x: number, colour: string): string => shape(
    `M${x + 4} ${height(x + 4)}H${x + 36}L${x + 20} ${height(x + 20) + 36}z`, colour
  )
  return scene(
    line(`M-20 ${y}Q320 ${sag * 2 - y} 660 ${y}`, '#5b5870', 3),
    each(
      ['#ef476f', '#ffd166', '#06d6a0', '#118ab2', '#f78c6b'],
      (colour, nth) => times(3, (n) => flag(n * 250 + nth * 50, colour))
    )
  )
}

/** Centres and radii of the stars of a night sky. */
const STAR_POSITIONS = [
  [441, 147, 1.2], [399, 16, 1.7], [461, 87, 2.2], [147, 148, 2], [423, 3, 1.5], [192, 170, 1.3], [483, 137, 1.2],
  [12, 151, 1.1], [174, 23, 1.6], [635, 47, 0.9], [543, 60, 1.5], [631, 52, 1.4], [139, 165, 2], [562, 97, 2.1],
  [415, 27, 1.8], [370, 60, 2], [390, 2, 2.3], [219, 67, 2.2], [159, 33, 2.1], [178, 190, 0.8], [225, 144, 1.3],
  [423, 15, 0.9], [470, 100, 1.2], [595, 9, 2], [610, 54, 1.7], [548, 161, 1.7], [612, 133, 1.7], [70, 56, 1.6],
  [99, 48, 2], [89, 15, 1.3], [516, 122, 1.5], [62, 55, 2.3], [209, 134, 2], [65, 149, 2.3], [388, 21, 1.4],
  [258, 10, 1.5], [587, 59, 2], [33, 155, 1], [328, 157, 1.1], [382, 19, 1.4], [425, 48, 1.9], [153, 48, 2.4],
  [412, 86, 2], [25, 118, 1.8], [12, 27, 1.3], [214, 122, 2.3]
] as const
const STARS = each(STAR_POSITIONS, ([x, y, radius]) => circle([x, y], radius, '#fdf6d8'))

/** Pictures of one-off events and festivals by slug. */
export const EVENT_PICTURES: Readonly<Record<string, string>> = {
  'towpath-walk': scene(
    fade('#dff1ff', '#fdf3dc'), sun([520, 90], 38, '#ffe08a'), hills(185, 24, '#b6d3a8', 0.4),
    hills(225, 16, '#8fbd86', 2.6),
    fade('#9fd0dc', '#6aaec4', 262, 138), shape('M0 255Q230 250 330 262 250 300 300 400H0z', '#7caf6b'),
    shape('M150 256Q215 255 262 260 130 310 170 400H20Q40 300 150 256z', '#e6cfa3'), ripple([400, 310], 5, '#d9f0f5'),
    ripple([360, 350], 7, '#d9f0f5'),
    tree([60, 262], 58, '#5a9459'), tree([22, 290], 70, '#4c854f'), narrowboat([510, 294], 0.68),
    person(
      [172, 160],
      [
        'M170 190 160 256', 'M168 196 204 230 222 222', 'M166 198 138 234', 'M160 256 196 296 206 350',
        'M160 256 142 306 108 340'
      ], '#2f3e46', 17
    ),
    line('M222 222 268 352M138 232 76 350', '#d1495b', 5)
  ),
  'moonlight-5k': scene(
    fade('#0b132b', '#33446e'), STARS, faint(0.12, circle([480, 90], 92, '#fdf3c4'), circle([480, 90], 66, '#fdf3c4')),
    shape('M462 46A48 48 0 1 0 524 108 40 40 0 0 1 462 46z', '#fdf3c4'), hills(215, 22, '#1c2a4f', 1.4),
    fade('#22386b', '#101c3d', 235, 95),
    faint(0.6, times(6, (i) => line(`M${480 - i * 9} ${248 + i * 13}h${20 + i * 16}`, '#fdf3c4', 4))),
    shape('M0 312Q320 268 640 322V400H0z', '#0a1226'),
    each([[[90, 257], 0.7], [[215, 247], 0.85], [[365, 238], 1]], ([at, scale]) => placed(at, 0, scale,
      faint(0.16, shape('M22-22 168-52Q186-8 168 34z', '#ffe9a8'), shape('M22-22 112-40Q124-12 112 14z', '#ffe9a8')),
      person(
        [0, -20],
        ['M-4 8-14 62', 'M-4 12 22 36 42 22', 'M-6 12-34 34-44 58', 'M-14 62 22 84 14 122', 'M-14 62-38 98-76 96'],
        '#e8edf7', 14
      ),
      circle([16, -22], 6, '#ffd166')
    ))
  ),
  'treasure-hunt': scene(
    rect([0, 0], [640, 400], '#f5efdc'),
    times(
      7,
      (i) => placed(
        [190, 165], i * 5, 1 + i / 2,
        line('M-46 6C-52-34-14-42 12-36S54-14 46 12 8 40-14 38-42 30-46 6z', '#c28e5c', 1.4)
      )
    ),
    times(
      4,
      (i) => placed(
        [540, 330], i * -7, 1 + i / 2,
        line('M-40 4C-44-30-8-40 16-32S48-6 38 18-4 36-20 32-38 24-40 4z', '#c28e5c', 1.8)
      )
    ),
    shape('M380 0Q360 70 430 110T640 130V0z', '#cfe3b4'), shape('M0 290Q90 280 130 340T200 400H0z', '#cfe3b4'),
    line('M-10 210Q130 250 260 235T470 215 650 245', '#7db8d6', 10),
    line('M150 330 235 120 400 175 505 80 565 270', '#b5179e', 4),
    each([[150, 330], [235, 120], [400, 175], [505, 80], [565, 270]], ([x, y]) => scene(
      ring([x, y], 26, '#b5179e', 4), rect([x - 13, y - 13], [26, 26], '#fff'),
      shape(`M${x - 13} ${y + 13}H${x + 13}V${y - 13}z`, '#f3722c')
    )),
    placed([395, 315], 24, 1,
      faint(0.2, circle([6, 8], 66, '#4a3a20')), circle([0, 0], 64, '#264653'), circle([0, 0], 52, '#f8f9fa'),
      times(12, (i) => placed([0, 0], i * 30, 1, line('M0-48V-41', '#264653', 3))),
      shape('M-11 0 0-40 11 0z', '#e63946'),
      shape('M-11 0 0 40 11 0z', '#8d99ae'), circle([0, 0], 5, '#264653')
    )
  ),
  'paddle-social': scene(
    fade('#bde6f5', '#fff2d6', 0, 210), sun([150, 120], 42, '#ffd97d'), hills(180, 18, '#8ec3b0', 3),
    hills(205, 9, '#5e9f8f', 5),
    fade('#8fd8df', '#2a8fa8', 205, 195),
    times(6, (i) => ripple([20 + (i * 211) % 460, 240 + i * 27], 3 + i % 3, '#c8f1f2', 3)),
    each([
      [[180, 268], 0.62, '#ff8fa3'], [[505, 280], 0.7, '#ffd166'], [[345, 325], 1, '#f26a4b']
    ], ([at, scale, board]) => placed(at, 0, scale,
      faint(0.25, ellipse([6, 16], [130, 12], '#0d4a5a')),
      shape('M-132-4Q-60-18 60-14 116-12 138-8 110 12 0 12T-132-4z', board),
      line('M-60-4H70', '#fff', 4),
      person(
        [0, -148], ['M0-118V-62', 'M0-112 36-86 62-92', 'M0-112 30-118 54-128', 'M0-62-16-14', 'M0-62 18-14'],
        '#1f3a4d', 16
      ),
      line('M44-176 74 4', '#f4e3c1', 6), ellipse([76, 18], [8, 20], '#f4e3c1')
    ))
  ),
  'open-day': scene(
    fade('#fff4e0', '#ffe1c2'), faint(0.6, circle([110, 330], 130, '#ffcf99'), circle([560, 300], 160, '#ffd9b0')),
    bunting(24, 84), bunting(96, 150),
    rect([0, 350], [640, 50], '#7bc47f'), football([130, 296], 1.16), basketball([262, 302], 1.04),
    tennisBall([372, 318], 0.72), bat([490, 262], 24, 0.9),
    circle([578, 334], 18, '#fff'), shuttlecock([330, 232], -24, 0.6, '#118ab2')
  ),
  'lake-festival': scene(
    fade('#a8dcf5', '#eaf8ff', 0, 200), hills(150, 30, '#a3c9d6', 2.8), hills(190, 18, '#6fae8e', 0.9),
    fade('#4ab3d3', '#14648f', 205, 195), bunting(18, 74),
    times(5, (i) => ripple([(i * 173) % 420, 240 + i * 34], 5, '#8fd6ea', 3)),
    each([[[480, 238], 0.6], [[560, 270], 0.8], [[90, 262], 0.8]], ([at, scale]) => placed(at, 0, scale,
      shape('M-34 0 0-62 34 0Q0 14-34 0z', '#f3722c'), shape('M-22-22 22-22 28-10Q0-2-28-10z', '#fff')
    )),
    swimmer([210, 300], 1, '#ffd166'), swimmer([360, 262], 0.72, '#ef476f'), swimmer([430, 338], 1.15, '#06d6a0')
  ),
  'try-triathlon': scene(
    rect([0, 0], [640, 400], '#f4a259'), shape('M0 0H250L130 400H0z', '#2e86ab'),
    times(6, (i) => ripple([-20, 50 + i * 64], 7, '#7cc6e0', 5)),
    shape('M250 0H460L340 400H130z', '#f6e8cf'), swimmer([128, 204], 1, '#ef476f'), ring([297, 212], 76, '#3d405b', 11),
    times(15, (i) => placed([297, 212], i * 24, 1, line('M0-10V-70', '#8a8da3', 2))), circle([297, 212], 12, '#e07a5f'),
    times(5, (i) => line(`M${468 + i % 2 * 6} ${96 + i * 46}h${-52 - i * 5}`, '#fbd9ad', 6)),
    person(
      [556, 108],
      [
        'M546 142 522 210', 'M544 148 584 180 612 160', 'M542 150 500 162 484 198', 'M522 210 566 242 552 300',
        'M522 210 492 258 440 254'
      ], '#3d1f16', 20
    )
  ),
  'movement-day': scene(
    fade('#ffd8be', '#ff8c94'), sun([470, 120], 56, '#fff1d0'),
    faint(0.5, shape('M0 190H70V130H130V220H200V160H250V240H420V180H480V210H560V140H640V400H0z', '#d96c80')),
    shape('M0 290H220V400H0zM420 250H640V400H420z', '#5c374c'), rect([240, 350], [160, 50], '#472b3c'),
    times(3, (i) => rect([24 + i * 64, 318], [34, 40], '#7d4f68', 4)),
    times(3, (i) => rect([448 + i * 64, 284], [34, 44], '#7d4f68', 4)),
    faint(0.5, line('M120 280Q300 20 500 240', '#fff', 4)),
    person(
      [330, 112],
      [
        'M312 138 274 186', 'M314 142 362 156 398 132', 'M310 144 284 112 244 110', 'M274 186 322 204 360 190',
        'M274 186 232 204 190 196'
      ], '#2b1a2f', 19
    )
  )
}
