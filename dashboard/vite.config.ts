import { defineConfig } from 'vite'
import { PALETTE_STYLE } from '../schemas/palettes.ts'

/** The colours of every page of the simulator, as a style sheet that `main.tsx` imports. */
const PALETTE = 'virtual:palette.css'

export default defineConfig({
  root: import.meta.dirname,
  // Addresses relative to the page, so that it works below any prefix and in each tenant.
  base: './',
  publicDir: false,
  logLevel: 'warn',
  plugins: [{
    name: 'palette',
    resolveId: (id) => id === PALETTE ? `\0${PALETTE}` : undefined,
    load: (id) => id === `\0${PALETTE}` ? PALETTE_STYLE : undefined
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
