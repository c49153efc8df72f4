import { mkdirSync, writeFileSync } from "node:fs";

import { expect, test } from "vitest";

import { useStage } from "./browser.ts";
import { setLook, violations } from "./look.ts";
import { chooser } from "./pages/chooser.ts";
import { library } from "./pages/library.ts";
import { welcome } from "./pages/welcome.ts";

const stage = useStage();

test("a folder is looked at first: outlets are corrected at once, one item is left out, one key imports the rest", async () => {
  const { desk } = stage;
  mkdirSync(desk.path("wire"));
  writeFileSync(
    desk.path("wire", "bridge.txt"),
    "The bridge is closed\n\nThe municipality closed the bridge on Monday.\n",
  );
  writeFileSync(desk.path("wire", "market.txt"), "The market burned\n\nA fire broke out in the old market at dawn.\n");
  writeFileSync(desk.path("wire", "water.txt"), "عودة المياه\n\nأعلنت البلدية عودة المياه إلى الأحياء الشرقية.\n");
  writeFileSync(desk.path("wire", "water-copy.txt"), "عودة المياه\n\nأعلنت البلدية عودة المياه إلى الأحياء الشرقية.\n");
  writeFileSync(desk.path("wire", "scan.pdf"), "%PDF-1.7\nnothing that can be read\n");
  const host = await desk.start();
  const page = await stage.open(host.address);
  await welcome(page).confirmAnalyst("Rana Khalil");
  await welcome(page).startCase("river");

  await page.getByRole("main").getByRole("button", { name: "Import", exact: true }).first().click();
  await page.getByRole("menuitem", { name: /^A folder…/u }).click();
  await chooser(page).open("wire", "Import");
  const items = page.getByRole("grid", { name: "Items of the draft" });
  const rows = items.getByRole("row").filter({ has: page.getByRole("gridcell") });
  await rows.nth(4).waitFor();
  expect(await rows.count()).toBe(5);
  const tab = (name: RegExp) => page.getByRole("group", { name: "Items by state" }).getByRole("button", { name });
  expect(await tab(/^Already here 1$/u).count()).toBe(1);
  expect(await tab(/^Unreadable 1$/u).count()).toBe(1);
  await page.getByRole("button", { name: "Import 3 articles" }).waitFor();

  // All of them at once, taken back, and made again.
  await items.focus();
  await page.keyboard.press("Control+a");
  await page.getByLabel("Outlet", { exact: true }).fill("The Wire");
  await page.keyboard.press("Enter");
  await rows.filter({ hasText: "The Wire" }).nth(2).waitFor();
  await items.focus();
  await page.keyboard.press("Control+z");
  await expect.poll(() => rows.filter({ hasText: "The Wire" }).count()).toBe(0);
  await page.keyboard.press("Control+Shift+z");
  await rows.filter({ hasText: "The Wire" }).nth(2).waitFor();
  await page.keyboard.press("Escape");

  await rows.filter({ hasText: "The market burned" }).click();
  await page.keyboard.press("x");
  await page.getByRole("button", { name: "Import 2 articles" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await setLook(page, { language: "ar", theme: "dark" });
  expect(await violations(page)).toEqual([]);
  await setLook(page, { language: "en", theme: "light" });
  await page.keyboard.press("Control+Enter");

  // The library shows what came in, and tells that something could not be read.
  await page.getByRole("button", { name: /1 could not be read/u }).waitFor();
  const imported = library(page).rows;
  await imported.filter({ hasText: "The Wire" }).nth(1).waitFor();
  expect(await imported.count()).toBe(2);
});
