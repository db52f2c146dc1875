/** Colours of all pages, by their names in the style sheets. */
export type Palette = Readonly<Record<Colour, string>>
type Colour =
  'ink' | 'muted' | 'paper' | 'card' | 'line' | 'hairline' | 'accent' | 'on-accent' | 'link' | 'alert' | 'good' |
  'warn' | 'bad'

/** The colours in light and dark mode. Text has a contrast of at least 4.5 (WCAG 2.2, 1.4.3), edges of fields of 3. */
export const PALETTES: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    ink: '#16302f',
    muted: '#566664',
    paper: '#f6f4ee',
    card: '#ffffff',
    line: '#857f6d',
    hairline: '#e2ddd0',
    accent: '#0b5d5b',
    'on-accent': '#ffffff',
    link: '#0b5d5b',
    alert: '#fbe6e3',
    good: '#1b6e3c',
    warn: '#8a5300',
    bad: '#b3261e'
  },
  dark: {
    ink: '#e8efec',
    muted: '#a3b5b2',
    paper: '#10201f',
    card: '#182c2b',
    line: '#6f8b88',
    hairline: '#2a4341',
    accent: '#7fd1c7',
    'on-accent': '#10201f',
    link: '#7fd1c7',
    alert: '#4a2622',
    good: '#7bd39b',
    warn: '#f0b862',
    bad: '#ff9d94'
  }
}

const variables = (palette: Palette): string =>
  Object.entries(palette).map(([name, colour]) => `--${name}: ${colour}`).join('; ')

/**
 * The first rules of the style sheet of every page: colours in light and dark mode, fonts, corners, links and focus.
 */
export const LOOK_STYLE = `:root { color-scheme: light dark; ${variables(PALETTES.light)} }
@media (prefers-color-scheme: dark) { :root { ${variables(PALETTES.dark)} } }
:root { --font: system-ui, sans-serif; --mono: ui-monospace, "SF Mono", Menlo, Consolas, monospace; --radius: 8px }
* { box-sizing: border-box }
a { color: var(--link) }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }`

/** The style sheet of a page that shows a document: a node, or an error. */
export const PAGE_STYLE = `
${LOOK_STYLE}
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 var(--font) }
main { max-width: 860px; margin: 0 auto; padding: 40px 24px }
.brand { color: var(--link); font-size: 14px; font-weight: 600; letter-spacing: .02em; margin: 0 0 8px }
h1 { margin: 0 0 12px; font-size: 30px; line-height: 1.2; overflow-wrap: anywhere }
h1 span { color: var(--muted); font-weight: 400 }
h2 { margin: 28px 0 8px; font-size: 16px }
p { overflow-wrap: anywhere }
ul { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0; padding: 0; list-style: none }
pre {
  margin: 0; padding: 14px 16px; font: 13.5px/1.5 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere;
  background: var(--card); border: 1px solid var(--hairline); border-radius: var(--radius);
}
@media (max-width: 640px) { main { padding: 24px 16px } h1 { font-size: 24px } }
`
