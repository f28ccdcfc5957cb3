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
  generateBundle(_options, bundle) {
    for (const [fileName, file] of Object.entries(bundle)) {
      const source = file.type === 'chunk' ? file.code : file.source;
      if (!/\.(js|css|svg)$/.test(fileName)) continue;
      this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(source) });
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
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '^/(v1|docs|openapi.json)': { target, changeOrigin: true, headers: { origin: target } } },
  },
});
