import { html } from 'ghtml'
import { BOOKING_SCOPE, IDENTITY_SCOPE, ORDERS_FEED_SCOPE } from '../../domain/partners/consent.ts'
import type { Seller } from '../../domain/records/seller.ts'
import { withBase } from '../../domain/rendering/base-url-in.ts'
import { htmlDocument, type Markup } from '../pages/html-document.ts'
import { STYLE } from './page-style.ts'

interface Page {
  /** Name of the broker that asks for access; none where a seller comes without a broker. */
  readonly broker?: string
  /** Address that the form is sent to. */
  readonly action: string
  readonly problem?: string
}

interface LoginPage extends Page {
  /** User name of the last try. */
  readonly username?: string
  /** Sellers that can continue without a password. */
  readonly published: readonly Seller[]
  /** Message that is no problem. */
  readonly note?: string
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

function page (title: string, content: Markup): Markup {
  return htmlDocument({ title, style: STYLE }, html`<main>
<p class="brand">Open Booking Simulator</p>
!${content}
</main>`)
}

/** Render the page on which a seller logs in. */
function loginPage ({ broker, action, problem, username = '', published, note }: LoginPage): Markup {
  const reason = broker === undefined
    ? 'To see which apps may act for you.'
    : html`<strong>${broker}</strong> wants to take bookings for you.`
  const [first, second] = username === '' ? ['autofocus', ''] : ['', 'autofocus']
  return page('Log in', html`<h1>Log in</h1>
<p>!${reason}</p>
!${note === undefined ? '' : html`<p role="status">${note}</p>`}
!${alert(problem)}
<form method="post" action="${action}">
<label for="username">User name</label>
<input id="username" name="username" value="${username}" autocomplete="username" autocapitalize="none"
 required ${first}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required ${second}>
<button class="btn-primary" type="submit">Log in</button>
</form>
!${published.length === 0 ? '' : continueForm(action, published)}`)
}

/** The login form comes first, for scripts that press the first button. */
function continueForm (action: string, published: readonly Seller[]): Markup {
  const buttons = published.map(({ path, name }) =>
    html`<button type="submit" name="seller" value="${path}">Continue as ${name}</button>`)
  return html`<form method="post" action="${action}" class="published">
<p class="aside">This simulator uses published credentials, so you need no password.</p>
!${buttons.join('\n')}
</form>`
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
!${rows.join('\n')}
<form method="post" action="${action}">
<input type="hidden" name="ticket" value="${ticket}">
<button type="submit" name="logout" value="yes">Log out</button>
</form>`)
}

/** The pages that sellers see. */
export const pages = { login: loginPage, consent: consentPage, access: accessPage, error: errorPage }
