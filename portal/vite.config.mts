import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

/** Stands in index.html for the nonce, which the api makes anew for each answer. */
const NONCE = '__NONCE__';

/** The running system that `npm run portal` shows. */
const target = process.env.PORTAL_API ?? 'http://127.0.0.1:3000';

/** Puts a compressed copy beside each file, so that no answer is compressed twice. */
const brotli: Plugin = {
  name: 'brotli',
  apply: 'build',
  // What is written is final; what is generated, Vite still fills in.
  writeBundle({ dir = '' }, bundle) {
    for (const file of Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name))) {
      writeFileSync(join(dir, `${file}.br`), brotliCompressSync(readFileSync(join(dir, file))));
    }
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), brotli],
  html: { cspNonce: NONCE },
  build: {
    outDir: '../dist-portal',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '^/(v1|docs|openapi.json)': { target, changeOrigin: true, headers: { origin: target } } },
  },
});
