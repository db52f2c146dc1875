import type { FacilityAdvice, ProgrammeAdvice, VenueAdvice } from '../../domain/records/sample.ts'

/** What golden descriptions say beyond the catalogue of the sample data, by slug. All of it is invented but the vocabulary of support. */

/** Concepts of the OpenActive accessibility support vocabulary: id and label. */
export const SUPPORT = {
  sight: ['1393f2dc-3fcc-4be9-a99f-f1e51f5ad277', 'Visual impairment'],
  hearing: ['2bfb7228-5969-4927-8435-38b5005a8771', 'Hearing impairment'],
  movement: ['dd026873-6713-4ea1-af5a-08901f651d98', 'Physical impairment'],
  learning: ['67902468-fd49-4238-8650-20a22d7f0e40', 'Learning impairment'],
  mind: ['40b9b11f-bdd3-4aeb-8984-2ecf74a14c7a', 'Mental health issues'],
  behaviour: ['69b689d4-be04-4e6d-be56-4ac72ec82444', 'Social or behavioural problems']
} as const

export const PROGRAMME_ADVICE: Readonly<Record<string, ProgrammeAdvice>> = {
  'morning-yoga': { category: ['Low intensity', 'Mind and body'], room: 'studio', isCoached: true, helper: 'Anjali Deshmukh', bring: 'Wear something loose, and come ten minutes early to choose a mat.', support: ['sight', 'movement'], help: 'Every posture is put into words, and all of them can be done on a chair.', restrictions: ['No outdoor shoes on the studio floor'] },
  'lunchtime-pilates': { category: ['Core strength', 'Under an hour'], room: 'studio', isCoached: true, helper: 'Bea Lindqvist', bring: 'Socks with grip and a small towel. The showers are next door if you go back to the office.', support: ['movement', 'hearing'], help: 'The leader faces the class and shows each movement twice.' },
  'walking-football': { category: ['Team game', 'Social'], room: 'outdoors', isCoached: false, helper: 'Les Whitworth', bring: 'Flat trainers, shin pads if you have them, and a mug for the tea.', support: ['movement', 'mind', 'hearing'], help: 'Nobody runs, every whistle comes with a flag, and anybody may sit out a half.', restrictions: ['No studs'] },
  'sunrise-spin': { category: ['High intensity', 'Before work'], room: 'studio', isCoached: true, helper: 'Jake Oduya', bring: 'A bottle of water and a towel. Ask at the desk for cleats, sizes 36 to 47.', support: ['hearing'], help: 'A screen shows the ride ahead, with the resistance in figures.', restrictions: ['Riders must be taller than 145 cm'] },
  'tai-chi-by-the-canal': { category: ['Low intensity', 'Fresh air'], room: 'outdoors', isCoached: false, helper: 'Mei Tanaka', bring: 'Warm layers and flat soles; the grass can be damp.', support: ['movement', 'mind', 'learning'], help: 'The form is always the same, and can be followed on a bench.' },
  'aqua-aerobics': { category: ['Low impact', 'Water'], room: 'pool', isCoached: true, helper: 'Gwenllian Rees', bring: 'Swimwear, a towel and a pound for the locker.', support: ['movement', 'sight'], help: 'There is a hoist and a ramp into the pool, and a helper in the water.', restrictions: ['Not within two days of an upset stomach'] },
  'back-to-netball': { category: ['Team game', 'Beginners welcome'], room: 'hall', isCoached: true, helper: 'Chidi Amara', bring: 'Trainers with pale soles and a bottle of water.', support: ['hearing'], help: 'Positions and calls are signalled by hand.', restrictions: ['Jewellery comes off before play'] },
  circuits: { category: ['High intensity', 'Strength'], room: 'hall', isCoached: true, helper: 'Petra Novak', bring: 'A towel for the benches, and something to drink between rounds.', support: ['hearing', 'behaviour'], help: 'A light shows when to change; stay at a station for as long as you like.', restrictions: ['Not within six weeks of an operation', 'Closed shoes only'] },
  'towpath-walk': { category: ['Fresh air', 'Social'], room: 'outdoors', isCoached: false, helper: 'Nell Braithwaite', bring: 'Boots, a waterproof and a flask. Poles are lent.', support: ['learning', 'mind'], help: 'The path is level and gritted, and a shorter loop turns back after two miles.', restrictions: ['Dogs stay on a lead'] },
  'moonlight-5k': { category: ['Fresh air', 'Timed'], room: 'outdoors', isCoached: false, helper: 'Tariq Malik', bring: 'A charged head torch and something bright to wear.', support: ['sight', 'hearing'], help: 'Guide runners and tethers are there for whoever asks two days ahead.', restrictions: ['No headphones on the route'] },
  'treasure-hunt': { category: ['Fresh air', 'Map reading'], room: 'outdoors', isCoached: true, helper: 'Isla Penrose', bring: 'Long trousers for the brambles. Maps and compasses are lent.', support: ['learning', 'sight'], help: 'There are maps in large print, and one with pictures instead of symbols.' },
  'paddle-social': { category: ['Water', 'Social'], room: 'outdoors', isCoached: true, helper: 'Finn Gallagher', bring: 'Clothes that may get wet, and a dry set for afterwards.', support: ['hearing', 'movement'], help: 'Two boards make a raft for whoever would rather sit.', restrictions: ['You must be able to swim 50 metres'] },
  'open-day': { category: ['Taster', 'Festival'], room: 'hall', isCoached: true, helper: 'Kofi Mensah', bring: 'Trainers, and a lunch unless you like queues.', support: ['sight', 'hearing', 'movement', 'learning', 'mind', 'behaviour'], help: 'A quiet room is open all day, and every stand has a hearing loop.' },
  'lake-festival': { category: ['Water', 'Festival'], room: 'outdoors', isCoached: true, helper: 'Greta Lund', bring: 'Swimwear, a towel and a bright cap. Wetsuits are lent.', support: ['sight', 'movement'], help: 'Swimmers can have a guide beside them, and a beach chair rolls into the water.', restrictions: ['You must be able to swim 200 metres'] },
  'try-triathlon': { category: ['Taster', 'Three sports'], room: 'outdoors', isCoached: true, helper: 'Aaron Blythe', bring: 'A roadworthy bicycle and a helmet. Numbers are handed out at the desk.', support: ['hearing', 'movement'], help: 'Starts are shown by flag, and hand cycles take the same course.', restrictions: ['Helmets stay on for as long as the bicycle is in hand', 'You must be able to swim 100 metres'] },
  'movement-day': { category: ['Taster', 'Strength'], room: 'studio', isCoached: true, helper: 'Noor Sabry', bring: 'Soft shoes, and sleeves that stay up.', support: ['learning', 'behaviour'], help: 'Obstacles come in three heights, and the music is off before noon.' },
  'beginners-archery': { category: ['Course', 'Concentration'], room: 'hall', isCoached: true, helper: 'Elspeth Munro', bring: 'A close-fitting top. Bows, arrows and bracers are lent.', support: ['sight', 'movement'], help: 'There is a tactile sight, and a rest for whoever shoots seated.', restrictions: ['Long hair is tied back on the line'] },
  'learn-to-boulder': { category: ['Course', 'Strength'], room: 'hall', isCoached: true, helper: 'Hugo Ferrand', bring: 'Clothes that stretch. Shoes and chalk are lent.', support: ['hearing', 'learning'], help: 'Routes are marked by colour and by shape.', restrictions: ['A talk on falling comes before the first climb'] },
  'adult-ballet': { category: ['Course', 'Dance'], room: 'studio', isCoached: true, helper: 'Odette Marlow', bring: 'Soft shoes or socks, and whatever you can bend in.', support: ['hearing'], help: 'The piano can be felt through the floor at the barre, and counts are shown by hand.' },
  'river-canoe': { category: ['Course', 'Water'], room: 'outdoors', isCoached: true, helper: 'Bryn Howells', bring: 'Old trainers, a waterproof and dry clothes in a bag.', support: ['movement'], help: 'A wide canoe with a backrest goes out every week.', restrictions: ['You must be able to swim 50 metres in clothes'] },
  'ten-minute-stretch': { category: ['At home', 'Short'], room: 'studio', isCoached: false, helper: 'Lou Fenwick', bring: 'A chair without wheels, and room to stretch your arms.', support: ['sight', 'hearing'], help: 'With subtitles, and with a second track that describes each movement.' },
  'core-at-home': { category: ['At home', 'Core strength'], room: 'studio', isCoached: true, helper: 'Bea Lindqvist', bring: 'A mat or a folded blanket, and a bare wall.', support: ['hearing', 'movement'], help: 'An easier exercise is shown beside each one.', restrictions: ['Ask your doctor first if your back hurts'] },
  'kitchen-circuits': { category: ['At home', 'Strength'], room: 'studio', isCoached: true, helper: 'Petra Novak', bring: 'Two tins of the same weight and a sturdy chair.', support: ['hearing'], help: 'With subtitles, and a countdown in large figures.' },
  'quiet-evening': { category: ['At home', 'Mind and body'], room: 'studio', isCoached: false, helper: 'Mei Tanaka', bring: 'Dim the light and find a cushion.', support: ['sight', 'mind'], help: 'Can be followed with closed eyes from beginning to end.' }
}

