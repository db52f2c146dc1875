import type { FacilityAdvice } from '../../../domain/records/sample.ts'

/** Advice on facilities, by slug. */
export const FACILITY_ADVICE: Readonly<Record<string, FacilityAdvice>> = {
  badminton: {
    category: ['Racket sports', 'Indoors'],
    room: 'hall',
    bring: 'Shoes with pale soles. Nets are up; feather shuttles are sold at reception.',
    support: ['movement', 'hearing'],
    help: 'Every court is wide enough for sports wheelchairs.',
    restrictions: ['No black soles'],
    units: ['Under the clock, with a bench beside it.', 'At the quiet end, away from the doors.']
  },
  squash: {
    category: ['Racket sports', 'Indoors'],
    room: 'hall',
    bring: 'Eye protection and a ball. The lights come on by themselves.',
    support: ['hearing'],
    help: 'A light above the door shows that time is up.',
    restrictions: ['No black soles', 'No food on court'],
    units: ['With a gallery for those who watch.', 'With a lower step at the door.']
  },
  tennis: {
    category: ['Racket sports', 'Fresh air'],
    room: 'outdoors',
    bring: 'Balls and rackets. The gate opens five minutes before your time.',
    support: ['movement', 'sight'],
    help: 'The gates are wide, and balls with a bell can be had at the desk.',
    units: ['Beside the practice wall.', 'The sheltered one, with the new surface.']
  },
  'five-a-side': {
    category: ['Team game', 'Fresh air'],
    room: 'outdoors',
    bring: 'Moulded boots or trainers; bibs hang at the gate.',
    support: ['movement', 'learning'],
    help: 'The kerbs are flush, and there is a bench in the shade for a break.',
    restrictions: ['No metal studs', 'No glass on the pitch'],
    units: ['Nearest to the car park.', 'Along the trees, with a ball net behind the goal.']
  },
  climbing: {
    category: ['Strength', 'Indoors'],
    room: 'hall',
    bring: 'A harness if you have one. Shoes and harnesses are lent.',
    support: ['movement', 'learning'],
    help: 'Two lanes have a seat harness and a counterweight.',
    restrictions: ['Newcomers watch the safety film first', 'No rings'],
    units: ['The gentle one, for a start.', 'With an overhang from half way up.']
  },
  'sports-hall': {
    category: ['Team game', 'Indoors'],
    room: 'hall',
    bring: 'Say at the desk what is to be put up, ten minutes before you begin.',
    support: ['hearing', 'movement', 'behaviour'],
    help: 'There is a hearing loop, and the curtain can be closed for quiet.',
    restrictions: ['No ball games against the curtain'],
    units: ['On the side of the stage.', 'On the side of the store, with the taller hoops.']
  },
  'table-tennis': {
    category: ['Racket sports', 'Social'],
    room: 'studio',
    bring: 'Nothing: bats and balls are at the desk.',
    support: ['movement', 'mind', 'learning'],
    help: 'Two tables have room for a wheelchair at both ends.',
    units: ['By the window.', 'In the niche, where nobody looks on.']
  },
  'dance-studio': {
    category: ['Dance', 'Indoors'],
    room: 'studio',
    bring: 'A cable for your music is in the drawer.',
    support: ['hearing', 'sight'],
    help: 'The floor carries the beat, and the edges of the mirror are marked.',
    restrictions: ['No outdoor shoes', 'Stilettos need caps'],
    units: ['With the long barre and the piano.', 'With daylight from two sides.']
  }
}
