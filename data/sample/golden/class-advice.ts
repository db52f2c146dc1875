import type { ProgrammeAdvice } from '../../../domain/records/sample.ts'

/** Advice on classes, by slug. */
export const CLASS_ADVICE: Readonly<Record<string, ProgrammeAdvice>> = {
  'morning-yoga': {
    category: ['Low intensity', 'Mind and body'],
    room: 'studio',
    isCoached: true,
    helper: 'Anjali Deshmukh',
    bring: 'Wear something loose, and come ten minutes early to choose a mat.',
    support: ['sight', 'movement'],
    help: 'Every posture is put into words, and all of them can be done on a chair.',
    restrictions: ['No outdoor shoes on the studio floor']
  },
  'lunchtime-pilates': {
    category: ['Core strength', 'Under an hour'],
    room: 'studio',
    isCoached: true,
    helper: 'Bea Lindqvist',
    bring: 'Socks with grip and a small towel. The showers are next door if you go back to the office.',
    support: ['movement', 'hearing'],
    help: 'The leader faces the class and shows each movement twice.'
  },
  'walking-football': {
    category: ['Team game', 'Social'],
    room: 'outdoors',
    isCoached: false,
    helper: 'Les Whitworth',
    bring: 'Flat trainers, shin pads if you have them, and a mug for the tea.',
    support: ['movement', 'mind', 'hearing'],
    help: 'Nobody runs, every whistle comes with a flag, and anybody may sit out a half.',
    restrictions: ['No studs']
  },
  'sunrise-spin': {
    category: ['High intensity', 'Before work'],
    room: 'studio',
    isCoached: true,
    helper: 'Jake Oduya',
    bring: 'A bottle of water and a towel. Ask at the desk for cleats, sizes 36 to 47.',
    support: ['hearing'],
    help: 'A screen shows the ride ahead, with the resistance in figures.',
    restrictions: ['Riders must be taller than 145 cm']
  },
  'tai-chi-by-the-canal': {
    category: ['Low intensity', 'Fresh air'],
    room: 'outdoors',
    isCoached: false,
    helper: 'Mei Tanaka',
    bring: 'Warm layers and flat soles; the grass can be damp.',
    support: ['movement', 'mind', 'learning'],
    help: 'The form is always the same, and can be followed on a bench.'
  },
  'aqua-aerobics': {
    category: ['Low impact', 'Water'],
    room: 'pool',
    isCoached: true,
    helper: 'Gwenllian Rees',
    bring: 'Swimwear, a towel and a pound for the locker.',
    support: ['movement', 'sight'],
    help: 'There is a hoist and a ramp into the pool, and a helper in the water.',
    restrictions: ['Not within two days of an upset stomach']
  },
  'back-to-netball': {
    category: ['Team game', 'Beginners welcome'],
    room: 'hall',
    isCoached: true,
    helper: 'Chidi Amara',
    bring: 'Trainers with pale soles and a bottle of water.',
    support: ['hearing'],
    help: 'Positions and calls are signalled by hand.',
    restrictions: ['Jewellery comes off before play']
  },
  circuits: {
    category: ['High intensity', 'Strength'],
    room: 'hall',
    isCoached: true,
    helper: 'Petra Novak',
    bring: 'A towel for the benches, and something to drink between rounds.',
    support: ['hearing', 'behaviour'],
    help: 'A light shows when to change; stay at a station for as long as you like.',
    restrictions: ['Not within six weeks of an operation', 'Closed shoes only']
  }
}