export const FACILITY_ADVICE: Readonly<Record<string, FacilityAdvice>> = {
  badminton: { category: ['Racket sports', 'Indoors'], room: 'hall', bring: 'Shoes with pale soles. Nets are up; feather shuttles are sold at reception.', support: ['movement', 'hearing'], help: 'Every court is wide enough for sports wheelchairs.', restrictions: ['No black soles'], units: ['Under the clock, with a bench beside it.', 'At the quiet end, away from the doors.'] },
  squash: { category: ['Racket sports', 'Indoors'], room: 'hall', bring: 'Eye protection and a ball. The lights come on by themselves.', support: ['hearing'], help: 'A light above the door shows that time is up.', restrictions: ['No black soles', 'No food on court'], units: ['With a gallery for those who watch.', 'With a lower step at the door.'] },
  tennis: { category: ['Racket sports', 'Fresh air'], room: 'outdoors', bring: 'Balls and rackets. The gate opens five minutes before your time.', support: ['movement', 'sight'], help: 'The gates are wide, and balls with a bell can be had at the desk.', units: ['Beside the practice wall.', 'The sheltered one, with the new surface.'] },
  'five-a-side': { category: ['Team game', 'Fresh air'], room: 'outdoors', bring: 'Moulded boots or trainers; bibs hang at the gate.', support: ['movement', 'learning'], help: 'The kerbs are flush, and there is a bench in the shade for a break.', restrictions: ['No metal studs', 'No glass on the pitch'], units: ['Nearest to the car park.', 'Along the trees, with a ball net behind the goal.'] },
  climbing: { category: ['Strength', 'Indoors'], room: 'hall', bring: 'A harness if you have one. Shoes and harnesses are lent.', support: ['movement', 'learning'], help: 'Two lanes have a seat harness and a counterweight.', restrictions: ['Newcomers watch the safety film first', 'No rings'], units: ['The gentle one, for a start.', 'With an overhang from half way up.'] },
  'sports-hall': { category: ['Team game', 'Indoors'], room: 'hall', bring: 'Say at the desk what is to be put up, ten minutes before you begin.', support: ['hearing', 'movement', 'behaviour'], help: 'There is a hearing loop, and the curtain can be closed for quiet.', restrictions: ['No ball games against the curtain'], units: ['On the side of the stage.', 'On the side of the store, with the taller hoops.'] },
  'table-tennis': { category: ['Racket sports', 'Social'], room: 'studio', bring: 'Nothing: bats and balls are at the desk.', support: ['movement', 'mind', 'learning'], help: 'Two tables have room for a wheelchair at both ends.', units: ['By the window.', 'In the niche, where nobody looks on.'] },
  'dance-studio': { category: ['Dance', 'Indoors'], room: 'studio', bring: 'A cable for your music is in the drawer.', support: ['hearing', 'sight'], help: 'The floor carries the beat, and the edges of the mirror are marked.', restrictions: ['No outdoor shoes', 'Stilettos need caps'], units: ['With the long barre and the piano.', 'With daylight from two sides.'] }
}

