import type { Programmes } from '../../domain/records/sample.ts'

/** One-off events. */
export const EVENTS: Programmes = [
  {
    slug: 'towpath-walk',
    section: 'events',
    name: 'Towpath Walk',
    description: 'Seven flat miles with poles and a flask. Dogs are welcome.',
    activity: ['c72e1713-25c1-4886-926a-4cd549bb4916', 'Nordic Walking'],
    level: 'All Levels',
    leader: 'Hannah Greaves',
    hour: 9,
    minutes: 180,
    spaces: 20
  },
  {
    slug: 'moonlight-5k',
    section: 'events',
    name: 'Moonlight 5k',
    description: 'A run round the reservoir by head torch, with soup at the end.',
    activity: ['72ddb2dc-7d75-424e-880a-d90eabe91381', 'Running'],
    level: 'Intermediate',
    leader: 'Idris Bowen',
    hour: 18,
    minutes: 90,
    spaces: 60
  },
  {
    slug: 'treasure-hunt',
    section: 'events',
    name: 'Treasure Hunt with Map and Compass',
    description: 'Find twelve posts in the wood before the others do.',
    activity: ['b2d5619e-56a7-4c40-b691-7f946f6ff5df', 'Orienteering'],
    level: 'Beginner',
    leader: 'Sofia Marek',
    hour: 11,
    minutes: 120,
    spaces: 24
  },
  {
    slug: 'paddle-social',
    section: 'events',
    name: 'Paddle Social',
    description: 'Boards, buoyancy aids and good company on still water.',
    activity: ['12e7315a-3182-415b-aaf3-923d23adfdf8', 'Stand Up Paddleboarding'],
    level: 'Beginner',
    leader: 'Callum Reid',
    hour: 14,
    minutes: 120,
    spaces: 12
  }
]

/** Events with several parts. */
export const FESTIVALS: Programmes = [
  {
    slug: 'open-day',
    section: 'festivals',
    name: 'Open Day of Sport',
    description: 'Try what you never dared to: every hour something else.',
    activity: ['d09970bc-e11c-40cc-a594-38e4ff32d611', 'Climbing'],
    level: 'All Levels',
    leader: 'Jo Fairhurst',
    hour: 9,
    minutes: 120,
    spaces: 40
  },
  {
    slug: 'lake-festival',
    section: 'festivals',
    name: 'Lake Festival',
    description: 'A weekend on and in the water for the whole valley.',
    activity: ['66063501-0e05-4c45-8209-4291dfe875aa', 'Open Water Swimming'],
    level: 'All Levels',
    leader: 'Marta Nowak',
    hour: 10,
    minutes: 90,
    spaces: 30
  },
  {
    slug: 'try-triathlon',
    section: 'festivals',
    name: 'Try a Triathlon',
    description: 'Swim, ride and run short stages, with advice between them.',
    activity: ['c4e6c711-66fc-438e-b206-1dfdddc2d912', 'Triathlon'],
    level: 'Beginner',
    leader: 'Owen Tait',
    hour: 8,
    minutes: 150,
    spaces: 36
  },
  {
    slug: 'movement-day',
    section: 'festivals',
    name: 'Day of Movement',
    description: 'Balance, jump and roll with coaches from near and far.',
    activity: ['293f2c7f-19fd-4db1-921c-e37867ae9839', 'Parkour'],
    level: 'All Levels',
    leader: 'Lena Osei',
    hour: 11,
    minutes: 120,
    spaces: 25
  }
]
