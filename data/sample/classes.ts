import type { Programme, Programmes } from '../../domain/records/sample.ts'

/** Classes of every day. */
export const CLASSES: Programmes = [
  {
    slug: 'morning-yoga',
    section: 'classes',
    name: 'Morning Yoga',
    description: 'A gentle hour of stretching and breathing. Mats are provided.',
    activity: ['bf1a5e00-cdcf-465d-8c5a-6f57040b7f7e', 'Yoga'],
    level: 'All Levels',
    leader: 'Priya Raman',
    hour: 8,
    minutes: 60,
    spaces: 20
  },
  {
    slug: 'lunchtime-pilates',
    section: 'classes',
    name: 'Lunchtime Pilates',
    description: 'Forty-five minutes of core strength for people who sit too much.',
    activity: ['3a6b1c08-7aa6-48d4-9690-dca9e0133057', 'Pilates'],
    level: 'Beginner',
    leader: 'Tom Ashworth',
    hour: 12,
    minutes: 45,
    spaces: 14
  },
  {
    slug: 'walking-football',
    section: 'classes',
    name: 'Walking Football',
    description: 'Football at a walking pace, with tea afterwards. Boots are not needed.',
    activity: ['b8019b67-2ade-406f-a012-91a5c3869652', 'Walking Football'],
    level: 'All Levels',
    leader: 'Derek Oyelaran',
    hour: 14,
    minutes: 90,
    spaces: 16,
    gender: 'MaleOnly'
  },
  {
    slug: 'sunrise-spin',
    section: 'classes',
    name: 'Sunrise Spin',
    description: 'An indoor cycling class that is over before breakfast.',
    activity: ['5f09c2ca-ceeb-4e0c-871f-e2d0b9971317', 'Indoor Cycling'],
    level: 'Intermediate',
    leader: 'Megan Holt',
    hour: 6,
    minutes: 45,
    spaces: 18
  },
  {
    slug: 'tai-chi-by-the-canal',
    section: 'classes',
    name: 'Tai Chi by the Canal',
    description: 'Slow movements in the open air; indoors when it rains.',
    activity: ['c16df6ed-a4a0-4275-a8c3-1c8cff56856f', 'Tai Chi'],
    level: 'All Levels',
    leader: 'Wei Lin',
    hour: 10,
    minutes: 60,
    spaces: 24
  },
  {
    slug: 'aqua-aerobics',
    section: 'classes',
    name: 'Aqua Aerobics',
    description: 'Music, water and very little strain on the joints.',
    activity: ['6e31262b-ce37-4fc7-b3e3-d827ac5e8b42', 'Aqua Aerobics'],
    level: 'Beginner',
    leader: 'Nia Pritchard',
    hour: 11,
    minutes: 45,
    spaces: 22,
    restrictions: ['Swimmers only: the water is deep']
  },
  {
    slug: 'back-to-netball',
    section: 'classes',
    name: 'Back to Netball',
    description: 'For everyone who last played at school. Bibs are provided.',
    activity: ['fbdc35a8-3dd0-40ee-a7ca-6ff40b3e5f90', 'Netball'],
    level: 'Beginner',
    leader: 'Ruth Calder',
    hour: 19,
    minutes: 60,
    spaces: 21,
    gender: 'FemaleOnly'
  },
  {
    slug: 'circuits',
    section: 'classes',
    name: 'Evening Circuits',
    description: 'Eight stations, two rounds, one long stretch at the end.',
    activity: ['d22d1d7d-8a2f-4e18-88c8-80abcbdded9d', 'Circuit Training'],
    level: 'Advanced',
    leader: 'Samir Haddad',
    hour: 18,
    minutes: 60,
    spaces: 20
  }
]

/** The programme of the legacy events. */
export const AEROBICS: Programme = {
  slug: 'aerobics',
  section: 'classes',
  name: 'Aerobics',
  description: 'Fast music and faster steps. Leg warmers are welcome, and nobody has to keep up.',
  activity: ['678b9fc4-1860-4377-85b9-e4c01628582a', 'Aerobics'],
  level: 'All Levels',
  leader: 'Nia Pritchard',
  hour: 8,
  minutes: 60,
  spaces: 10
}
