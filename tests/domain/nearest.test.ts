import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { didYouMean, nearest } from '../../domain/protocol/nearest.ts'
import { RECIPES } from '../../domain/sample/recipes.ts'

const isOneReplaced = (from: string, to: string): boolean =>
  from.length === to.length && [...from].filter((letter, index) => letter !== to[index]).length <= 1

const FLAGS = ['--port', '--host', '--data-file', '--base-url', '--auth', '--seed', '--tls-cert', '--tls-key', '--profile']

describe('the nearest name', () => {
  it.each([
    ['--prot', '--port'],
    ['--Port', '--port'],
    ['--baseurl', '--base-url'],
    ['--datafile', '--data-file'],
    ['--data', '--data-file'],
    ['cert', '--tls-cert'],
    ['--profiles', '--profile']
  ])('of %s is %s', (name, expected) => {
    expect(nearest(name, FLAGS)).toBe(expected)
  })

  it.each(['--quite-another', 'x', '', '--verbose', 'a'.repeat(101)])('of "%s" is none', (name) => {
    expect(nearest(name, FLAGS)).toBeUndefined()
  })

  it('is found after any one edit of a criterion', () => {
    const criteria = Object.keys(RECIPES)
    fc.assert(fc.property(fc.constantFrom(...criteria), fc.nat(60), fc.constantFrom('insert', 'drop', 'swap'), (name, at, edit) => {
      const index = at % (name.length - 1)
      const [before, first = '', second = '', after] = [name.slice(0, index), name[index], name[index + 1], name.slice(index + 2)]
      const typo = { insert: `${before}q${first}${second}${after}`, drop: `${before}${second}${after}`, swap: `${before}${second}${first}${after}` }[edit]
      // One replaced letter can lead to another criterion, such as from OflineBookable to OnlineBookable.
      fc.pre(!criteria.some((other) => other !== name && isOneReplaced(typo, other)))
      expect(nearest(typo, criteria)).toBe(name)
    }))
  })

  it('is a question at the end of a sentence', () => {
    expect(didYouMean('--prot', FLAGS)).toBe(' Did you mean --port?')
    expect(didYouMean('--quite-another', FLAGS)).toBe('')
    expect(didYouMean('--port', [])).toBe('')
  })
})
