import { LOOK_STYLE } from '../../schemas/palettes.ts'

/** The style sheet of the pages that sellers see. */
export const STYLE = `
${LOOK_STYLE}
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper);
  color: var(--ink); font: 16px/1.5 var(--font); padding: 24px;
}
main {
  width: 100%; max-width: 420px; padding: 32px;
  background: var(--card); border: 1px solid var(--hairline); border-radius: var(--radius);
}
h1 { font-size: 24px; line-height: 1.2; margin: 0 0 8px }
p { margin: 0 0 16px; overflow-wrap: anywhere }
ul { margin: 0 0 24px; padding-left: 20px }
label { display: block; font-weight: 600; margin: 16px 0 4px }
input {
  width: 100%; font: inherit; padding: 10px 12px; border: 1px solid var(--line); border-radius: var(--radius);
  background: var(--paper); color: inherit;
}
button {
  font: inherit; font-weight: 600; width: 100%; padding: 12px; border-radius: var(--radius);
  border: 1px solid var(--line); background: none; color: inherit; margin-top: 12px; cursor: pointer;
}
.btn-primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); margin-top: 24px }
.problem { border-left: 4px solid var(--bad); padding: 8px 12px; background: var(--alert) }
.brand { color: var(--link); font-size: 14px; font-weight: 600; letter-spacing: .02em }
.aside { margin: 20px 0 0; font-size: 15px; text-align: center }
.published { border-top: 1px solid var(--hairline); margin-top: 28px }
.broker {
  display: flex; gap: 16px; align-items: center; justify-content: space-between;
  border-top: 1px solid var(--hairline); padding: 12px 0;
}
.broker button { width: auto; margin: 0; padding: 8px 14px }
.seller { display: flex; gap: 16px; align-items: center; margin-bottom: 16px }
.seller img { width: 72px; height: 72px; object-fit: cover; border-radius: var(--radius) }
`
