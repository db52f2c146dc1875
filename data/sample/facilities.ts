import type { Facilities } from '../../domain/records/sample.ts'

export const FACILITIES: Facilities = [
  {
    slug: 'badminton',
    name: 'Badminton Courts',
    description: 'Four courts with a sprung floor. Rackets can be hired at reception.',
    type: ['9db5681e-700e-4b30-99a5-355885d94db2', 'Badminton Court'],
    unit: 'Badminton Court',
    hours: [9, 19],
    spaces: 4
  },
  {
    slug: 'squash',
    name: 'Squash Courts',
    description: 'Two glass-backed courts, warm even in January.',
    type: ['a1f82b7a-1258-4d9a-8dc5-bfc2ae961651', 'Squash Court'],
    unit: 'Squash Court',
    hours: [7, 18],
    spaces: 2
  },
  {
    slug: 'tennis',
    name: 'Tennis Courts',
    description: 'Three hard courts under floodlights.',
    type: ['becfafc0-c63f-444c-aed5-a3665f2d172d', 'Tennis Court'],
    unit: 'Tennis Court',
    hours: [10, 17],
    spaces: 3
  },
  {
    slug: 'five-a-side',
    name: 'Five-a-side Pitches',
    description: 'All-weather pitches with goals and bibs.',
    type: ['07e38aa9-4087-424e-95d0-0702d64e1a7a', 'Football Pitch'],
    unit: 'Pitch',
    hours: [12, 20],
    spaces: 3
  },
  {
    slug: 'climbing',
    name: 'Climbing Wall',
    description: 'Auto-belay lanes from gentle to overhanging.',
    type: ['3e8b34e0-7510-4a97-aa3d-38797da2c02b', 'Climbing Wall'],
    unit: 'Lane',
    hours: [11, 16],
    spaces: 8
  },
  {
    slug: 'sports-hall',
    name: 'Sports Hall',
    description: 'Half of the hall, with the equipment that you ask for.',
    type: ['da364f9b-8bb2-490e-9e2f-1068790b9e35', 'Sports Hall'],
    unit: 'Half',
    hours: [13, 21],
    spaces: 2
  },
  {
    slug: 'table-tennis',
    name: 'Table Tennis',
    description: 'Six tables in the old gallery. Bats and balls at the desk.',
    type: ['5b5e33b7-dc1f-44ba-8122-2c051a533959', 'Table Tennis Table'],
    unit: 'Table',
    hours: [10, 15],
    spaces: 6
  },
  {
    slug: 'dance-studio',
    name: 'Dance Studio',
    description: 'A mirrored studio with a barre and a good sound system.',
    type: ['2f7f901d-bc7c-4757-8f27-f8a5eece0cd1', 'Dance Studio'],
    unit: 'Studio',
    hours: [9, 17],
    spaces: 2
  }
]
