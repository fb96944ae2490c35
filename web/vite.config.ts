import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync, constants as zlib } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const SQUEEZABLE = /\.(?:js|css|svg|json)$/;

/** What the server puts the nonce of each answer in place of. */
const NONCE_PLACE = "__CSP_NONCE__";

/** Writes `.br` and `.gz` beside each file that gains by it, so that the server only picks one. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (!SQUEEZABLE.test(file.fileName)) continue;
        const source = Buffer.from(file.type === "chunk" ? file.code : file.source);
        if (source.length < 1024) continue;
        const params = { [zlib.BROTLI_PARAM_SIZE_HINT]: source.length };
        const emit = (suffix: string, squeezed: Buffer) =>
          this.emitFile({ type: "asset", fileName: file.fileName + suffix, source: squeezed });
        emit(".br", brotliCompressSync(source, { params }));
        emit(".gz", gzipSync(source, { level: 9 }));
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
