import type { VenueAdvice } from '../../../domain/records/sample.ts'

/** Rooms and missing amenities of venues, by slug. */
export const VENUE_ADVICE: Readonly<Record<string, VenueAdvice>> = {
  wharfside: {
    without: ['Towels', 'Creche'],
    rooms: {
      studio: {
        name: 'Heron Studio',
        description: 'A bright room on the first floor with a view of the lock.',
        meetingPoint: 'Up the spiral stairs or by the lift, second door on the left.'
      },
      hall: {
        name: 'Barge Hall',
        description: 'The sports hall: eight badminton courts long, warm in winter.',
        meetingPoint: 'At the hatch between the hall and the café.'
      },
      pool: {
        name: 'Lock Pool',
        description: 'Twenty-five metres, six lanes, 29 degrees.',
        meetingPoint: 'On the pool side, by the clock. Come changed.'
      },
      outdoors: {
        name: 'Towpath Green',
        description: 'A lawn between the centre and the water, with two pitches behind it.',
        meetingPoint: 'At the blue bench beside the lock.'
      }
    }
  },
  'mill-lane': {
    without: ['Baby Changing', 'Creche', 'Step-free Entrance'],
    rooms: {
      studio: {
        name: 'Carding Room',
        description: 'A long room under the saw-tooth roof.',
        meetingPoint: 'Through the courtyard, at the red door.'
      },
      hall: {
        name: 'Weaving Shed',
        description: 'Courts and the climbing wall under one roof, between iron columns.',
        meetingPoint: 'At the foot of the wall, where the shoes are lent.'
      },
      pool: {
        name: 'Dye Works Pool',
        description: 'A shallow warm pool, fifteen metres long.',
        meetingPoint: 'In the lobby of the pool, beside the fish tank.'
      },
      outdoors: {
        name: 'Mill Pond',
        description: 'The pond with its jetty, and the meadow round it.',
        meetingPoint: 'On the jetty, where the boards are kept.'
      }
    }
  },
  'dale-road': {
    without: ['Towels', 'Lockers', 'Café'],
    rooms: {
      studio: {
        name: 'Curlew Studio',
        description: 'A dance studio with a sprung floor and the moor in its windows.',
        meetingPoint: 'In the porch; the studio is opened five minutes before the start.'
      },
      hall: {
        name: 'Quarry Hall',
        description: 'One hall for everything, with a curtain that halves it.',
        meetingPoint: 'At the desk, where you are ticked off the list.'
      },
      pool: {
        name: 'Spring Pool',
        description: 'An open-air pool, heated from March to November.',
        meetingPoint: 'At the turnstile of the pool.'
      },
      outdoors: {
        name: 'Moor Edge',
        description: 'Pitches, a wood and the beginning of four marked paths.',
        meetingPoint: 'At the map board in the car park.'
      }
    }
  }
}
