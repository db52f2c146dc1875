// A process that takes the lock of a data file and holds it until it is killed. It is told the file, tells when it has looked for
// others ("looked"), goes on when told to ("go"), and says how it ended: "owner", or the name of the error.
import { lockDataFile } from '../../dist/data/lock.js'

let go = () => {}

async function take (file) {
  let paused = false
  try {
    await lockDataFile(file, async () => {
      if (paused) return
      paused = true
      process.send('looked')
      await new Promise((resolve) => { go = resolve })
    })
    process.send('owner')
  } catch (error) {
    process.send(error.constructor.name)
  }
}

process.on('message', (message) => {
  if (message === 'go') go()
  else take(message)
})
