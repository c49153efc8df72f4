import { expect, test } from "vitest";

import { useStage } from "./browser.ts";
import { collection } from "./pages/collection.ts";
import { frame } from "./pages/frame.ts";
import { library } from "./pages/library.ts";
import { welcome } from "./pages/welcome.ts";

const stage = useStage();

test("a month of the sample case is pressed, then a language by keys; the library shows just those articles", async () => {
  const host = await stage.desk.start();
  const page = await stage.open(host.address);
  await welcome(page).confirmAnalyst("Rana Khalil");
  await welcome(page).openSample();
  const { rows } = library(page);
  await rows.nth(11).waitFor();

  await page.keyboard.press("g");
  await page.keyboard.press("a");
  const { bar, chips, total, showInLibrary } = collection(page);
  await page.getByRole("heading", { name: "Collection", level: 1 }).waitFor();
  await total(/^12 articles/u).waitFor();
  await bar(/^October 2025, 12 articles$/u).click();
  await expect.poll(() => chips.allTextContents()).toEqual(["October 2025"]);
  const english = bar(/^English/u);
  const counted = Number(/\d+$/u.exec((await english.textContent()) ?? "")?.[0]);
  expect(counted).toBeGreaterThan(0);
  expect(counted).toBeLessThan(12);
  await english.focus();
  await page.keyboard.press("Enter");
  await total(new RegExp(`^${counted} of 12 articles`, "u")).waitFor();

  await showInLibrary.click();
  await page.getByRole("heading", { name: "Library", level: 1 }).waitFor();
  await expect.poll(() => rows.count()).toBe(counted);
  await expect.poll(() => chips.allTextContents()).toEqual(["English", "October 2025"]);

  // Coming back, the page is as it was left; a number leads to those of them that have claims.
  await frame(page).go("Collection");
  await expect.poll(() => chips.allTextContents()).toEqual(["English", "October 2025"]);
  await bar(/^\d+ With claims/u).click();
  await page.getByRole("heading", { name: "Library", level: 1 }).waitFor();
  await expect.poll(() => chips.allTextContents()).toEqual(["English", "With claims", "October 2025"]);
});
