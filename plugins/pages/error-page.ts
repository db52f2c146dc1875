import { html } from 'ghtml'
import { PAGE_STYLE } from '../../schemas/palettes.ts'
import { htmlDocument, type Markup } from './html-document.ts'

/** A page that a person can go on to from an error. */
export interface WayOut { readonly name: string, readonly url: string }

/** An error, in the words of each of its formats: JSON-LD, problem details, and the errors of the older API. */
interface Shown { readonly title: string, readonly text: string }

/** Addresses in a description, and the path that a request may have meant, which follows its method. */
const ADDRESS = /(https?:\/\/[^\s"'<>]*[^\s"'<>.,;:?!)]|(?<=\bGET )\/[^\s"'<>]*[^\s"'<>.,;:?!)])/

/**
 * Render an error for a person who opened an address in a browser.
 * @param status - HTTP status
 * @param json - the error as a program gets it
 * @param base - base URL: a description links to no other address
 * @param ways - pages to go on to
 * @returns the page
 */
export function errorPage (status: number, json: string, base: string, ways: readonly WayOut[]): Markup {
  const document = JSON.parse(json) as Readonly<Record<string, unknown>>
  const { title, text } = shown(document)
  const links = ways.map(({ name, url }) => html`<li><a href="${url}">${name}</a></li>`)
  return htmlDocument({ title: `${status} ${title}`, style: PAGE_STYLE }, html`<main>
<p class="brand">Open Booking Simulator</p>
<h1><span>${status}</span> ${title}</h1>
<p class="lead">!${linked(text, base)}</p>
<ul>
!${links.join('\n')}
</ul>
<h2>The answer for programs</h2>
<pre tabindex="0">${JSON.stringify(document, null, 2)}</pre>
</main>`)
}

function shown (document: Readonly<Record<string, unknown>>): Shown {
  const first = (...names: readonly string[]): string =>
    String(names.map((name) => document[name]).find((value) => typeof value === 'string') ?? '')
  const { '@type': type } = document
  const title = type === undefined ? first('title', 'error') : String(type)
  return { title, text: first('description', 'detail', 'details', 'error_description', 'name') }
}

/** @returns a text, in which addresses of this simulator are links */
function linked (text: string, base: string): Markup {
  const isOwn = (address: string): boolean =>
    (address.startsWith(`${base}/`) || /^\/(?!\/)/.test(address)) && !/[{}\\]/.test(address)
  return text.split(ADDRESS)
    .map((part, index) => index % 2 === 1 && isOwn(part) ? html`<a href="${part}">${part}</a>` : html`${part}`)
    .join('')
}
