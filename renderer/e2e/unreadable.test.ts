import { mkdirSync, writeFileSync } from "node:fs";

import { expect, test } from "vitest";

import { useStage } from "./browser.ts";
import { setLook, violations } from "./look.ts";
import { chooser } from "./pages/chooser.ts";
import { welcome } from "./pages/welcome.ts";

const stage = useStage();

test("what an import could not read is kept with its reason, and read later by saying what was missing", async () => {
  const { desk } = stage;
  mkdirSync(desk.path("wire"));
  writeFileSync(
    desk.path("wire", "bridge.txt"),
    "The bridge is closed\n\nThe municipality closed the bridge on Monday.\n",
  );
  writeFileSync(desk.path("wire", "monitor.csv"), "c1,c2\nالماء,أعلنت البلدية عودة المياه إلى الأحياء الشرقية.\n");
  writeFileSync(desk.path("wire", "scan.pdf"), "%PDF-1.7\nnothing that can be read\n");
  const host = await desk.start();
  const page = await stage.open(host.address);
  await welcome(page).confirmAnalyst("Rana Khalil");
  await welcome(page).startCase("river");
  await page.getByRole("main").getByRole("button", { name: "Import", exact: true }).first().click();
  await page.getByRole("menuitem", { name: /^A folder…/u }).click();
  await chooser(page).open("wire", "Import");
  await page.getByRole("button", { name: "Import 1 article" }).waitFor();
  await page.keyboard.press("Control+Enter");

  // The library tells of it; the key leads there from anywhere.
  await page.getByRole("button", { name: /2 could not be read/u }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("u");
  const rows = page
    .getByRole("grid", { name: "What could not be read" })
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell") });
  await rows.nth(1).waitFor();
  expect(await rows.count()).toBe(2);
  expect(await violations(page)).toEqual([]);
  await setLook(page, { language: "ar", theme: "dark" });
  expect(await violations(page)).toEqual([]);
  await setLook(page, { language: "en", theme: "light" });

  // Its columns are named, and it is read from what the case keeps.
  await rows.filter({ hasText: "monitor.csv" }).click();
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /Text/u }).click();
  await page.getByRole("option", { name: /c2/u }).click();
  await page.keyboard.press("Control+Enter");
  await rows.filter({ hasText: "monitor.csv" }).waitFor({ state: "detached" });

  await rows.filter({ hasText: "scan.pdf" }).click();
  await page.keyboard.press("x");
  await page.getByText("1 was left aside.").waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await page.getByRole("grid").getByText("bridge.txt").or(page.getByText("The bridge is closed")).first().waitFor();
  expect(await page.getByRole("button", { name: /could not be read/u }).count()).toBe(0);
  await page.getByText("2 articles", { exact: false }).first().waitFor();
});
