import { html } from 'ghtml'
import { bookingUrl, LICENCE, RPDE_MEDIA_TYPE } from '../../domain/protocol/ids.ts'
import type { JsonObject } from '../../domain/protocol/json.ts'
import { type Head, htmlDocument, type Markup } from '../../plugins/pages/html-document.ts'
import { STYLE } from './dataset-page-style.ts'

/** The content of the dataset site. */
export interface Site {
  readonly document: JsonObject
  readonly base: string
  readonly version: string
  readonly publisher: string
  /** Address for questions, null for none but this page. */
  readonly discussionUrl: string | null
  /** Names of the features of this system. */
  readonly features: readonly string[]
  readonly feeds: ReadonlyArray<{ readonly name: string, readonly url: string }>
  /** Address of the reference page of the API. */
  readonly docs?: string
  /** Address of the page on which a seller sees and ends the access of apps. */
  readonly access?: string
  readonly sellers: ReadonlyArray<{ readonly name: string, readonly taxMode: string, readonly id: string }>
}

const SPECIFICATIONS = {
  booking: ['Open Booking API 1.0 CR3', 'https://openactive.io/open-booking-api/EditorsDraft/'],
  opportunities: ['Modelling Opportunity Data 2.0', 'https://openactive.io/modelling-opportunity-data/2.0/'],
  feeds: ['Realtime Paged Data Exchange 1.0', 'https://openactive.io/realtime-paged-data-exchange/1.0/'],
  dataset: ['Dataset API Discovery', 'https://openactive.io/dataset-api-discovery/EditorsDraft/']
} as const

const link = (url: string, text = url): Markup => html`<a href="${url}">${text}</a>`
const code = (text: string): Markup => html`<code>${text}</code>`
const specification = (name: keyof typeof SPECIFICATIONS): Markup =>
  link(SPECIFICATIONS[name][1], SPECIFICATIONS[name][0])

type Row = readonly [name: string, content: Markup]

function list (rows: readonly Row[]): Markup {
  const lines = rows.map(([name, content]) => html`<div><dt>${name}</dt><dd>!${content}</dd></div>`)
  return html`<dl>
!${lines.join('\n')}
</dl>`
}

function sellerRow ({ name, taxMode, id }: Site['sellers'][number]): Row {
  return [name, html`!${code(id)}<br>${taxMode === 'TaxNet' ? 'prices without tax' : 'prices with tax'}`]
}

/** A short text, for a link to a long address fills a phone. */
const shortened = (url: string, base: string): string => url.startsWith(base) ? url.slice(base.length) : url

function headOf (document: JsonObject): Head {
  const [name, description, url] = [document['name'], document['description'], document['url']].map(String)
  const keywords = (document['keywords'] as string[]).join(', ')
  const picture = (document['backgroundImage'] as { readonly url: string }).url
  const [language = ''] = document['inLanguage'] as string[]
  // Nothing is escaped within a script element; only a "<" could end it.
  const json = JSON.stringify(document).replaceAll('<', '\\u003c')
  const more = html`<meta name="description" content="${description}">
<meta name="keywords" content="${keywords}">
<meta name="identifier" content="${url}">
<meta name="language" content="${language}">
<meta property="og:title" content="${name}">
<meta property="og:description" content="${description}">
<meta property="og:type" content="website">
<meta property="og:url" content="${url}">
<meta property="og:image" content="${picture}">
<meta property="og:locale" content="${language.replace('-', '_')}">
<link rel="canonical" href="${url}">
<script type="application/ld+json">!${json}</script>`
  return { title: `${name} – Open Data`, style: STYLE, more, icon: 'openactive/logo.svg' }
}

/** Render the dataset site: a page for people around the JSON-LD for programs. */
export function datasetPage (site: Site): Markup {
  const { document, base, feeds, sellers, discussionUrl } = site
  const api = bookingUrl(base)
  const access: Row[] =
    site.access === undefined ? [] : [['For sellers', link(site.access, 'Apps that may act for a seller')]]
  const docs: Row[] = site.docs === undefined ? [] : [['API reference', link(site.docs, shortened(site.docs, base))]]
  const discussion = discussionUrl === null
    ? html`Ask ${site.publisher}, who runs this booking system.`
    : html`Ask ${site.publisher}: !${link(discussionUrl)}`
  return htmlDocument(headOf(document), html`<header><div class="title">
<div><img src="openactive/logo.svg" alt=""></div>
<h1>${String(document['name'])}</h1>
<p>${String(document['description'])}</p>
</div><div class="picture"></div></header>
<main>
<h2>Open feeds</h2>
!${list(feeds.map(({ name, url }) => [name, link(url, shortened(url, base))]))}
<h2 id="booking">Booking</h2>
!${list([
    ['Open Booking API', code(api)],
    ['Orders feed', code(shortened(`${api}/orders-rpde`, base))],
    ['Order proposals feed', code(shortened(`${api}/order-proposals-rpde`, base))],
    ['Test Interface', code(shortened(`${api}/test-interface`, base))],
    ...docs,
    ...access
  ])}
<h2>Sellers</h2>
!${list(sellers.map(sellerRow))}
<h2>Publisher and standards</h2>
!${list([
    ['Publisher', html`${site.publisher}`],
    ['Booking system', html`Open Booking Simulator, version ${site.version}`],
    ['Booking', specification('booking')],
    ['Data', specification('opportunities')],
    ['Feeds', html`!${specification('feeds')}, !${code(RPDE_MEDIA_TYPE)}`],
    ['This page', specification('dataset')],
    ['Features', html`!${site.features.map(code).join(', ')}`],
    ['Documentation', link(String(document['documentation']))]
  ])}
<h2 id="discussion">Questions</h2>
<p>!${discussion}</p>
<h2 id="terms">Terms</h2>
<p>Everything here is invented. The data may be used under the
<a href="${LICENCE}">Creative Commons Attribution licence (CC BY 4.0)</a>; no booking is real and no money moves.</p>
</main>`)
}
