import type { ProgrammeAdvice } from '../../../domain/records/sample.ts'

/** Advice on one-off events and festivals, by slug. */
export const EVENT_ADVICE: Readonly<Record<string, ProgrammeAdvice>> = {
  'towpath-walk': {
    category: ['Fresh air', 'Social'],
    room: 'outdoors',
    isCoached: false,
    helper: 'Nell Braithwaite',
    bring: 'Boots, a waterproof and a flask. Poles are lent.',
    support: ['learning', 'mind'],
    help: 'The path is level and gritted, and a shorter loop turns back after two miles.',
    restrictions: ['Dogs stay on a lead']
  },
  'moonlight-5k': {
    category: ['Fresh air', 'Timed'],
    room: 'outdoors',
    isCoached: false,
    helper: 'Tariq Malik',
    bring: 'A charged head torch and something bright to wear.',
    support: ['sight', 'hearing'],
    help: 'Guide runners and tethers are there for whoever asks two days ahead.',
    restrictions: ['No headphones on the route']
  },
  'treasure-hunt': {
    category: ['Fresh air', 'Map reading'],
    room: 'outdoors',
    isCoached: true,
    helper: 'Isla Penrose',
    bring: 'Long trousers for the brambles. Maps and compasses are lent.',
    support: ['learning', 'sight'],
    help: 'There are maps in large print, and one with pictures instead of symbols.'
  },
  'paddle-social': {
    category: ['Water', 'Social'],
    room: 'outdoors',
    isCoached: true,
    helper: 'Finn Gallagher',
    bring: 'Clothes that may get wet, and a dry set for afterwards.',
    support: ['hearing', 'movement'],
    help: 'Two boards make a raft for whoever would rather sit.',
    restrictions: ['You must be able to swim 50 metres']
  },
  'open-day': {
    category: ['Taster', 'Festival'],
    room: 'hall',
    isCoached: true,
    helper: 'Kofi Mensah',
    bring: 'Trainers, and a lunch unless you like queues.',
    support: ['sight', 'hearing', 'movement', 'learning', 'mind', 'behaviour'],
    help: 'A quiet room is open all day, and every stand has a hearing loop.'
  },
  'lake-festival': {
    category: ['Water', 'Festival'],
    room: 'outdoors',
    isCoached: true,
    helper: 'Greta Lund',
    bring: 'Swimwear, a towel and a bright cap. Wetsuits are lent.',
    support: ['sight', 'movement'],
    help: 'Swimmers can have a guide beside them, and a beach chair rolls into the water.',
    restrictions: ['You must be able to swim 200 metres']
  },
  'try-triathlon': {
    category: ['Taster', 'Three sports'],
    room: 'outdoors',
    isCoached: true,
    helper: 'Aaron Blythe',
    bring: 'A roadworthy bicycle and a helmet. Numbers are handed out at the desk.',
    support: ['hearing', 'movement'],
    help: 'Starts are shown by flag, and hand cycles take the same course.',
    restrictions: ['Helmets stay on for as long as the bicycle is in hand', 'You must be able to swim 100 metres']
  },
  'movement-day': {
    category: ['Taster', 'Strength'],
    room: 'studio',
    isCoached: true,
    helper: 'Noor Sabry',
    bring: 'Soft shoes, and sleeves that stay up.',
    support: ['learning', 'behaviour'],
    help: 'Obstacles come in three heights, and the music is off before noon.'
  }
}
