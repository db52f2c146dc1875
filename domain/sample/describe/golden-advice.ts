import type { JsonObject } from '../../protocol/json.ts'
import type { Advice, SampleContent } from '../../records/sample.ts'
import { concept, pictureOf } from './nodes.ts'

/** Size of a thumbnail relative to its picture. */
const THUMBNAIL = 1 / 4

/** Instructions for attendees of an online session. */
export const REMOTE_SETUP = 'Join from a room with a good connection and two metres of free floor. The address of ' +
  'the online studio and its PIN come with your booking. Turn your camera on if you want the leader to see you.'

/** Describe advice for attendees. */
export function goldenAdvice (
  { category, bring, support, help, restrictions }: Advice, content: Pick<SampleContent, 'support'>
): JsonObject {
  return {
    category,
    attendeeInstructions: bring,
    accessibilitySupport: support.map((name) => concept('accessibility-support', content.support[name])),
    accessibilityInformation: help,
    ...(restrictions && { additionalAdmissionRestriction: restrictions })
  }
}

/** Describe pictures with thumbnails. */
export const gallery = (content: SampleContent, ...slugs: readonly string[]): JsonObject[] =>
  slugs.map((slug) => ({ ...sized(content, slug, 1), thumbnail: [thumbnail(content, slug)] }))

/** Describe the thumbnail of a picture; an SVG document has any size. */
export const thumbnail = (content: SampleContent, slug: string): JsonObject => sized(content, slug, THUMBNAIL)

const sized = ({ pictureSize: { width, height } }: SampleContent, slug: string, scale: number): JsonObject =>
  ({ ...pictureOf(slug), width: width * scale, height: height * scale })
