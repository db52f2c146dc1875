/** The pictures of the dataset site (SVG). */

export const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img"
 aria-label="Open Booking Simulator">
<rect width="64" height="64" rx="14" fill="#0b5d5b"/>
<path d="M16 22h32v28H16z" fill="none" stroke="#fff" stroke-width="4" stroke-linejoin="round"/>
<path d="M24 14v12M40 14v12M24 38l6 6 11-12" fill="none" stroke="#ffc857" stroke-width="4" stroke-linecap="round"
 stroke-linejoin="round"/></svg>`

export const BACKGROUND = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 320"
 preserveAspectRatio="xMidYMid slice">
<rect width="1200" height="320" fill="#0b5d5b"/>
<g fill="none" stroke="#1d7a77" stroke-width="3"><rect x="80" y="50" width="420" height="220"/>
<path d="M290 50v220M80 110h420M80 210h420"/><circle cx="880" cy="160" r="90"/>
<path d="M640 50h480v220H640zM880 50v220"/></g></svg>`
