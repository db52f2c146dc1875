import { escapeMarkup as escape } from '../../domain/markup.ts'
import { BOOKING_SCOPE, IDENTITY_SCOPE, ORDERS_FEED_SCOPE } from '../../domain/partners/consent.ts'
import type { Seller } from '../../domain/records/seller.ts'
import { withBase } from '../../domain/rendering/base-url-in.ts'

/** What pages with a form show. */
interface Page {
  /** Name of the broker that asks; there is none where a seller comes by itself. */
  readonly broker?: string
  /** Where the form goes. */
  readonly action: string
  readonly problem?: string
}

interface OfSeller extends Page {
  readonly seller: Seller | undefined
  readonly base: string
}

interface Consent extends OfSeller {
  readonly broker: string
  readonly scopes: readonly string[]
  /** Where somebody else can log in. */
  readonly elsewhere: string
}

interface Access extends OfSeller {
  readonly brokers: ReadonlyArray<{ readonly id: string, readonly name: string }>
  /** Tells that the seller has logged in. */
  readonly ticket: string
}

const STYLE = `
:root { color-scheme: light dark; --ink: #16302f; --paper: #f6f4ee; --card: #fff; --line: #d9d4c5; --accent: #0b5d5b; --link: #0b5d5b }
@media (prefers-color-scheme: dark) { :root { --ink: #e8efec; --paper: #10201f; --card: #182c2b; --line: #2c4543; --accent: #1d7a77; --link: #6cc5c1 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink); font: 17px/1.5 system-ui, sans-serif; padding: 24px }
main { width: 100%; max-width: 420px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 32px }
h1 { font-size: 24px; line-height: 1.2; margin: 0 0 8px } p { margin: 0 0 16px } ul { margin: 0 0 24px; padding-left: 20px }
label { display: block; font-weight: 600; margin: 16px 0 4px }
input { width: 100%; font: inherit; padding: 10px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); color: inherit }
button { font: inherit; font-weight: 600; width: 100%; padding: 12px; border-radius: 8px; border: 1px solid var(--line); background: none; color: inherit; margin-top: 12px; cursor: pointer }
.btn-primary { background: var(--accent); border-color: var(--accent); color: #fff; margin-top: 24px }
.problem { border-left: 4px solid #c0392b; padding: 8px 12px; background: color-mix(in srgb, #c0392b 12%, transparent) }
.brand { color: var(--accent); font-size: 14px; font-weight: 600; letter-spacing: .02em }
.aside { margin: 20px 0 0; font-size: 15px; text-align: center } a { color: var(--link) }
.broker { display: flex; gap: 16px; align-items: center; justify-content: space-between; border-top: 1px solid var(--line); padding: 12px 0 } .broker button { width: auto; margin: 0; padding: 8px 14px }
.seller { display: flex; gap: 16px; align-items: center; margin-bottom: 16px } .seller img { width: 72px; height: 72px; object-fit: cover; border-radius: 12px }
`

/** What the answer with a page says, so that it is neither kept nor framed, and runs nothing. */
export const PAGE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src *; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY'
}

function html (title: string, content: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="brand">Open Booking Simulator</p>
${content}
</main>
</body>
</html>
`
}

/** Renders the page on which a seller logs in. */
function login ({ broker, action, problem }: Page): string {
  return html('Log in', `<h1>Log in</h1>
<p>${broker === undefined ? 'To see which apps may act for you.' : `<strong>${escape(broker)}</strong> wants to take bookings for you.`}</p>
${problem === undefined ? '' : alert(problem)}
<form method="post" action="${escape(action)}">
<label for="username">User name</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button class="btn-primary" type="submit">Log in</button>
</form>`)
}

/** Renders the page that says what went wrong. */
function error (problem: string): string {
  return html('Something is wrong', `<h1>Something is wrong</h1>
${alert(problem)}`)
}

const alert = (problem: string): string => `<p class="problem" role="alert">${escape(problem)}</p>`

/** What a scope lets a broker do, for people. */
const WORDS: Readonly<Record<string, string>> = {
  openid: 'know that it is you',
  profile: 'see your name',
  [IDENTITY_SCOPE]: 'see your name, logo and address on the web',
  [BOOKING_SCOPE]: 'make, change and cancel bookings of your sessions and facilities',
  [ORDERS_FEED_SCOPE]: 'follow what becomes of its bookings',
  offline_access: 'do so while you are away, until you withdraw this'
}

/** Renders the page on which a seller agrees. */
function consent ({ broker, action, problem, seller, base, scopes, elsewhere }: Consent): string {
  const wishes = scopes.flatMap((scope) => WORDS[scope] ?? []).map((words) => `<li>${escape(words)}</li>`).join('\n')
  return html('Allow access', `${loggedInAs(seller, base)}
<h1>Allow ${escape(broker)} to act for you?</h1>
<p>It asks to:</p>
<ul>
${wishes}
</ul>
${problem === undefined ? '' : alert(problem)}
<form method="post" action="${escape(action)}">
<button class="btn-primary" type="submit" name="answer" value="allow">Allow</button>
<button type="submit" name="answer" value="deny">Do not allow</button>
</form>
<p class="aside"><a href="${escape(elsewhere)}">Log in as somebody else</a></p>`)
}

function loggedInAs (seller: Seller | undefined, base: string): string {
  const logo = seller && withBase(seller.details, base)['logo'] as { readonly url: string } | undefined
  return `<div class="seller">${logo === undefined ? '' : `<img src="${escape(logo.url)}" alt="">`}<div>Logged in as<br><strong>${escape(seller?.name ?? '')}</strong></div></div>`
}

/** Renders the page on which a seller sees who may act for it, and ends that. */
function access ({ brokers, action, seller, base, ticket }: Access): string {
  const rows = brokers.map(({ id, name }) => `<form method="post" action="${escape(action)}" class="broker">
<input type="hidden" name="ticket" value="${escape(ticket)}"><input type="hidden" name="broker" value="${escape(id)}">
<strong>${escape(name)}</strong><button type="submit">Withdraw</button>
</form>`)
  return html('Access', `${loggedInAs(seller, base)}
<h1>Apps that may act for you</h1>
${rows.length === 0 ? '<p>None.</p>' : '<p>When you withdraw your consent, your login lets the app do nothing any more, and its bookings with you are taken out of what it follows. The bookings themselves stay.</p>'}
${rows.join('\n')}`)
}

/** The pages that people see. */
export const pages = { login, consent, access, error }
