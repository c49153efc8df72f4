import { builtinModules } from "node:module";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const root = import.meta.dirname;
const external = ["electron", "better-sqlite3", ...builtinModules, /^node:/];

// One config, three environments: `vite build --app` builds renderer, main and preload in one process.
export default defineConfig({
  root: `${root}/renderer`,
  base: "./",
  plugins: [react()],
  builder: {},
  environments: {
    client: {
      build: {
        outDir: `${root}/dist/renderer`,
        emptyOutDir: true,
        sourcemap: true,
        target: "chrome150",
        chunkSizeWarningLimit: 2000,
      },
    },
    main: {
      consumer: "server",
      resolve: { external: ["electron", "better-sqlite3"], noExternal: true },
      build: {
        outDir: `${root}/dist/main`,
        emptyOutDir: true,
        sourcemap: true,
        minify: false,
        target: "node24",
        ssr: true,
        rolldownOptions: {
          input: {
            electron: `${root}/main/electron/main.ts`,
            browser: `${root}/main/browser/main.ts`,
            cli: `${root}/main/cli/main.ts`,
            "thread-entry": `${root}/main/thread-entry.ts`,
            "parser-entry": `${root}/main/articles/parsing/parser-entry.ts`,
          },
          external,
          // Chunks lie beside the entries: `places.ts` and `thread.ts` find their neighbours by that.
          output: { format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
        },
      },
    },
    preload: {
      consumer: "client",
      build: {
        outDir: `${root}/dist/main`,
        emptyOutDir: false,
        sourcemap: true,
        minify: false,
        target: "chrome150",
        modulePreload: false,
        copyPublicDir: false,
        rolldownOptions: {
          input: { preload: `${root}/main/electron/preload.ts` },
          external,
          output: { format: "cjs", entryFileNames: "[name].cjs" },
        },
      },
    },
  },
});
