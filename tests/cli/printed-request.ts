import { run } from '../package/processes.ts'
import type { Json } from '../package/booking.ts'

const WORK = { cwd: import.meta.dirname }

/** @returns the curl command in a banner; empty without one */
export const printedRequest = (banner: string): string => /^curl (?:.*\\\n)*.*$/m.exec(banner)?.[0] ?? ''

/**
 * Send the request of the banner like a person who copies it into a shell.
 * @returns the parsed response
 */
export async function sendPrinted (banner: string): Promise<Json> {
  const command = printedRequest(banner)
  const { code, stdout } = await run('sh', ['-c', command], WORK)
  return code === 127 ? await sendWithoutCurl(command) : JSON.parse(stdout) as Json
}

/** Let the shell split the arguments where curl is not installed. */
async function sendWithoutCurl (command: string): Promise<Json> {
  const { stdout } = await run('sh', ['-c', `curl () { printf '%s\\0' "$@"; }\n${command}`], WORK)
  const words = stdout.split('\0')
  const after = (flag: string): string[] => words.flatMap((word, index) => words[index - 1] === flag ? [word] : [])
  const headers = new Headers(after('-H').map((header) => header.split(': ', 2) as [string, string]))
  for (const user of after('-u')) headers.set('authorization', `Basic ${btoa(user)}`)
  const [url = ''] = words.filter((word) => word.startsWith('http'))
  const response = await fetch(url, { method: after('-X')[0] ?? 'GET', headers, body: after('-d')[0] ?? null })
  return await response.json()
}
