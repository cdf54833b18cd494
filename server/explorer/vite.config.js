// server/explorer/src -> server/pilar/http/static/explorer: hashed names, a manifest, and a gzip twin of each file.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { constants, gzipSync } from "node:zlib";

import { defineConfig } from "vite";

const outDir = resolve(import.meta.dirname, "../pilar/http/static/explorer");
const smallestWorthCompressing = 1024;

/** Compressed once here, so that the server never compresses the same bytes twice. */
function precompress() {
  return {
    name: "precompress",
    apply: "build",
    closeBundle() {
      for (const name of readdirSync(outDir, { recursive: true })) {
        const file = join(outDir, name);
        if (!/\.(js|css|svg|ttf)$/.test(name) || statSync(file).size < smallestWorthCompressing) continue;
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}

export default defineConfig({
  base: "/static/explorer/",
  plugins: [precompress()],
  worker: { format: "es" },
  build: {
    outDir,
    emptyOutDir: true,
    manifest: "manifest.json",
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 5000,
    rollupOptions: { input: "src/main.tsx", checks: { moduleLevelDirective: false, pluginTimings: false } },
  },
});