/** What a programme belongs to, by the section of the operator's site. */
export const BRANDS: Readonly<Record<string, { readonly slug: string, readonly name: string, readonly description: string, readonly schedulingNote?: string }>> = {
  classes: { slug: 'every-day', name: 'Move Every Day', description: 'Classes that are on whatever the day is called.', schedulingNote: 'Every day of the week, holidays included.' },
  events: { slug: 'out-and-about', name: 'Out and About', description: 'Single events for people who like to try things.', schedulingNote: 'In any weather but storm; then we write to everyone who has booked.' },
  festivals: { slug: 'big-days', name: 'Big Days Out', description: 'Days that are made of many parts, for everybody who likes to try things.', schedulingNote: 'Each part begins on time, three hours after the one before.' },
  courses: { slug: 'six-weeks-in', name: 'Six Weeks In', description: 'Courses that make beginners into people who come back.', schedulingNote: 'Once a week at the same hour. A lesson that you miss can be made up for in the next course.' },
  videos: { slug: 'living-room', name: 'Living Room Sessions', description: 'Short videos by the leaders whom you know from our classes.' }
}

export const VENUE_ADVICE: Readonly<Record<string, VenueAdvice>> = {
  wharfside: {
    without: ['Towels', 'Creche'],
    rooms: {
      studio: { name: 'Heron Studio', description: 'A bright room on the first floor with a view of the lock.', meetingPoint: 'Up the spiral stairs or by the lift, second door on the left.' },
      hall: { name: 'Barge Hall', description: 'The sports hall: eight badminton courts long, warm in winter.', meetingPoint: 'At the hatch between the hall and the café.' },
      pool: { name: 'Lock Pool', description: 'Twenty-five metres, six lanes, 29 degrees.', meetingPoint: 'On the pool side, by the clock. Come changed.' },
      outdoors: { name: 'Towpath Green', description: 'A lawn between the centre and the water, with two pitches behind it.', meetingPoint: 'At the blue bench beside the lock.' }
    }
  },
  'mill-lane': {
    without: ['Baby Changing', 'Creche', 'Step-free Entrance'],
    rooms: {
      studio: { name: 'Carding Room', description: 'A long room under the saw-tooth roof.', meetingPoint: 'Through the courtyard, at the red door.' },
      hall: { name: 'Weaving Shed', description: 'Courts and the climbing wall under one roof, between iron columns.', meetingPoint: 'At the foot of the wall, where the shoes are lent.' },
      pool: { name: 'Dye Works Pool', description: 'A shallow warm pool, fifteen metres long.', meetingPoint: 'In the lobby of the pool, beside the fish tank.' },
      outdoors: { name: 'Mill Pond', description: 'The pond with its jetty, and the meadow round it.', meetingPoint: 'On the jetty, where the boards are kept.' }
    }
  },
  'dale-road': {
    without: ['Towels', 'Lockers', 'Café'],
    rooms: {
      studio: { name: 'Curlew Studio', description: 'A dance studio with a sprung floor and the moor in its windows.', meetingPoint: 'In the porch; the studio is opened five minutes before the start.' },
      hall: { name: 'Quarry Hall', description: 'One hall for everything, with a curtain that halves it.', meetingPoint: 'At the desk, where you are ticked off the list.' },
      pool: { name: 'Spring Pool', description: 'An open-air pool, heated from March to November.', meetingPoint: 'At the turnstile of the pool.' },
      outdoors: { name: 'Moor Edge', description: 'Pitches, a wood and the beginning of four marked paths.', meetingPoint: 'At the map board in the car park.' }
    }
  }
}
