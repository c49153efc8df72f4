import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { chromiumArgs, chromiumPath } from "../../scripts/chromium.ts";
import { type Desk, makeDesk } from "./host.ts";
import { frame } from "./pages/frame.ts";
import { library } from "./pages/library.ts";
import { reader } from "./pages/reader.ts";
import { welcome } from "./pages/welcome.ts";
import { type Recorder, startRecorder } from "./recorder.ts";

/*
 * The offline proof (`design.md`, decision 12): all that the browser sends goes through a recorder, loopback included, and
 * the host's process writes down every connection it asks for. A page full of trackers is imported and read.
 */
const fixture = join(import.meta.dirname, "../../resources/fixtures/e2e/hostile-page.html");
let recorder: Recorder;
let desk: Desk;
let browser: Browser;

beforeAll(async () => {
  recorder = await startRecorder();
  desk = makeDesk();
  browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...chromiumArgs, `--proxy-server=${recorder.address}`, "--proxy-bypass-list=<-loopback>"],
  });
});
afterAll(async () => {
  await browser.close();
  await desk.clear();
  await recorder.close();
});

/**
 * Chromium itself, not the page, asks its maker's services (sign-in, autofill). Neither the program nor the fixture names a
 * host of theirs, and what pages ask for is also noted by `page.on("request")`, without exception.
 */
const isChromiumsOwn = (attempt: string): boolean => /[/ .](?:google|googleapis|gvt1|gstatic)\.com[:/]/u.test(attempt);

/** What was asked for since the last look. */
const leaks = (): string[] => recorder.attempts.splice(0).filter((attempt) => !isChromiumsOwn(attempt));

test("the recorder sees what a browser does with the page itself", async () => {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(fixture).href, { waitUntil: "commit" });
  await expect
    .poll(() => recorder.attempts.filter((each) => each.includes("tracker.example")).length)
    .toBeGreaterThan(3);
  await page.close();
});

test("imported and read, the page reaches nobody and runs nothing", async () => {
  copyFileSync(fixture, desk.path("page.html"));
  const record = desk.path("connections.txt");
  const host = await desk.start(undefined, {
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, "record-connections.mjs")).href}`,
    ISNAD_RECORD_CONNECTIONS: record,
  });
  recorder.allow(new URL(host.address).host);
  const page = await browser.newPage();
  leaks();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(host.address);
  await welcome(page).confirmAnalyst("Rana Khalil");
  await welcome(page).startCase("offline");
  await library(page).importFile("page.html");
  await library(page).open("Ferry stopped");
  await readToTheEnd(page);
  // Once around the program with it: search, claim, history.
  await reader(page).select("forty passengers on board");
  await reader(page).beginClaim();
  await reader(page).addSpeaker("Harbour office");
  await reader(page).save();
  for (const name of ["Claims", "Sources", "Search", "History", "Library"] as const) await frame(page).go(name);
  // The fixture's refresh waits a second: it would have fired by now.
  await page.waitForTimeout(1500);

  expect(await page.evaluate(() => (window as { __ran?: string }).__ran ?? null)).toBeNull();
  expect(
    await page.evaluate(() => document.querySelectorAll("iframe, object, embed, video, audio, form[action]").length),
  ).toBe(0);
  expect(await page.title()).toContain("offline");
  expect(new URL(page.url()).host).toBe(new URL(host.address).host);
  expect(asked.filter((url) => new URL(url).host !== new URL(host.address).host && !url.startsWith("data:"))).toEqual(
    [],
  );
  expect(leaks()).toEqual([]);
  await host.stop();
  // It asked for its own address, to listen there, and for nothing else.
  const noted = readFileSync(record, "utf8").trim().split("\n");
  expect(noted).toContain("recording");
  expect(noted.filter((line) => line !== "recording" && !line.startsWith('lookup ["127.0.0.1"'))).toEqual([]);
});

async function readToTheEnd(page: Page): Promise<void> {
  const { text } = reader(page);
  await text.getByText("The evening ferry to Tal Harbour was stopped").waitFor();
  // What looked like mark-up within the text is text; what was mark-up is gone.
  await text.getByText('<img src="http://text.tracker.example/x.png"').waitFor();
  expect(await text.locator("img, script, svg, a, picture").count()).toBe(0);
  await text.press("Control+End");
  await text.getByText("the log of the pumps").waitFor();
}
