import { html } from 'ghtml'

/** Markup of a trusted template, which a template inserts unescaped by `!`. */
export type Markup = string

/** The head of a page. */
export interface Head {
  readonly title: string
  /** The style sheet. */
  readonly style: string
  /** Elements of this page alone. */
  readonly more?: Markup
  /** Address of the icon. */
  readonly icon?: string
}

/** The icon of the dashboard in one colour. Without any, browsers would ask for `/favicon.ico`. */
const ICON = 'data:image/svg+xml,' + encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="#0b5d5b"/></svg>'
)

/**
 * Write a page.
 * @param head - title and style sheet
 * @param body - content of the body
 * @returns the page; it runs nothing
 */
export function htmlDocument ({ title, style, more = '', icon = ICON }: Head, body: Markup): Markup {
  return html`<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
!${more}
<link rel="icon" href="${icon}">
<style>!${style}</style>
</head>
<body>
!${body}
</body>
</html>
`
}
