import type { Programmes } from '../../domain/records/sample.ts'

export const COURSE_WEEKS = 6

/** One-off events. */
export const EVENTS: Programmes = [
  { slug: 'towpath-walk', section: 'events', name: 'Towpath Walk', description: 'Seven flat miles with poles and a flask. Dogs are welcome.', activity: ['c72e1713-25c1-4886-926a-4cd549bb4916', 'Nordic Walking'], level: 'All Levels', leader: 'Hannah Greaves', hour: 9, minutes: 180, spaces: 20 },
  { slug: 'moonlight-5k', section: 'events', name: 'Moonlight 5k', description: 'A run round the reservoir by head torch, with soup at the end.', activity: ['72ddb2dc-7d75-424e-880a-d90eabe91381', 'Running'], level: 'Intermediate', leader: 'Idris Bowen', hour: 18, minutes: 90, spaces: 60 },
  { slug: 'treasure-hunt', section: 'events', name: 'Treasure Hunt with Map and Compass', description: 'Find twelve posts in the wood before the others do.', activity: ['b2d5619e-56a7-4c40-b691-7f946f6ff5df', 'Orienteering'], level: 'Beginner', leader: 'Sofia Marek', hour: 11, minutes: 120, spaces: 24 },
  { slug: 'paddle-social', section: 'events', name: 'Paddle Social', description: 'Boards, buoyancy aids and good company on still water.', activity: ['12e7315a-3182-415b-aaf3-923d23adfdf8', 'Stand Up Paddleboarding'], level: 'Beginner', leader: 'Callum Reid', hour: 14, minutes: 120, spaces: 12 }
]

/** Events of several parts. */
export const FESTIVALS: Programmes = [
  { slug: 'open-day', section: 'festivals', name: 'Open Day of Sport', description: 'Try what you never dared to: every hour something else.', activity: ['d09970bc-e11c-40cc-a594-38e4ff32d611', 'Climbing'], level: 'All Levels', leader: 'Jo Fairhurst', hour: 9, minutes: 120, spaces: 40 },
  { slug: 'lake-festival', section: 'festivals', name: 'Lake Festival', description: 'A weekend on and in the water for the whole valley.', activity: ['66063501-0e05-4c45-8209-4291dfe875aa', 'Open Water Swimming'], level: 'All Levels', leader: 'Marta Nowak', hour: 10, minutes: 90, spaces: 30 },
  { slug: 'try-triathlon', section: 'festivals', name: 'Try a Triathlon', description: 'Swim, ride and run short stages, with advice between them.', activity: ['c4e6c711-66fc-438e-b206-1dfdddc2d912', 'Triathlon'], level: 'Beginner', leader: 'Owen Tait', hour: 8, minutes: 150, spaces: 36 },
  { slug: 'movement-day', section: 'festivals', name: 'Day of Movement', description: 'Balance, jump and roll with coaches from near and far.', activity: ['293f2c7f-19fd-4db1-921c-e37867ae9839', 'Parkour'], level: 'All Levels', leader: 'Lena Osei', hour: 11, minutes: 120, spaces: 25 }
]

/** Courses of six weeks. */
export const COURSES: Programmes = [
  { slug: 'beginners-archery', section: 'courses', name: 'Beginners Archery', description: 'Six evenings from the first arrow to the first bullseye.', activity: ['343f01cb-a2e8-48e8-9c0f-dcc7fbaf7ce4', 'Archery'], level: 'Beginner', leader: 'Robert Haigh', hour: 19, minutes: 90, spaces: 10 },
  { slug: 'learn-to-boulder', section: 'courses', name: 'Learn to Boulder', description: 'Falling well, standing well, and reading a wall.', activity: ['ef33414f-b228-4b65-b5e1-329c0215490d', 'Bouldering'], level: 'Beginner', leader: 'Aiko Mori', hour: 18, minutes: 90, spaces: 12 },
  { slug: 'adult-ballet', section: 'courses', name: 'Ballet for Adults', description: 'At the barre and in the centre, without a mirror test.', activity: ['1ae7395a-27a7-4e33-9f6d-a1a6c17d0757', 'Ballet'], level: 'Beginner', leader: 'Clara Winfield', hour: 20, minutes: 75, spaces: 16 },
  { slug: 'river-canoe', section: 'courses', name: 'Canoe on the River', description: 'Strokes, rescues and a small journey at the end.', activity: ['e0425262-6f1d-4c58-ba8a-dd790c5351b1', 'Canoeing'], level: 'Intermediate', leader: 'Gareth Lloyd', hour: 17, minutes: 120, spaces: 8 }
]

/** Videos to be watched at any time. */
export const VIDEOS: Programmes = [
  { slug: 'ten-minute-stretch', section: 'videos', name: 'Ten Minute Stretch', description: 'For neck and shoulders, beside the desk.', activity: ['bf1a5e00-cdcf-465d-8c5a-6f57040b7f7e', 'Yoga'], level: 'All Levels', leader: 'Priya Raman', hour: 0, minutes: 10, spaces: 1 },
  { slug: 'core-at-home', section: 'videos', name: 'Core at Home', description: 'A mat, a wall and twenty minutes.', activity: ['3a6b1c08-7aa6-48d4-9690-dca9e0133057', 'Pilates'], level: 'Intermediate', leader: 'Tom Ashworth', hour: 0, minutes: 20, spaces: 1 },
  { slug: 'kitchen-circuits', section: 'videos', name: 'Kitchen Circuits', description: 'Strength with tins, chairs and a little noise.', activity: ['d22d1d7d-8a2f-4e18-88c8-80abcbdded9d', 'Circuit Training'], level: 'All Levels', leader: 'Samir Haddad', hour: 0, minutes: 25, spaces: 1 },
  { slug: 'quiet-evening', section: 'videos', name: 'A Quiet Evening', description: 'Breathing and letting go before sleep.', activity: ['0c2a1e6b-4b02-4b8a-ae6d-59f225ff5341', 'Meditation'], level: 'All Levels', leader: 'Wei Lin', hour: 0, minutes: 15, spaces: 1 }
]
