import { LOOK_STYLE } from '../../schemas/palettes.ts'

/** The header has one colour in both modes: that of its picture. */
export const HEADER = { paper: '#0b5d5b', ink: '#ffffff' } as const

/** The style sheet of the dataset site: one column below 640 px. The picture has a band of its own, below the title. */
export const STYLE = `
${LOOK_STYLE}
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 var(--font) }
header { background: ${HEADER.paper}; color: ${HEADER.ink} }
header .title { padding: 40px 24px 24px }
header .title > *, main > * { max-width: 860px; margin-left: auto; margin-right: auto }
header .picture { height: 96px; background: url("openactive/background.svg") center / auto 100% }
header .title > :first-child { margin-bottom: 12px }
header img { width: 56px; display: block }
h1 { margin-top: 0; margin-bottom: 8px; font-size: 34px; line-height: 1.15 }
header p { margin-top: 0; margin-bottom: 0 }
main { padding: 8px 24px 40px }
h2 { font-size: 20px; margin-top: 32px; margin-bottom: 12px }
dl { background: var(--card); border: 1px solid var(--hairline); border-radius: var(--radius) }
dl > div { display: grid; grid-template-columns: 14em 1fr; gap: 2px 14px; padding: 10px 14px }
dl > div + div { border-top: 1px solid var(--hairline) }
dt { font-weight: 600 }
dd { margin: 0; overflow-wrap: anywhere }
code { font: 14px/1.5 var(--mono) }
@media (max-width: 640px) {
  header .title { padding: 24px 16px 16px }
  header .picture { height: 64px }
  main { padding: 0 16px 32px }
  h1 { font-size: 27px }
  dl > div { grid-template-columns: 1fr }
}
`
