import { defineConfig } from 'vite'
import { LOOK_STYLE } from '../schemas/palettes.ts'

/** The look of every page of the simulator, as a style sheet that `main.tsx` imports. */
const LOOK = 'virtual:look.css'

export default defineConfig({
  root: import.meta.dirname,
  // Addresses relative to the page, so that it works below any prefix and in each tenant.
  base: './',
  publicDir: false,
  logLevel: 'warn',
  plugins: [{
    name: 'look',
    resolveId: (id) => id === LOOK ? `\0${LOOK}` : undefined,
    load: (id) => id === `\0${LOOK}` ? LOOK_STYLE : undefined
  }],
  build: {
    outDir: '../dist/dashboard',
    emptyOutDir: true,
    target: 'es2022',
    // The policy of the page permits no data: scripts, and every browser with this target preloads modules itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false }
  }
})
