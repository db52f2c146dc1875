import { render } from 'preact'
import 'virtual:look.css'
import './style.css'
import { App } from './app.tsx'
import { startLive } from './client/live.ts'

const root = document.getElementById('app')
if (root !== null) {
  render(<App />, root)
  startLive()
}
