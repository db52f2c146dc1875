import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ErrorBox, Panel } from '../../components/basics.tsx'
import { type Field, Form } from '../../components/dialog.tsx'
import { announce } from '../../client/announce.ts'
import { call } from '../../client/api.ts'
import { duration, instant } from '../../client/format.ts'
import { clock, now, revise, takeClock } from '../../client/live.ts'
import type { ClockStatus } from '../../client/types.ts'

const STEPS = [['1 min', 'PT1M'], ['15 min', 'PT15M'], ['1 h', 'PT1H'], ['1 day', 'P1D'], ['1 week', 'P7D']] as const

const INSTANT: Field = { name: 'at', label: 'Instant (UTC, later than now)', required: true }

/** Send a call that moves the clock, and show what follows from it. */
async function move (method: string, path: string, body: object): Promise<void> {
  const status = await call<ClockStatus>(method, path, { body })
  takeClock(status)
  announce(`The clock shows ${instant(status.now)} UTC`)
  revise()
}

/** The simulated clock, with the ways to move it. */
export function ClockPanel (): JSX.Element {
  const [error, setError] = useState<Error>()
  const { frozen = false, offsetMs = 0 } = clock.value ?? {}
  const run = (method: string, path: string, body: object): void => {
    setError(undefined)
    move(method, path, body).catch(setError)
  }
  const distance = Math.abs(offsetMs) < 2000
    ? 'Shows the real time'
    : `${duration(offsetMs)} ${offsetMs > 0 ? 'ahead of' : 'behind'} the real time`
  return (
    <Panel
      title='Clock' actions={
        <button
          type='button' class='small' aria-pressed={frozen}
          onClick={() => { run('PUT', 'clock', { frozen: !frozen }) }}
        >
          {frozen ? 'Let it run' : 'Freeze'}
        </button>
      }
    >
      <div class='body'>
        <p class='clock'><span class='instant'>{instant(now.value)}</span> UTC</p>
        <p class='muted'>{distance}{frozen && ', and stands still'}. Everything due on the way happens.</p>
        <div class='row' role='group' aria-label='Advance the clock'>
          {STEPS.map(([label, by]) => (
            <button key={by} type='button' class='small' onClick={() => { run('POST', 'clock/advance', { by }) }}>
              +{label}
            </button>
          ))}
        </div>
        <details>
          <summary>Set an instant</summary>
          <Form
            fields={[{ ...INSTANT, value: instant(now.peek()).replace(' ', 'T') }]} submit='Set the clock'
            onSubmit={async ({ at = '' }) => { await move('PUT', 'clock', { at: /[zZ+]/.test(at) ? at : `${at}Z` }) }}
          />
        </details>
        <ErrorBox error={error} />
      </div>
    </Panel>
  )
}
