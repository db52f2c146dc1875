import { dumbbell, football } from './equipment.ts'
import {
  circle, each, ellipse, fade, faint, hills, line, oval, person, placed, rect, ring, ripple, scene, shape, sun, times,
  tree
} from './shapes.ts'

/** Pictures of classes by slug. */
export const CLASS_PICTURES: Readonly<Record<string, string>> = {
  'morning-yoga': scene(
    fade('#fff0cf', '#f7a072'), sun([320, 190], 92, '#fff7df'), hills(250, 26, '#ee8463', 1.2),
    hills(300, 16, '#b85c5c', 3.4), hills(345, 8, '#6d4157', 5),
    ellipse([320, 346], [190, 22], '#2a9d8f'),
    person(
      [320, 160], ['M313 204V285', 'M327 204V285', 'M318 205Q262 235 248 305', 'M322 205Q378 235 392 305'], '#33202f',
      22
    ),
    shape('M212 330Q262 268 320 292Q378 268 428 330Q430 346 320 340Q210 346 212 330z', '#33202f')
  ),
  aerobics: scene(
    fade('#ffe3ec', '#f49ab8'), circle([170, 120], 60, '#ffd166'), circle([500, 90], 38, '#7bdff2'),
    circle([560, 250], 24, '#b8f2e6'),
    faint(0.5, ring([170, 120], 84, '#ffffff', 6), ring([500, 90], 58, '#ffffff', 6)),
    rect([0, 330], [640, 70], '#6d597a'), line('M0 330H640', '#4a3b57', 4),
    person(
      [220, 150],
      [
        'M220 178V262', 'M220 196Q170 170 150 118', 'M220 196Q268 176 292 128', 'M220 262Q188 296 184 330',
        'M220 262Q262 286 300 318'
      ], '#3d2c4e', 18
    ),
    person(
      [420, 150],
      [
        'M420 178V262', 'M420 196Q374 172 352 124', 'M420 196Q470 168 488 116', 'M420 262Q386 292 342 316',
        'M420 262Q448 298 456 330'
      ], '#3d2c4e', 18
    ),
    line('M178 316h16', '#ef476f', 14), line('M450 316h16', '#ef476f', 14)
  ),
  'lunchtime-pilates': scene(
    fade('#eef3ee', '#d5e3dd'), rect([60, 40], [150, 190], '#bfe3ee', 10), rect([240, 40], [150, 190], '#bfe3ee', 10),
    circle([315, 110], 30, '#fff3b0'),
    rect([0, 290], [640, 110], '#d9b48f'), faint(0.5, times(4, (i) => line(`M0 ${312 + i * 26}H640`, '#c39a72', 2))),
    circle([500, 235], 92, '#e76f51'),
    line('M440 195Q460 160 500 157', '#f5b19f', 10), ellipse([235, 348], [200, 16], '#457b9d'),
    person([128, 206], ['M152 236 225 330', 'M152 240 268 248', 'M225 330 345 216'], '#27364a', 22)
  ),
  'walking-football': scene(
    fade('#cdeafd', '#f4fbff', 0, 240), hills(200, 14, '#a7cfae', 0.5), tree([70, 232], 52, '#5c9f68'),
    tree([560, 232], 64, '#4b8d5b'),
    tree([612, 232], 44, '#6cae75'), fade('#6cbf73', '#3f9b54', 225, 175),
    faint(0.25, shape('M0 260H640V290H0zM0 325H640V365H0z', '#dff7d0')),
    faint(
      0.55, times(11, (i) => line(`M${190 + i * 26} 130V238`, '#fff', 1.5)),
      times(5, (i) => line(`M190 ${150 + i * 20}H450`, '#fff', 1.5))
    ),
    line('M186 240V126H454V240', '#fff', 9), faint(0.25, ellipse([422, 372], [80, 12], '#12351d')),
    football([412, 316], 1.16)
  ),
  'sunrise-spin': scene(
    fade('#3d2c5e', '#ff9e6d'),
    placed(
      [320, 330], 0, 1,
      times(13, (i) => placed([0, 0], -90 + i * 15, 1, faint(0.22, shape('M-14-130 14-130 44-460-44-460z', '#ffe6a7'))))
    ),
    sun([320, 330], 105, '#ffd27d'), rect([0, 330], [640, 70], '#2a2140'), ring([255, 255], 76, '#171226', 16),
    circle([255, 255], 16, '#171226'),
    times(12, (i) => placed([255, 255], i * 30, 1, line('M0-16V-68', '#171226', 3))),
    line('M255 255 345 262 390 165M345 262 238 130M185 345H330M420 345H340L345 262', '#f25f5c', 13),
    line('M238 130 228 108H186M226 110H256', '#171226', 12),
    line('M360 152H424', '#171226', 18), line('M345 262l34 34h26', '#171226', 10)
  ),
  'tai-chi-by-the-canal': scene(
    fade('#e9f2e4', '#bfdcc8'), circle([455, 110], 46, '#fffbe6'), hills(190, 22, '#a6c8ad', 2.1),
    hills(222, 12, '#7fae90', 4),
    fade('#a4d3d6', '#5d9ea8', 245, 155), shape('M230 250Q400 120 640 225V265H572Q400 165 300 265H230z', '#8d8379'),
    faint(0.35, shape('M300 265Q436 372 572 265H640V300Q400 405 230 265z', '#5f7075')),
    ripple([330, 330], 6, '#cfeaea'), ripple([420, 365], 5, '#cfeaea'),
    shape('M0 250Q160 245 250 300Q300 340 290 400H0z', '#5d8f5a'),
    person(
      [128, 150],
      [
        'M128 180V255', 'M128 190Q170 175 208 196', 'M128 190Q92 205 62 178', 'M128 255Q95 285 92 330',
        'M128 255 178 288 180 332'
      ], '#24392f', 18
    ),
    times(
      6, (i) => line(`M${222 + i * 11} ${372 - i * 2}q${i - 4} -40 ${(i - 2) * 5} ${-62 - i % 3 * 14}`, '#3c6e47', 4)
    )
  ),
  'aqua-aerobics': scene(
    fade('#4cc9f0', '#1786c4'), times(7, (i) => ripple([-10 + i % 2 * 40, 30 + i * 58], 22, '#7adcf7', 3)),
    times(
      3,
      (i) => placed(
        [0, 80 + i * 125], -6, 1, line('M-20 20H680', '#f8f9fa', 9),
        times(17, (n) => line(`M${n * 42} 20h14`, '#ef476f', 9))
      )
    ),
    each([
      [[150, 130], '#ffd166'], [[330, 165], '#ef476f'], [[500, 105], '#06d6a0'], [[240, 285], '#f78c6b'],
      [[455, 268], '#b388eb']
    ], ([at, cap]) => placed(at, 0, 1,
      faint(0.5, ring([0, 0], 50, '#e0f7ff', 4), ring([0, 0], 66, '#e0f7ff', 2)),
      line('M-48-26-22 2M48-26 22 2', '#f1c7a5', 12),
      ellipse([0, 6], [26, 18], '#f1c7a5'), circle([0, 0], 21, cap), faint(0.4, line('M-12-10Q-4-17 6-16', '#fff', 5))
    ))
  ),
  'back-to-netball': scene(
    fade('#5b5fc7', '#a6b1ff', 0, 300), circle([520, 90], 150, '#6f74d6'), circle([90, 240], 90, '#6f74d6'),
    rect([0, 290], [640, 110], '#f2b5a7'),
    line('M60 400Q320 270 580 400', '#fff', 8), line('M200 345V110', '#fdf0d5', 14),
    ellipse([200, 348], [52, 12], '#3c3f8f'),
    line('M200 140H250', '#fdf0d5', 10),
    faint(0.9,
      times(7, (i) => line(`M${256 + i * 21} 146Q${280 + i * 13} 195 ${283 + i * 12} 222`, '#fff', 2.5)),
      line('M268 176H368M276 200H360', '#fff', 2.5)
    ),
    oval([319, 140], [68, 16], '#ef476f', 9), circle([405, 82], 46, '#ffd166'),
    line('M362 66Q405 96 448 66M372 114Q392 80 384 40M436 116Q418 80 430 43', '#e0a100', 4)
  ),
  circuits: scene(
    fade('#241b3d', '#5a2a6e'), ellipse([320, 268], [270, 104], '#3a2459'),
    faint(0.5, oval([320, 268], [225, 80], '#b983ff', 5)),
    each(['#ff6b6b', '#ffd93d', '#6bcb77', '#4d96ff', '#ff6b6b', '#ffd93d', '#6bcb77', '#4d96ff'], (colour, i) =>
      ellipse(
        [Math.round(320 + 225 * Math.cos(i * Math.PI / 4)), Math.round(268 + 80 * Math.sin(i * Math.PI / 4))], [26, 13],
        colour
      )),
    faint(0.35, ellipse([320, 302], [92, 16], '#0f0a1d')), line('M274 168Q262 84 320 84Q378 84 366 168', '#f5f3ff', 22),
    circle([320, 226], 78, '#f5f3ff'),
    faint(0.12, circle([342, 236], 58, '#5a2a6e')), circle([320, 226], 30, '#ff6b6b'),
    dumbbell([130, 120], -22, '#ffd93d'),
    dumbbell([520, 120], 18, '#4d96ff')
  )
}
