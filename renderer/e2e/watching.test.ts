import { mkdirSync, writeFileSync } from "node:fs";

import { expect, test } from "vitest";

import { useStage } from "./browser.ts";
import { violations } from "./look.ts";
import { chooser } from "./pages/chooser.ts";
import { welcome } from "./pages/welcome.ts";

const stage = useStage();

test("what arrives in a watched folder is told of, waits until it is looked at, and comes in by one key", async () => {
  const { desk } = stage;
  mkdirSync(desk.path("inbox"));
  const host = await desk.start();
  const page = await stage.open(host.address);
  await welcome(page).confirmAnalyst("Rana Khalil");
  await welcome(page).startCase("river");

  await page.getByRole("main").getByRole("button", { name: "Import", exact: true }).first().click();
  await page.getByRole("menuitem", { name: /Watch a folder…/u }).click();
  await chooser(page).open("inbox", "Watch");
  await page.getByText(/is watched: what arrives there waits/u).waitFor();

  writeFileSync(desk.path("inbox", "bridge.txt"), "The bridge is closed\n\nThe municipality closed it on Monday.\n");
  writeFileSync(desk.path("inbox", "water.txt"), "عودة المياه\n\nأعلنت البلدية عودة المياه إلى الأحياء الشرقية.\n");
  writeFileSync(desk.path("inbox", "page.html.crdownload"), "<p>Half of it");
  await page.getByText(/2 files arrived in/u).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await page.getByText(/2 articles wait/u).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "Look", exact: true }).click();
  await page.getByRole("button", { name: "Import 2 articles" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page
    .getByText(/2 articles imported/u)
    .first()
    .waitFor();
});
