import type { Venues } from '../../domain/records/sample.ts'

/** Venues with telephone numbers from the ranges reserved for fiction. */
export const VENUES: Venues = [
  {
    slug: 'wharfside',
    name: 'Wharfside Leisure Centre',
    description: 'A leisure centre beside the canal with a pool, two studios and a sports hall.',
    street: '24 Canal Street',
    town: 'Hebden Bridge',
    region: 'West Yorkshire',
    postcode: 'HX7 8AD',
    telephone: '01632 960143',
    latitude: 53.7411,
    longitude: -2.0129
  },
  {
    slug: 'mill-lane',
    name: 'Mill Lane Sports Hall',
    description: 'A converted weaving shed with courts, a climbing wall and a café.',
    street: '3 Mill Lane',
    town: 'Todmorden',
    region: 'West Yorkshire',
    postcode: 'OL14 5QG',
    telephone: '01632 960178',
    latitude: 53.7134,
    longitude: -2.0967
  },
  {
    slug: 'dale-road',
    name: 'Dale Road Activity Centre',
    description: 'A small centre at the edge of the moor with pitches and a dance studio.',
    street: '110 Dale Road',
    town: 'Matlock',
    region: 'Derbyshire',
    postcode: 'DE4 3LU',
    telephone: '01632 960211',
    latitude: 53.1376,
    longitude: -1.5519
  }
]
