/** How the browser's part is built: one shell, and a file for each page that is opened later. */
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** What every page needs of others' code comes as one file: each further one waits for its turn. */
const frame = new RegExp(
  [
    'react|react-dom|scheduler|react-intl|@formatjs|intl-messageformat|@floating-ui|clsx',
    '@tanstack/(react-router|router-core|history|react-store|store|react-query|query-core)',
    '@mantine/hooks|@mantine/core/esm/core',
    '@mantine/core/esm/components/(Button|CloseButton|Input|InputBase|Loader|Modal|ModalBase)',
    '@mantine/core/esm/components/(Overlay|Paper|Portal|Transition|UnstyledButton|FocusTrap)',
  ]
    .map((names) => `node_modules/(${names})/`)
    .join('|'),
)

export default defineConfig({
  root: join(import.meta.dirname, 'src/web'),
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, 'build/web'),
    emptyOutDir: true,
    target: 'es2024',
    // The shell is few files on purpose; a test holds its size.
    chunkSizeWarningLimit: 900,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shell', test: frame }] } } },
  },
  logLevel: 'warn',
})
