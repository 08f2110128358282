/** How the browser's part is built: one shell, and a file for each page that is opened later. */
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: join(import.meta.dirname, 'src/web'),
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, 'build/web'),
    emptyOutDir: true,
    target: 'es2024',
    // The shell is one file on purpose; a test holds its size.
    chunkSizeWarningLimit: 900,
  },
  logLevel: 'warn',
})
