import { html } from 'ghtml'
import { siteUrl } from '../../domain/protocol/ids.ts'
import type { JsonObject } from '../../domain/protocol/json.ts'
import { PAGE_STYLE } from '../../schemas/palettes.ts'
import { htmlDocument, type Markup } from './html-document.ts'

/** Addresses in JSON text. */
const ADDRESS = /"(https?:\/\/[^"\s]+)"/

/**
 * Render a document for people: its JSON-LD, in which each address is a link.
 * @param document - a JSON-LD document
 * @param base - base URL
 * @returns the page
 */
export function nodePage (document: JsonObject, base: string): Markup {
  const { '@type': type, '@id': id, name } = document
  const title = typeof name === 'string' ? name : String(id)
  // Nothing is escaped within a script element; only a "<" could end it.
  const json = JSON.stringify(document).replaceAll('<', '\\u003c')
  // A split by one group alternates the text between addresses with the addresses.
  const parts = JSON.stringify(document, null, 2).split(ADDRESS)
    .map((part, index) => index % 2 === 0 ? html`${part}` : html`"<a href="${part}">${part}</a>"`)
  const more = html`<link rel="canonical" href="${String(id)}">
<script type="application/ld+json">!${json}</script>`
  return htmlDocument({ title: `${title} – ${String(type)}`, style: PAGE_STYLE, more }, html`<main>
<p class="brand">Open Booking Simulator</p>
<h1>${title}</h1>
<p>${String(type)} of the <a href="${siteUrl(base)}">dataset site</a></p>
<pre tabindex="0">!${parts.join('')}</pre>
</main>`)
}
