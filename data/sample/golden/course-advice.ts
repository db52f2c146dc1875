import type { ProgrammeAdvice } from '../../../domain/records/sample.ts'

/** Advice on courses and videos, by slug. */
export const COURSE_ADVICE: Readonly<Record<string, ProgrammeAdvice>> = {
  'beginners-archery': {
    category: ['Course', 'Concentration'],
    room: 'hall',
    isCoached: true,
    helper: 'Elspeth Munro',
    bring: 'A close-fitting top. Bows, arrows and bracers are lent.',
    support: ['sight', 'movement'],
    help: 'There is a tactile sight, and a rest for whoever shoots seated.',
    restrictions: ['Long hair is tied back on the line']
  },
  'learn-to-boulder': {
    category: ['Course', 'Strength'],
    room: 'hall',
    isCoached: true,
    helper: 'Hugo Ferrand',
    bring: 'Clothes that stretch. Shoes and chalk are lent.',
    support: ['hearing', 'learning'],
    help: 'Routes are marked by colour and by shape.',
    restrictions: ['A talk on falling comes before the first climb']
  },
  'adult-ballet': {
    category: ['Course', 'Dance'],
    room: 'studio',
    isCoached: true,
    helper: 'Odette Marlow',
    bring: 'Soft shoes or socks, and whatever you can bend in.',
    support: ['hearing'],
    help: 'The piano can be felt through the floor at the barre, and counts are shown by hand.'
  },
  'river-canoe': {
    category: ['Course', 'Water'],
    room: 'outdoors',
    isCoached: true,
    helper: 'Bryn Howells',
    bring: 'Old trainers, a waterproof and dry clothes in a bag.',
    support: ['movement'],
    help: 'A wide canoe with a backrest goes out every week.',
    restrictions: ['You must be able to swim 50 metres in clothes']
  },
  'ten-minute-stretch': {
    category: ['At home', 'Short'],
    room: 'studio',
    isCoached: false,
    helper: 'Lou Fenwick',
    bring: 'A chair without wheels, and room to stretch your arms.',
    support: ['sight', 'hearing'],
    help: 'With subtitles, and with a second track that describes each movement.'
  },
  'core-at-home': {
    category: ['At home', 'Core strength'],
    room: 'studio',
    isCoached: true,
    helper: 'Bea Lindqvist',
    bring: 'A mat or a folded blanket, and a bare wall.',
    support: ['hearing', 'movement'],
    help: 'An easier exercise is shown beside each one.',
    restrictions: ['Ask your doctor first if your back hurts']
  },
  'kitchen-circuits': {
    category: ['At home', 'Strength'],
    room: 'studio',
    isCoached: true,
    helper: 'Petra Novak',
    bring: 'Two tins of the same weight and a sturdy chair.',
    support: ['hearing'],
    help: 'With subtitles, and a countdown in large figures.'
  },
  'quiet-evening': {
    category: ['At home', 'Mind and body'],
    room: 'studio',
    isCoached: false,
    helper: 'Mei Tanaka',
    bring: 'Dim the light and find a cushion.',
    support: ['sight', 'mind'],
    help: 'Can be followed with closed eyes from beginning to end.'
  }
}
