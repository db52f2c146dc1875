import type { Programmes } from '../../domain/records/sample.ts'

/** Duration of every course (weeks). */
export const COURSE_WEEKS = 6

/** Courses of six weeks. */
export const COURSES: Programmes = [
  {
    slug: 'beginners-archery',
    section: 'courses',
    name: 'Beginners Archery',
    description: 'Six evenings from the first arrow to the first bullseye.',
    activity: ['343f01cb-a2e8-48e8-9c0f-dcc7fbaf7ce4', 'Archery'],
    level: 'Beginner',
    leader: 'Robert Haigh',
    hour: 19,
    minutes: 90,
    spaces: 10
  },
  {
    slug: 'learn-to-boulder',
    section: 'courses',
    name: 'Learn to Boulder',
    description: 'Falling well, standing well, and reading a wall.',
    activity: ['ef33414f-b228-4b65-b5e1-329c0215490d', 'Bouldering'],
    level: 'Beginner',
    leader: 'Aiko Mori',
    hour: 18,
    minutes: 90,
    spaces: 12
  },
  {
    slug: 'adult-ballet',
    section: 'courses',
    name: 'Ballet for Adults',
    description: 'At the barre and in the centre, without a mirror test.',
    activity: ['1ae7395a-27a7-4e33-9f6d-a1a6c17d0757', 'Ballet'],
    level: 'Beginner',
    leader: 'Clara Winfield',
    hour: 20,
    minutes: 75,
    spaces: 16
  },
  {
    slug: 'river-canoe',
    section: 'courses',
    name: 'Canoe on the River',
    description: 'Strokes, rescues and a small journey at the end.',
    activity: ['e0425262-6f1d-4c58-ba8a-dd790c5351b1', 'Canoeing'],
    level: 'Intermediate',
    leader: 'Gareth Lloyd',
    hour: 17,
    minutes: 120,
    spaces: 8
  }
]

/** Videos, available at any time. */
export const VIDEOS: Programmes = [
  {
    slug: 'ten-minute-stretch',
    section: 'videos',
    name: 'Ten Minute Stretch',
    description: 'For neck and shoulders, beside the desk.',
    activity: ['bf1a5e00-cdcf-465d-8c5a-6f57040b7f7e', 'Yoga'],
    level: 'All Levels',
    leader: 'Priya Raman',
    hour: 0,
    minutes: 10,
    spaces: 1
  },
  {
    slug: 'core-at-home',
    section: 'videos',
    name: 'Core at Home',
    description: 'A mat, a wall and twenty minutes.',
    activity: ['3a6b1c08-7aa6-48d4-9690-dca9e0133057', 'Pilates'],
    level: 'Intermediate',
    leader: 'Tom Ashworth',
    hour: 0,
    minutes: 20,
    spaces: 1
  },
  {
    slug: 'kitchen-circuits',
    section: 'videos',
    name: 'Kitchen Circuits',
    description: 'Strength with tins, chairs and a little noise.',
    activity: ['d22d1d7d-8a2f-4e18-88c8-80abcbdded9d', 'Circuit Training'],
    level: 'All Levels',
    leader: 'Samir Haddad',
    hour: 0,
    minutes: 25,
    spaces: 1
  },
  {
    slug: 'quiet-evening',
    section: 'videos',
    name: 'A Quiet Evening',
    description: 'Breathing and letting go before sleep.',
    activity: ['0c2a1e6b-4b02-4b8a-ae6d-59f225ff5341', 'Meditation'],
    level: 'All Levels',
    leader: 'Wei Lin',
    hour: 0,
    minutes: 15,
    spaces: 1
  }
]
