import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync, constants as zlib } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const SQUEEZABLE = /\.(?:js|css|svg|json)$/;

/** What the server puts the nonce of each answer in place of. */
const NONCE_PLACE = "__CSP_NONCE__";

/**
 * Writes `.br` and `.gz` beside each file that gains by it, so that the server only picks one. Of the
 * files as they lie there: Vite still changes chunks after the hooks that see them in memory.
 */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      for (const name of Object.keys(bundle).filter((it) => SQUEEZABLE.test(it))) {
        const path = join(dir, name);
        const source = await readFile(path);
        if (source.length < 1024) continue;
        const params = { [zlib.BROTLI_PARAM_SIZE_HINT]: source.length };
        await writeFile(`${path}.br`, brotliCompressSync(source, { params }));
        await writeFile(`${path}.gz`, gzipSync(source, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/app/",
  html: { cspNonce: NONCE_PLACE },
  plugins: [react(), precompress()],
  build: {
    outDir: "../dist/app",
    emptyOutDir: true,
    // Inlined files would be `data:` URLs, which the policy of the page refuses.
    assetsInlineLimit: 0,
    manifest: "manifest.json",
    target: "baseline-widely-available",
  },
  server: {
    proxy: Object.fromEntries(
      ["/api", "/v1", "/openapi"].map((path) => [
        path,
        { target: process.env["SIMPUL_DEV_TARGET"] ?? "http://localhost:8080" },
      ]),
    ),
  },
});
