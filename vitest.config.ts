import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

import { chromiumArgs, chromiumPath } from "./scripts/chromium.ts";

const root = import.meta.dirname;

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/closing-line.ts"],
    projects: [
      {
        test: {
          name: "node",
          environment: "node",
          include: ["app/**/*.test.ts", "main/**/*.test.ts", "scripts/**/*.test.ts", "renderer/**/*.test.ts"],
          exclude: ["renderer/e2e/**"],
          testTimeout: 20_000,
        },
        resolve: { alias: { electron: `${root}/main/electron/electron.fake.ts` } },
      },
      {
        plugins: [react()],
        test: {
          name: "component",
          include: ["renderer/**/*.test.tsx"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromiumPath(), args: chromiumArgs } }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
      {
        test: {
          name: "e2e",
          environment: "node",
          include: ["renderer/e2e/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
