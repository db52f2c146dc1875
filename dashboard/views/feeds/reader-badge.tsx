import type { JSX } from 'preact'
import { Badge } from '../../components/basics.tsx'
import type { FeedReader } from '../../client/types.ts'
import { readerName } from './positions.ts'

/** A reader with the number of items that it has not asked for yet. */
export const ReaderBadge = ({ reader }: { reader: FeedReader }): JSX.Element => (
  <Badge tone={reader.behind === 0 ? 'good' : 'warn'}>
    {readerName(reader)}{reader.behind > 0 && ` −${reader.behind}`}
  </Badge>
)
