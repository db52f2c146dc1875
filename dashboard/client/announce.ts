import { signal } from '@preact/signals'

/** The text of the live region, for screen readers. */
export const announcement = signal('')

/** Tell users of screen readers of an event. */
export function announce (text: string): void {
  // The same text twice would not be read again.
  announcement.value = announcement.peek() === text ? `${text}\u00a0` : text
}
