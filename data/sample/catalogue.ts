import type { Facility, Programme, Programmes, Venue } from '../../domain/records/sample.ts'

export const CLASSES: Programmes = [
  { slug: 'morning-yoga', section: 'classes', name: 'Morning Yoga', description: 'A gentle hour of stretching and breathing. Mats are provided.', activity: ['bf1a5e00-cdcf-465d-8c5a-6f57040b7f7e', 'Yoga'], level: 'All Levels', leader: 'Priya Raman', hour: 8, minutes: 60, spaces: 20 },
  { slug: 'lunchtime-pilates', section: 'classes', name: 'Lunchtime Pilates', description: 'Forty-five minutes of core strength for people who sit too much.', activity: ['3a6b1c08-7aa6-48d4-9690-dca9e0133057', 'Pilates'], level: 'Beginner', leader: 'Tom Ashworth', hour: 12, minutes: 45, spaces: 14 },
  { slug: 'walking-football', section: 'classes', name: 'Walking Football', description: 'Football at a walking pace, with tea afterwards. Boots are not needed.', activity: ['b8019b67-2ade-406f-a012-91a5c3869652', 'Walking Football'], level: 'All Levels', leader: 'Derek Oyelaran', hour: 14, minutes: 90, spaces: 16 },
  { slug: 'sunrise-spin', section: 'classes', name: 'Sunrise Spin', description: 'An indoor cycling class that is over before breakfast.', activity: ['5f09c2ca-ceeb-4e0c-871f-e2d0b9971317', 'Indoor Cycling'], level: 'Intermediate', leader: 'Megan Holt', hour: 6, minutes: 45, spaces: 18 },
  { slug: 'tai-chi-by-the-canal', section: 'classes', name: 'Tai Chi by the Canal', description: 'Slow movements in the open air; indoors when it rains.', activity: ['c16df6ed-a4a0-4275-a8c3-1c8cff56856f', 'Tai Chi'], level: 'All Levels', leader: 'Wei Lin', hour: 10, minutes: 60, spaces: 24 },
  { slug: 'aqua-aerobics', section: 'classes', name: 'Aqua Aerobics', description: 'Music, water and very little strain on the joints.', activity: ['6e31262b-ce37-4fc7-b3e3-d827ac5e8b42', 'Aqua Aerobics'], level: 'Beginner', leader: 'Nia Pritchard', hour: 11, minutes: 45, spaces: 22 },
  { slug: 'back-to-netball', section: 'classes', name: 'Back to Netball', description: 'For everyone who last played at school. Bibs are provided.', activity: ['fbdc35a8-3dd0-40ee-a7ca-6ff40b3e5f90', 'Netball'], level: 'Beginner', leader: 'Ruth Calder', hour: 19, minutes: 60, spaces: 21 },
  { slug: 'circuits', section: 'classes', name: 'Evening Circuits', description: 'Eight stations, two rounds, one long stretch at the end.', activity: ['d22d1d7d-8a2f-4e18-88c8-80abcbdded9d', 'Circuit Training'], level: 'Advanced', leader: 'Samir Haddad', hour: 18, minutes: 60, spaces: 20 }
]

/** What the events of the older simulator are. */
export const AEROBICS: Programme = { slug: 'aerobics', section: 'classes', name: 'Aerobics', description: 'Fast music and faster steps. Leg warmers are welcome, and nobody has to keep up.', activity: ['678b9fc4-1860-4377-85b9-e4c01628582a', 'Aerobics'], level: 'All Levels', leader: 'Nia Pritchard', hour: 8, minutes: 60, spaces: 10 }

export const FACILITIES: readonly [Facility, ...Facility[]] = [
  { slug: 'badminton', name: 'Badminton Courts', description: 'Four courts with a sprung floor. Rackets can be hired at reception.', type: ['9db5681e-700e-4b30-99a5-355885d94db2', 'Badminton Court'], unit: 'Badminton Court', hours: [9, 19], spaces: 4 },
  { slug: 'squash', name: 'Squash Courts', description: 'Two glass-backed courts, warm even in January.', type: ['a1f82b7a-1258-4d9a-8dc5-bfc2ae961651', 'Squash Court'], unit: 'Squash Court', hours: [7, 18], spaces: 2 },
  { slug: 'tennis', name: 'Tennis Courts', description: 'Three hard courts under floodlights.', type: ['becfafc0-c63f-444c-aed5-a3665f2d172d', 'Tennis Court'], unit: 'Tennis Court', hours: [10, 17], spaces: 3 },
  { slug: 'five-a-side', name: 'Five-a-side Pitches', description: 'All-weather pitches with goals and bibs.', type: ['07e38aa9-4087-424e-95d0-0702d64e1a7a', 'Football Pitch'], unit: 'Pitch', hours: [12, 20], spaces: 3 },
  { slug: 'climbing', name: 'Climbing Wall', description: 'Auto-belay lanes from gentle to overhanging.', type: ['3e8b34e0-7510-4a97-aa3d-38797da2c02b', 'Climbing Wall'], unit: 'Lane', hours: [11, 16], spaces: 8 },
  { slug: 'sports-hall', name: 'Sports Hall', description: 'Half of the hall, with the equipment that you ask for.', type: ['da364f9b-8bb2-490e-9e2f-1068790b9e35', 'Sports Hall'], unit: 'Half', hours: [13, 21], spaces: 2 },
  { slug: 'table-tennis', name: 'Table Tennis', description: 'Six tables in the old gallery. Bats and balls at the desk.', type: ['5b5e33b7-dc1f-44ba-8122-2c051a533959', 'Table Tennis Table'], unit: 'Table', hours: [10, 15], spaces: 6 },
  { slug: 'dance-studio', name: 'Dance Studio', description: 'A mirrored studio with a barre and a good sound system.', type: ['2f7f901d-bc7c-4757-8f27-f8a5eece0cd1', 'Dance Studio'], unit: 'Studio', hours: [9, 17], spaces: 2 }
]

export const VENUES: readonly [Venue, ...Venue[]] = [
  { slug: 'wharfside', name: 'Wharfside Leisure Centre', description: 'A leisure centre beside the canal with a pool, two studios and a sports hall.', street: '24 Canal Street', town: 'Hebden Bridge', region: 'West Yorkshire', postcode: 'HX7 8AD', telephone: '01632 960143', latitude: 53.7411, longitude: -2.0129 },
  { slug: 'mill-lane', name: 'Mill Lane Sports Hall', description: 'A converted weaving shed with courts, a climbing wall and a café.', street: '3 Mill Lane', town: 'Todmorden', region: 'West Yorkshire', postcode: 'OL14 5QG', telephone: '01632 960178', latitude: 53.7134, longitude: -2.0967 },
  { slug: 'dale-road', name: 'Dale Road Activity Centre', description: 'A small centre at the edge of the moor with pitches and a dance studio.', street: '110 Dale Road', town: 'Matlock', region: 'Derbyshire', postcode: 'DE4 3LU', telephone: '01632 960211', latitude: 53.1376, longitude: -1.5519 }
]
