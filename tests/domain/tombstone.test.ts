import { expect, it } from 'vitest'
import { tombstone } from '../../domain/feeds/tombstone.ts'
import { NOW, opportunity } from './build.ts'

it('a deleted item stays in its feed for the seven days of RPDE', () => {
  const { path, type, feed } = opportunity()
  const record = { path, type, deleted: true, expires: '2027-03-16T10:20:00Z' }
  expect(tombstone(opportunity(), NOW)).toStrictEqual({ kind: 'opportunity', id: path, record, feed })
})
