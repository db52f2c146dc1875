import { escapeMarkup as escape } from '../../domain/markup.ts'
import { bookingUrl, LICENCE } from '../../domain/protocol/ids.ts'
import type { JsonObject } from '../../domain/protocol/json.ts'

/** What the page shows. */
export interface Site {
  readonly document: JsonObject
  readonly base: string
  readonly feeds: ReadonlyArray<{ readonly name: string, readonly url: string }>
  readonly sellers: ReadonlyArray<{ readonly name: string, readonly taxMode: string, readonly id: string }>
}

const link = (url: string): string => `<a href="${escape(url)}">${escape(url)}</a>`

export const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="Open Booking Simulator">
<rect width="64" height="64" rx="14" fill="#0b5d5b"/><path d="M16 22h32v28H16z" fill="none" stroke="#fff" stroke-width="4" stroke-linejoin="round"/>
<path d="M24 14v12M40 14v12M24 38l6 6 11-12" fill="none" stroke="#ffc857" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`

export const BACKGROUND = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 320" preserveAspectRatio="xMidYMid slice">
<rect width="1200" height="320" fill="#0b5d5b"/><g fill="none" stroke="#1d7a77" stroke-width="3"><rect x="80" y="50" width="420" height="220"/>
<path d="M290 50v220M80 110h420M80 210h420"/><circle cx="880" cy="160" r="90"/><path d="M640 50h480v220H640zM880 50v220"/></g></svg>`

const STYLE = `
:root { color-scheme: light dark; --ink: #16302f; --paper: #f6f4ee; --card: #fff; --line: #d9d4c5; --accent: #0b5d5b }
@media (prefers-color-scheme: dark) { :root { --ink: #e8efec; --paper: #10201f; --card: #182c2b; --line: #2c4543; --accent: #7fd1c7 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 system-ui, sans-serif }
header { background: #0b5d5b url("openactive/background.svg") center / cover; color: #fff; padding: 56px 24px }
header div, main > * { max-width: 860px; margin-left: auto; margin-right: auto }
header img { width: 56px; display: block; margin-bottom: 16px }
h1 { margin: 0 0 8px; font-size: 34px; line-height: 1.15 } header p { margin: 0; max-width: 38em }
main { padding: 24px } h2 { font-size: 20px; margin-top: 32px; margin-bottom: 12px }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line) }
th, td { text-align: left; padding: 10px 14px; border-bottom: 1px solid var(--line); vertical-align: top } th { font-weight: 600; width: 14em }
td { overflow-wrap: anywhere } a { color: var(--accent) } tr:last-child > * { border-bottom: 0 }
`

function rows (items: ReadonlyArray<readonly [name: string, html: string]>): string {
  return `<table>${items.map(([name, html]) => `<tr><th scope="row">${escape(name)}</th><td>${html}</td></tr>`).join('\n')}</table>`
}

/** Renders the dataset site: a page for people around the JSON-LD for programs. */
export function siteHtml ({ document, base, feeds, sellers }: Site): string {
  // Within a script element nothing is escaped; a "<" could only end it.
  const json = JSON.stringify(document).replaceAll('<', '\\u003c')
  const title = escape(String(document['name']))
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="openactive/logo.svg">
<script type="application/ld+json">${json}</script>
<style>${STYLE}</style>
</head>
<body>
<header><div>
<img src="openactive/logo.svg" alt="">
<h1>${title}</h1>
<p>${escape(String(document['description']))}</p>
</div></header>
<main>
<h2>Open feeds</h2>
${rows(feeds.map(({ name, url }) => [name, link(url)]))}
<h2>Booking</h2>
${rows([
    ['Open Booking API', `<code>${escape(bookingUrl(base))}</code>`],
    ['Specification', link('https://openactive.io/open-booking-api/EditorsDraft/')],
    ['Orders feed', `<code>${escape(bookingUrl(base))}/orders-rpde</code>`]
  ])}
<h2>Sellers</h2>
${rows(sellers.map(({ name, taxMode, id }) => [name, `<code>${escape(id)}</code><br>${taxMode === 'TaxNet' ? 'prices without tax' : 'prices with tax'}`]))}
<h2 id="terms">Terms</h2>
<p>Everything here is invented. The data may be used under the
<a href="${LICENCE}">Creative Commons Attribution licence</a>; no booking is real and no money moves.</p>
</main>
</body>
</html>
`
}
