import { tmpdir } from "node:os";
import { join } from "node:path";

import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

import { chromiumArgs, chromiumPath } from "./scripts/chromium.ts";

const root = import.meta.dirname;
/** No test touches the workstation of who runs it; a test that writes there sets a folder of its own. */
const env = { ISNAD_HOME: join(tmpdir(), "isnad-test-home") };

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/closing-line.ts"],
    projects: [
      {
        test: {
          name: "node",
          environment: "node",
          env,
          include: ["app/**/*.test.ts", "main/**/*.test.ts", "scripts/**/*.test.ts", "renderer/**/*.test.ts"],
          exclude: ["renderer/e2e/**"],
          testTimeout: 20_000,
          // One for each core of the smallest machine; what runs in a browser comes after, and journeys have it for themselves.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
        resolve: { alias: { electron: `${root}/main/electron/electron.fake.ts` } },
      },
      {
        plugins: [react()],
        test: {
          name: "component",
          include: ["renderer/**/*.test.tsx"],
          sequence: { groupOrder: 1 },
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
          env,
          include: ["renderer/e2e/**/*.test.ts"],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
