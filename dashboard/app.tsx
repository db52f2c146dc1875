import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { TokenDialog } from './components/token-dialog.tsx'
import { announcement } from './client/announce.ts'
import { BASE } from './client/api.ts'
import { instant } from './client/format.ts'
import { useKeptFocus } from './client/kept-focus.ts'
import { clock, connected, now } from './client/live.ts'
import { hrefOf, route } from './client/router.ts'
import { VIEWS } from './views/index.ts'

/** The frame of every view: navigation, clock, and the live region for screen readers. */
export function App (): JSX.Element {
  const { view, parts } = route.value
  const main = useRef<HTMLElement>(null)
  const nav = useRef<HTMLElement>(null)
  const shown = VIEWS.find(({ path }) => path === view) ?? VIEWS[0]
  const isFirst = useRef(true)
  useKeptFocus(main)
  useEffect(() => {
    // The navigation of a phone is wider than its screen.
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    document.title = `${shown.title} – Open Booking Simulator`
    // After a link to another place, a keyboard goes on in the view: the link may be gone. The page starts at its top,
    // for a focus in a long view would scroll the navigation of a phone away.
    if (!isFirst.current) {
      main.current?.focus({ preventScroll: true })
      scrollTo(0, 0)
    }
    isFirst.current = false
  }, [shown, parts.join('/')])
  const skip = (event: MouseEvent): void => {
    event.preventDefault()
    main.current?.focus()
  }
  const Shown = shown.component
  return (
    <>
      <a class='skip' href='#main' onClick={skip}>Skip to the content</a>
      <header class='top'>
        <a class='brand' href={hrefOf('')}>Open Booking Simulator</a>
        <nav aria-label='Views' ref={nav}>
          {VIEWS.map(({ path, title }) => (
            <a key={path} href={hrefOf(path)} aria-current={path === shown.path ? 'page' : undefined}>{title}</a>
          ))}
        </nav>
        <Status />
      </header>
      <main id='main' ref={main} tabIndex={-1} key={shown.path}>
        <h1 class='hidden'>{shown.title}</h1>
        <Shown />
      </main>
      <div class='hidden' role='status' aria-live='polite'>{announcement.value}</div>
      <TokenDialog />
    </>
  )
}

/** The simulated time, and whether the page still hears of requests. */
function Status (): JSX.Element {
  const isFrozen = clock.value?.frozen === true
  const [tone, word, title] = connected.value
    ? ['good', 'Live', `Live: ${BASE}`]
    : ['bad', 'Offline', 'The simulator does not answer']
  return (
    <div class='status'>
      <span class='instant' title={`Clock of the simulator (UTC)${isFrozen ? ', which stands still' : ''}`}>
        {isFrozen && <span aria-hidden='true'>❚❚ </span>}{instant(now.value)}
      </span>
      <span class={`dot ${tone}`} title={title}>{word}</span>
    </div>
  )
}
