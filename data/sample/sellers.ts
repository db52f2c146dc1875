import type { Seller } from '../../domain/records/seller.ts'

/** Sellers of the sample data; both are invented. */
export const SELLERS: readonly [Seller, ...Seller[]] = [
  {
    path: 'api/identifiers/sellers/1',
    name: 'Wharfside Leisure Trust',
    taxMode: 'TaxGross',
    person: { name: 'Imogen Hartley', legalName: 'Imogen Hartley, trading as Wharfside Leisure' },
    details: {
      legalName: 'Wharfside Leisure Trust Limited',
      url: 'https://www.wharfside-leisure.example/',
      logo: { '@type': 'ImageObject', url: '{base}/pictures/wharfside.svg' },
      telephone: '01632 960140',
      email: 'bookings@wharfside-leisure.example',
      vatID: 'GB999000123',
      sameAs: ['https://social.example/wharfsideleisure'],
      termsOfService: [
        {
          '@type': 'PrivacyPolicy',
          name: 'Privacy Policy',
          url: 'https://www.wharfside-leisure.example/privacy',
          requiresExplicitConsent: false,
          dateModified: '2026-05-04T08:30:00Z'
        },
        {
          '@type': 'TermsOfUse',
          name: 'Terms and Conditions',
          url: 'https://www.wharfside-leisure.example/terms',
          requiresExplicitConsent: true,
          dateModified: '2026-05-04T08:30:00Z'
        }
      ],
      address: {
        '@type': 'PostalAddress',
        streetAddress: '24 Canal Street',
        addressLocality: 'Hebden Bridge',
        addressRegion: 'West Yorkshire',
        postalCode: 'HX7 8AD',
        addressCountry: 'GB'
      }
    },
    golden: {
      description: 'A charity of the valley: a pool, two halls and a stretch of canal, open to everybody since 1974.',
      identifier: [{ '@type': 'PropertyValue', name: 'Operator number', propertyID: 'operator', value: 'WLT-1974' }],
      sameAs: ['https://social.example/wharfsideleisure', 'https://videos.example/wharfsideleisure']
    }
  },
  {
    path: 'api/identifiers/sellers/2',
    name: 'Dale and Moor Active CIC',
    taxMode: 'TaxNet',
    person: { name: 'Callum Reyes', legalName: 'Callum Reyes, trading as Dale and Moor Active' },
    details: {
      legalName: 'Dale and Moor Active Community Interest Company',
      url: 'https://www.dale-and-moor.example/',
      logo: { '@type': 'ImageObject', url: '{base}/pictures/dale-road.svg' },
      telephone: '01632 960210',
      email: 'hello@dale-and-moor.example',
      vatID: 'GB999000456',
      sameAs: ['https://social.example/daleandmoor'],
      termsOfService: [
        {
          '@type': 'PrivacyPolicy',
          name: 'Privacy Policy',
          url: 'https://www.dale-and-moor.example/privacy',
          requiresExplicitConsent: false,
          dateModified: '2026-09-21T16:00:00Z'
        },
        {
          '@type': 'TermsOfUse',
          name: 'Terms and Conditions',
          url: 'https://www.dale-and-moor.example/terms',
          requiresExplicitConsent: true,
          dateModified: '2026-09-21T16:00:00Z'
        }
      ],
      address: {
        '@type': 'PostalAddress',
        streetAddress: '110 Dale Road',
        addressLocality: 'Matlock',
        addressRegion: 'Derbyshire',
        postalCode: 'DE4 3LU',
        addressCountry: 'GB'
      }
    },
    golden: {
      description: 'Forty volunteers and six employees who get people out of doors, and indoors when it hails.',
      identifier: [{ '@type': 'PropertyValue', name: 'Operator number', propertyID: 'operator', value: 'DMA-0046' }],
      sameAs: ['https://social.example/daleandmoor', 'https://videos.example/daleandmoor']
    }
  }
]

/** The seller of a booking system with only one. */
export const ONLY_SELLER: Seller = { ...SELLERS[0], path: 'api/identifiers/seller' }
