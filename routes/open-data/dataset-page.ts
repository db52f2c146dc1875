import { html } from 'ghtml'
import { bookingUrl, LICENCE } from '../../domain/protocol/ids.ts'
import type { JsonObject } from '../../domain/protocol/json.ts'

/** Markup of a trusted template, which a template inserts unescaped by `!`. */
type Markup = string

/** The content of the dataset site. */
export interface Site {
  readonly document: JsonObject
  readonly base: string
  readonly feeds: ReadonlyArray<{ readonly name: string, readonly url: string }>
  /** Address of the page on which a seller sees and ends the access of apps. */
  readonly access?: string
  readonly sellers: ReadonlyArray<{ readonly name: string, readonly taxMode: string, readonly id: string }>
}

const STYLE = `
:root { color-scheme: light dark; --ink: #16302f; --paper: #f6f4ee; --card: #fff; --line: #d9d4c5; --accent: #0b5d5b }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8efec; --paper: #10201f; --card: #182c2b; --line: #2c4543; --accent: #7fd1c7 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 system-ui, sans-serif }
header { background: #0b5d5b url("openactive/background.svg") center / cover; color: #fff; padding: 56px 24px }
header div, main > * { max-width: 860px; margin-left: auto; margin-right: auto }
header img { width: 56px; display: block; margin-bottom: 16px }
h1 { margin: 0 0 8px; font-size: 34px; line-height: 1.15 } header p { margin: 0; max-width: 38em }
main { padding: 24px } h2 { font-size: 20px; margin-top: 32px; margin-bottom: 12px }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line) }
th, td { text-align: left; padding: 10px 14px; border-bottom: 1px solid var(--line); vertical-align: top }
th { font-weight: 600; width: 14em }
td { overflow-wrap: anywhere } a { color: var(--accent) } tr:last-child > * { border-bottom: 0 }
`

const link = (url: string): Markup => html`<a href="${url}">${url}</a>`
const code = (text: string): Markup => html`<code>${text}</code>`

function table (rows: ReadonlyArray<readonly [name: string, content: Markup]>): Markup {
  const lines = rows.map(([name, content]) => html`<tr><th scope="row">${name}</th><td>!${content}</td></tr>`)
  return html`<table>!${lines.join('\n')}</table>`
}

function sellerRow ({ name, taxMode, id }: Site['sellers'][number]): readonly [name: string, content: Markup] {
  const words = taxMode === 'TaxNet' ? 'prices without tax' : 'prices with tax'
  return [name, html`!${code(id)}<br>${words}`]
}

/** Render the dataset site: a page for people around the JSON-LD for programs. */
export function datasetPage ({ document, base, feeds, access, sellers }: Site): Markup {
  // Nothing is escaped within a script element; only a "<" could end it.
  const json = JSON.stringify(document).replaceAll('<', '\\u003c')
  const name = String(document['name'])
  const api = bookingUrl(base)
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<link rel="icon" href="openactive/logo.svg">
<script type="application/ld+json">!${json}</script>
<style>!${STYLE}</style>
</head>
<body>
<header><div>
<img src="openactive/logo.svg" alt="">
<h1>${name}</h1>
<p>${String(document['description'])}</p>
</div></header>
<main>
<h2>Open feeds</h2>
!${table(feeds.map(({ name, url }) => [name, link(url)]))}
<h2>Booking</h2>
!${table([
    ['Open Booking API', code(api)],
    ['Specification', link('https://openactive.io/open-booking-api/EditorsDraft/')],
    ['Orders feed', code(`${api}/orders-rpde`)]
  ])}
<h2>Sellers</h2>
!${table(sellers.map(sellerRow))}
!${access === undefined ? '' : html`<p><a href="${access}">Apps that may act for a seller</a></p>`}
<h2 id="terms">Terms</h2>
<p>Everything here is invented. The data may be used under the
<a href="${LICENCE}">Creative Commons Attribution licence</a>; no booking is real and no money moves.</p>
</main>
</body>
</html>
`
}
