import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHtml, markupIn } from '../../domain/protocol/markup.ts'
import { runs } from '../helpers/runs.ts'

// The package has no types.
const rule = createRequire(import.meta.url)('@openactive/data-model-validator/src/rules/data-quality/no-html-rule.js') as
  { isHTML (text: string): boolean }

const PIECES = ['<', '>', '&', ';', '#', 'x', '60', 'amp', 'lt', 'copy', 'b', '/', '!--', '-->', '"', "'", ' ', '\n', '\t', '=', 'é', '\u{1F600}', 'toString', 'constructor']

describe('HTML in a text', () => {
  it('is exactly what the rule of the OpenActive validator finds', () => {
    const text = fc.oneof(fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')), fc.string({ unit: 'grapheme' }))
    fc.assert(fc.property(text, (value) => isHtml(value) === rule.isHTML(value)), { numRuns: runs(20_000) })
  })

  it('is quoted by its first tag or entity, which stands in the text', () => {
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')).filter(isHtml)
    fc.assert(fc.property(text, (value) => {
      const markup = markupIn(value)
      return markup !== '' && value.includes(markup) && /^[<&]/.test(markup)
    }), { numRuns: runs(4000) })
    expect(['a <b>c</b>', 'x<y', 'R&D &amp; more', 'I <3 yoga', 'x <\n3'].map(markupIn)).toEqual(['<b>', '<y', '&amp;', '<3 yoga', '<\n3'])
  })
})
