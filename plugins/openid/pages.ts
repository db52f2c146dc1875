import { html } from 'ghtml'
import { BOOKING_SCOPE, IDENTITY_SCOPE, ORDERS_FEED_SCOPE } from '../../domain/partners/consent.ts'
import type { Seller } from '../../domain/records/seller.ts'
import { withBase } from '../../domain/rendering/base-url-in.ts'

/** Markup of a trusted template, which a template inserts unescaped by `!`. */
type Markup = string

interface Page {
  /** Name of the broker that asks for access; none where a seller comes without a broker. */
  readonly broker?: string
  /** Address that the form is sent to. */
  readonly action: string
  readonly problem?: string
}

interface SellerPage extends Page {
  readonly seller: Seller | undefined
  readonly base: string
}

interface ConsentPage extends SellerPage {
  readonly broker: string
  readonly scopes: readonly string[]
  /** Address of a login with another account. */
  readonly elsewhere: string
}

interface AccessPage extends SellerPage {
  readonly brokers: ReadonlyArray<{ readonly id: string, readonly name: string }>
  /** Proof that the seller has logged in. */
  readonly ticket: string
}

const STYLE = `
:root {
  color-scheme: light dark; --ink: #16302f; --paper: #f6f4ee; --card: #fff; --line: #d9d4c5;
  --accent: #0b5d5b; --link: #0b5d5b;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8efec; --paper: #10201f; --card: #182c2b; --line: #2c4543; --accent: #1d7a77; --link: #6cc5c1 }
}
* { box-sizing: border-box }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper);
  color: var(--ink); font: 17px/1.5 system-ui, sans-serif; padding: 24px;
}
main {
  width: 100%; max-width: 420px; background: var(--card); border: 1px solid var(--line); border-radius: 14px;
  padding: 32px;
}
h1 { font-size: 24px; line-height: 1.2; margin: 0 0 8px }
p { margin: 0 0 16px }
ul { margin: 0 0 24px; padding-left: 20px }
label { display: block; font-weight: 600; margin: 16px 0 4px }
input {
  width: 100%; font: inherit; padding: 10px 12px; border: 1px solid var(--line); border-radius: 8px;
  background: var(--paper); color: inherit;
}
button {
  font: inherit; font-weight: 600; width: 100%; padding: 12px; border-radius: 8px;
  border: 1px solid var(--line); background: none; color: inherit; margin-top: 12px; cursor: pointer;
}
.btn-primary { background: var(--accent); border-color: var(--accent); color: #fff; margin-top: 24px }
.problem { border-left: 4px solid #c0392b; padding: 8px 12px; background: color-mix(in srgb, #c0392b 12%, transparent) }
.brand { color: var(--accent); font-size: 14px; font-weight: 600; letter-spacing: .02em }
.aside { margin: 20px 0 0; font-size: 15px; text-align: center } a { color: var(--link) }
.broker {
  display: flex; gap: 16px; align-items: center; justify-content: space-between;
  border-top: 1px solid var(--line); padding: 12px 0;
}
.broker button { width: auto; margin: 0; padding: 8px 14px }
.seller { display: flex; gap: 16px; align-items: center; margin-bottom: 16px }
.seller img { width: 72px; height: 72px; object-fit: cover; border-radius: 12px }
`

/** Headers of each page: no cache keeps it, no site frames it, and it runs nothing. */
export const PAGE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src *; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY'
}

function page (title: string, content: Markup): Markup {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>!${STYLE}</style>
</head>
<body>
<main>
<p class="brand">Open Booking Simulator</p>
!${content}
</main>
</body>
</html>
`
}

/** Render the page on which a seller logs in. */
function loginPage ({ broker, action, problem }: Page): Markup {
  const reason = broker === undefined
    ? 'To see which apps may act for you.'
    : html`<strong>${broker}</strong> wants to take bookings for you.`
  return page('Log in', html`<h1>Log in</h1>
<p>!${reason}</p>
!${alert(problem)}
<form method="post" action="${action}">
<label for="username">User name</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button class="btn-primary" type="submit">Log in</button>
</form>`)
}

/** Render the page that explains a failure. */
export function errorPage (problem: string): Markup {
  return page('Something is wrong', html`<h1>Something is wrong</h1>
!${alert(problem)}`)
}

const alert = (problem: string | undefined): Markup =>
  problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`

/** The permission that a scope gives a broker, in words for people. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  openid: 'know that it is you',
  profile: 'see your name',
  [IDENTITY_SCOPE]: 'see your name, logo and web address',
  [BOOKING_SCOPE]: 'make, change and cancel bookings of your sessions and facilities',
  [ORDERS_FEED_SCOPE]: 'follow its bookings with you',
  offline_access: 'do this when you are signed out, until you remove access'
}

/** Render the page on which a seller consents. */
function consentPage ({ broker, action, problem, seller, base, scopes, elsewhere }: ConsentPage): Markup {
  const permissions = scopes.flatMap((scope) => PERMISSIONS[scope] ?? []).map((words) => html`<li>${words}</li>`)
  return page('Allow access', html`!${loggedInAs(seller, base)}
<h1>Allow ${broker} to act for you?</h1>
<p>It asks to:</p>
<ul>
!${permissions.join('\n')}
</ul>
!${alert(problem)}
<form method="post" action="${action}">
<button class="btn-primary" type="submit" name="answer" value="allow">Allow</button>
<button type="submit" name="answer" value="deny">Do not allow</button>
</form>
<p class="aside"><a href="${elsewhere}">Log in with another account</a></p>`)
}

function loggedInAs (seller: Seller | undefined, base: string): Markup {
  const logo = seller && withBase(seller.details, base)['logo'] as { readonly url: string } | undefined
  const image = logo === undefined ? '' : html`<img src="${logo.url}" alt="">`
  return html`<div class="seller">!${image}<div>Logged in as<br><strong>${seller?.name ?? ''}</strong></div></div>`
}

/** Render the page on which a seller sees the brokers with access, and removes access. */
function accessPage ({ brokers, action, seller, base, ticket }: AccessPage): Markup {
  const rows = brokers.map(({ id, name }) => html`<form method="post" action="${action}" class="broker">
<input type="hidden" name="ticket" value="${ticket}"><input type="hidden" name="broker" value="${id}">
<strong>${name}</strong><button type="submit">Withdraw</button>
</form>`)
  const explanation = 'When you withdraw your consent, the app can no longer act for you, and your bookings leave ' +
    'its feed. The bookings themselves stay.'
  return page('Access', html`!${loggedInAs(seller, base)}
<h1>Apps that may act for you</h1>
<p>${rows.length === 0 ? 'None.' : explanation}</p>
!${rows.join('\n')}`)
}

/** The pages that sellers see. */
export const pages = { login: loginPage, consent: consentPage, access: accessPage, error: errorPage }
