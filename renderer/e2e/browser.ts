import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";

import { chromiumArgs, chromiumPath } from "../../scripts/chromium.ts";
import { type Desk, makeDesk } from "./host.ts";

/** Milliseconds that an element may take to come. */
const PATIENCE = 10_000;

export interface Stage {
  readonly desk: Desk;
  readonly browser: Browser;
  /** A window of its own at an address. What it throws or logs as an error fails the test. */
  open(address: string, options?: { width?: number; height?: number }): Promise<Page>;
}

/** One Chromium for the tests of a file, one desk and fresh windows for each test. */
export function useStage(launch: { args?: string[] } = {}): Stage {
  let browser: Browser;
  let desk: Desk;
  let contexts: BrowserContext[] = [];
  let faults: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: [...chromiumArgs, ...(launch.args ?? [])],
    });
  });
  afterAll(async () => browser.close());
  beforeEach(() => {
    desk = makeDesk();
    faults = [];
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    await desk.clear();
    if (faults.length > 0) throw new Error(`the page reported: ${faults.join("\n")}`);
  });
  return {
    get desk() {
      return desk;
    },
    get browser() {
      return browser;
    },
    async open(address, { width = 1360, height = 860 } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        locale: "en-GB",
        reducedMotion: "reduce",
      });
      contexts.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      page.on("pageerror", (error) => faults.push(error.stack ?? error.message));
      page.on("console", (message) => {
        // A host that was killed is met by failed requests: the page says so itself.
        if (message.type() === "error" && !message.text().includes("net::ERR_")) faults.push(message.text());
      });
      await page.goto(address);
      return page;
    },
  };
}
