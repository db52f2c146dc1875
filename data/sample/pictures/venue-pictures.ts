import { narrowboat } from './equipment.ts'
import { ellipse, fade, faint, hills, line, oval, rect, ripple, scene, shape, sun, times, tree } from './shapes.ts'

/** Pictures of venues by slug. */
export const VENUE_PICTURES: Readonly<Record<string, string>> = {
  wharfside: scene(
    fade('#bfe3f2', '#fef3df', 0, 260), hills(170, 26, '#a9c9b0', 3.3), shape('M70 240V130L250 96V240z', '#f4f1ea'),
    shape('M250 240V96L560 140V240z', '#e3ddd0'), shape('M56 134 250 92 576 136V118L250 70 56 116z', '#2a6f77'),
    times(6, (i) => rect([274 + i * 46, 150 + i * 2], [32, 62], '#7cc4d4', 3)),
    times(3, (i) => rect([92 + i * 50, 148 - i * 4], [32, 40], '#7cc4d4', 3)),
    rect([132, 196], [44, 44], '#2a6f77', 3), shape('M0 236H640V262H0z', '#b9a88e'),
    times(16, (i) => line(`M${i * 42 + 10} 236V262`, '#a28f74', 2)),
    fade('#76b8c4', '#2f7687', 260, 140),
    faint(0.28, shape('M70 262V330L250 360V262zM250 262V360L560 322V262z', '#f4f1ea')),
    times(6, (i) => ripple([(i * 157) % 420, 285 + i * 20], 4, '#a9d9e0', 3)), narrowboat([480, 350], 1),
    tree([606, 238], 54, '#5b9a63'),
    tree([28, 238], 62, '#4d8c58')
  ),
  'mill-lane': scene(
    fade('#f9dcc4', '#f8edeb'), sun([110, 92], 34, '#ffb703'), hills(190, 20, '#c9b79c', 0.8),
    rect([500, 40], [38, 220], '#8c4a3c'),
    rect([492, 34], [54, 16], '#73392d', 3),
    faint(0.55, ellipse([556, 26], [34, 12], '#fff'), ellipse([604, 12], [40, 14], '#fff')),
    times(5, (i) => scene(
      shape(`M${60 + i * 96} 190V118L${156 + i * 96} 190z`, '#73392d'),
      shape(`M${68 + i * 96} 184V132L${84 + i * 96} 144V184z`, '#bfe0e8')
    )),
    rect([60, 188], [480, 132], '#b5614c'),
    faint(0.35,
      times(5, (i) => line(`M60 ${208 + i * 24}H540`, '#8c4a3c', 2)),
      times(20, (i) => line(`M${72 + i * 24} ${208 + i % 2 * 24}v24m0 24v24`, '#8c4a3c', 2))
    ),
    times(5, (i) => shape(`M${82 + i * 92} 290V232Q${108 + i * 92} 200 ${134 + i * 92} 232V290z`, '#fff3d6')),
    times(5, (i) => line(`M${108 + i * 92} 216V290M${82 + i * 92} 252H${134 + i * 92}`, '#8c4a3c', 4)),
    rect([0, 316], [640, 84], '#9a8c80'),
    shape('M250 400 300 318H350L420 400z', '#b8aca0'), tree([592, 320], 60, '#6a994e'), tree([30, 322], 48, '#7aa95c')
  ),
  'dale-road': scene(
    fade('#9ec9e8', '#e8f3ea'), hills(150, 34, '#8a86b5', 1.7), hills(200, 24, '#7d9f86', 4.4),
    hills(246, 14, '#6fa05f', 0.3),
    faint(
      0.5, ellipse([150, 70], [70, 16], '#fff'), ellipse([196, 56], [46, 14], '#fff'),
      ellipse([480, 46], [60, 13], '#fff')
    ),
    shape('M330 268V192L450 136 570 192V268z', '#e9e1d2'),
    shape('M314 204 450 144 586 204V186L450 124 314 186z', '#5a4a78'),
    times(4, (i) => rect([352 + i * 54, 208], [36, 36], '#7cb5c9', 3)), rect([430, 168], [40, 28], '#7cb5c9', 14),
    line('M296 270V178', '#efe6d6', 5),
    shape('M298 180Q318 172 344 182V208Q320 198 298 206z', '#c8553d'), shape('M0 266H640V400H0z', '#5b9a52'),
    shape('M110 286H430L500 392H30z', '#6db260'),
    line('M110 286H430L500 392H30zM270 286 265 392', '#f4fff0', 4), oval([267, 334], [52, 17], '#f4fff0', 4),
    line('M74 356V314L92 296V330M452 352V314L438 296V324', '#fff', 5), tree([600, 300], 58, '#3f7d47'),
    tree([556, 316], 42, '#518f54'),
    tree([28, 276], 50, '#47874c')
  )
}
