/* global document, getComputedStyle, Node, HTMLInputElement */

/** Collect the colours of every text of the page that runs this: `[text, colour, ground]`. */
function pageColours () {
  const hex = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number)
    if (alpha === 0) return undefined
    return `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
  }
  const groundOf = (element) =>
    element === null ? '#ffffff' : hex(getComputedStyle(element).backgroundColor) ?? groundOf(element.parentElement)
  const hasText = (element) => element instanceof HTMLInputElement ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '')
  return [...document.querySelectorAll('main *')].filter(hasText)
    .map((element) => [element.textContent, hex(getComputedStyle(element).color), groundOf(element)])
}

pageColours()
