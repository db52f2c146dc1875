import { expect, it } from 'vitest'
import { walkThrough } from './walk-through.ts'

it('the walk-through of the README does what it says, copied and pasted', async () => {
  expect(await walkThrough('README.md', ['## One booking', '## What is implemented'])).toContain('status 204')
})

it('the calls of the older simulator do what their page says, copied and pasted', async () => {
  expect(await walkThrough('docs/classic.md', ['# The calls', '## The events'])).toContain('OrderCancelled')
})
