// A process that takes the lock of a data file and holds it until it is killed. The first message names the file. The
// process answers "looked" after its look for other instances and waits for "go". Its last answer is "owner", or the
// name of the error.
import { lockDataFile } from '../../dist/data/file/lock.js'

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
