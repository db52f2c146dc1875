import { basketball, bat, football, racket, shuttlecock, tennisBall } from './equipment.ts'
import {
  circle, each, ellipse, fade, faint, line, oval, person, placed, type Point, rect, ring, scene, shape, times
} from './shapes.ts'

/** A player from above. */
const player = (at: Point, shirt: string, hair: string): string => placed(
  at, 0, 1, faint(0.3, circle([6, 8], 19, '#0c2b18')), circle([0, 0], 19, shirt), circle([0, 0], 8, hair)
)
/** One of many holds on a wall, here and there. */
const hold = (index: number, colour: string): string =>
  placed([24 + index * 137 % 600, 22 + index * 89 % 362], index * 47, 0.7 + index % 3 * 0.25,
    shape('M-16 2Q-14-14 2-13Q20-12 17 3Q12 14-2 13Q-15 13-16 2z', colour))
/** Somebody in a leap. */
const DANCER = person(
  [6, -92], ['M2-58-4 20', 'M2-52Q52-66 104-112', 'M0-52Q-48-44-96-78', 'M-4 20Q60 30 150 6', 'M-4 20Q-70 34-150 66'],
  '#a3195b', 19
)

/** Pictures of facilities by slug. */
export const FACILITY_PICTURES: Readonly<Record<string, string>> = {
  badminton: scene(
    fade('#d8f3dc', '#95d5b2', 0, 190), shape('M0 190H640V400H0z', '#2d6a4f'),
    shape('M150 190H490L640 400H0z', '#40916c'),
    line('M150 190-10 404M490 190 650 404M320 190V400M112 243H528M62 312H578', '#f1faee', 5),
    faint(
      0.8, times(22, (i) => line(`M${70 + i * 24} 150V232`, '#f1faee', 1)),
      times(5, (i) => line(`M60 ${166 + i * 16}H580`, '#f1faee', 1))
    ),
    line('M60 148H580', '#fff', 8), line('M60 148V276M580 148V276', '#1b4332', 8),
    shuttlecock([330, 118], 38, 1.15, '#e63946')
  ),
  squash: scene(
    rect([0, 0], [640, 400], '#f6efe2'), shape('M0 0 140 50V270L0 400z', '#e6dac3'),
    shape('M640 0 500 50V270L640 400z', '#e6dac3'),
    rect([140, 50], [360, 220], '#fbf7ee'), shape('M0 400 140 270H500L640 400z', '#c98f5a'),
    faint(0.4, times(9, (i) => line(`M${140 + i * 45} 270 ${i * 80} 400`, '#a56f3e', 2))),
    line('M0 34 140 74H500L640 34M0 364 140 250H500L640 364M140 168H500', '#d62828', 6),
    line('M72 333H568M320 333V400M168 333V400', '#d62828', 5),
    faint(0.35, line('M215 118 330 205 470 108', '#264653', 3)), circle([470, 108], 15, '#1d3557'),
    circle([474, 103], 4, '#ffd60a'), racket([250, 240], -38)
  ),
  tennis: scene(
    rect([0, 0], [640, 400], '#3f8f6b'),
    placed([320, 200], -18, 1.12,
      rect([-250, -125], [500, 250], '#2f6fb3'),
      line(
        'M-250-125H250V125H-250zM-250-94H250M-250 94H250M-135-94V94M135-94V94M-135 0H135M-250 0h10M250 0h-10',
        '#f4f9ff', 4
      ),
      line('M0-145V145', '#173b5c', 10), line('M0-145V145', '#f4f9ff', 3)
    ),
    faint(0.3, ellipse([452, 300], [52, 44], '#0b2239')), tennisBall([430, 262], 1.08)
  ),
  'five-a-side': scene(
    rect([0, 0], [640, 400], '#2f7d4f'), times(5, (i) => rect([i * 128, 0], [64, 400], '#38915c')),
    line('M36 36H604V364H36zM320 36V364', '#eafff0', 5),
    ring([320, 200], 62, '#eafff0', 5), circle([320, 200], 7, '#eafff0'),
    line('M36 110Q150 110 150 200Q150 290 36 290M604 110Q490 110 490 200Q490 290 604 290', '#eafff0', 5),
    line('M36 160H12V240H36M604 160H628V240H604', '#fff', 6),
    each([[62, 200], [165, 110], [180, 292], [265, 150], [250, 246]], (at) => player(at, '#f77f00', '#ffd7a1')),
    each([[578, 200], [470, 100], [455, 300], [380, 130], [400, 262]], (at) => player(at, '#3a86ff', '#cfe2ff')),
    football([312, 172], 0.3)
  ),
  climbing: scene(
    rect([0, 0], [640, 400], '#e9dccb'), shape('M0 0H190L140 210 200 400H0z', '#d7c2a8'),
    shape('M190 0H420L360 170 140 210z', '#e0cfb8'),
    shape('M420 0H640V240L470 250 360 170z', '#cbb394'), shape('M140 210 360 170 470 250 400 400H200z', '#d2bb9d'),
    shape('M470 250 640 240V400H400z', '#bfa482'),
    each(
      ['#e63946', '#2a9d8f', '#f4a261', '#457b9d', '#8338ec'],
      (colour, nth) => times(7, (n) => hold(n * 5 + nth, colour))
    ),
    line('M362 0Q352 90 346 160', '#1d3557', 5),
    person(
      [352, 138],
      [
        'M346 168 334 236', 'M346 172 386 134 392 92', 'M344 176 296 158 286 112', 'M334 236 382 262 372 316',
        'M334 236 288 250 276 304'
      ], '#1d3557', 19
    ),
    line('M330 224Q342 232 356 226', '#e63946', 8)
  ),
  'sports-hall': scene(
    fade('#f1f4f8', '#cfd9e6', 0, 250),
    times(6, (i) => line(`M${-40 + i * 144} 0 ${32 + i * 144} 46 ${104 + i * 144} 0`, '#9fb0c5', 6)),
    line('M0 48H640', '#9fb0c5', 8), times(4, (i) => rect([40 + i * 150, 76], [110, 50], '#fffbe0', 6)),
    fade('#e3b57f', '#c98e52', 240, 160),
    faint(0.35, times(9, (i) => line(`M${320 + (i - 4) * 60} 240 ${320 + (i - 4) * 150} 400`, '#a8713a', 2))),
    line('M-10 372Q320 232 650 372', '#2a6fdb', 6),
    line('M120 404 220 262H420L520 404', '#d62839', 6), line('M-10 300H650', '#2a9d5c', 6),
    ellipse([320, 342], [90, 26], '#e8bf8d'),
    oval([320, 342], [90, 26], '#fff', 5), line('M320 60V110', '#5b6b80', 10), rect([230, 96], [180, 112], '#fff', 8),
    line('M233 99H407V205H233zM288 138H352V186H288z', '#d62839', 6), line('M286 200H354', '#f3722c', 9),
    faint(
      0.9,
      line(
        'M290 204 302 252M306 204 312 252M320 204V252M334 204 328 252M350 204 338 252M294 222H346M298 238H342',
        '#8fa0b5', 2.5
      )
    ),
    basketball([500, 300], 0.92)
  ),
  'table-tennis': scene(
    fade('#7d3c4a', '#a65562', 0, 260),
    times(4, (i) => shape(`M${40 + i * 150} 230V110Q${95 + i * 150} 30 ${150 + i * 150} 110V230z`, '#f7d9b5')),
    times(4, (i) => line(`M${95 + i * 150} 72V230M${40 + i * 150} 150H${150 + i * 150}`, '#a65562', 6)),
    rect([0, 255], [640, 145], '#5c2a35'),
    line('M110 350V400M530 350V400', '#241318', 14), shape('M150 236H490L600 352H40z', '#1f6f8b'),
    line('M150 236H490L600 352H40zM320 236V352', '#f1f7f9', 5),
    faint(0.85, rect([76, 254], [488, 32], '#eaf4f4')), line('M74 252H566', '#fff', 6),
    line('M74 250V292M566 250V292', '#241318', 6),
    bat([440, 190], 32, 1.05), faint(0.4, line('M300 300Q262 160 200 128', '#fff', 3)),
    circle([196, 124], 19, '#ffe8a3')
  ),
  'dance-studio': scene(
    fade('#fbe4ef', '#f4c6dd', 0, 280),
    times(4, (i) => scene(
      rect([30 + i * 148, 34], [130, 226], '#e4f1f7', 6),
      faint(
        0.7,
        shape(
          `M${44 + i * 148} 220 ${120 + i * 148} 48H${144 + i * 148}L${68 + i * 148} 246H${44 + i * 148}z`, '#f7fcff'
        )
      )
    )),
    rect([0, 278], [640, 122], '#c98b6b'),
    faint(0.4, times(7, (i) => line(`M${i * 120 - 40} 400 ${120 + i * 66} 280`, '#a66a4c', 2))),
    line('M0 196H640', '#8a5a44', 10), times(3, (i) => line(`M${104 + i * 216} 196V222`, '#8a5a44', 6)),
    faint(0.25, placed([196, 176], 0, 0.62, DANCER)),
    faint(0.3, ellipse([330, 372], [150, 12], '#6b3f2b')), placed([330, 206], 0, 1, DANCER)
  )
}
