import { expect, test } from "vitest";

import { useStage } from "./browser.ts";
import { claims } from "./pages/claims.ts";
import { frame } from "./pages/frame.ts";
import { library } from "./pages/library.ts";
import { welcome } from "./pages/welcome.ts";

const stage = useStage();

test("first start: three doors, the analyst confirmed, the sample case opened with everything in it", async () => {
  const host = await stage.desk.start();
  const page = await stage.open(host.address);
  const first = welcome(page);
  await first.doors.first().waitFor();
  expect(await first.doors.count()).toBe(3);
  expect(await first.doors.first().isDisabled()).toBe(true);
  await first.confirmAnalyst("Rana Khalil");
  await first.openSample();
  const { rows } = library(page);
  await rows.nth(11).waitFor();
  expect(await rows.count()).toBe(12);
  await page.getByRole("button", { name: "Rana Khalil: analyst and settings" }).waitFor();

  const around = frame(page);
  expect(await around.undo.isDisabled()).toBe(true);
  await around.go("Claims");
  await page.getByText("44 claims").waitFor();
  await claims(page).cell("not graded", "not graded").click();
  await page.getByText("5 claims", { exact: true }).waitFor();
  await around.go("Sources");
  await page.getByText("43 sources").waitFor();
  await page.getByRole("searchbox", { name: "Filter by name or alias" }).fill("al-Wardani");
  await page.getByText("1 source", { exact: true }).waitFor();
  await page.getByRole("row").filter({ hasText: "نزار الورداني" }).waitFor();
  await around.go("History");
  await page.getByText("Sample analyst").first().waitFor();
});

test("the next start remembers analyst and case", async () => {
  const first = await stage.desk.start();
  const page = await stage.open(first.address);
  await welcome(page).confirmAnalyst("Rana Khalil");
  await welcome(page).startCase("remembered");
  await first.stop();

  const second = await stage.desk.start();
  const again = await stage.open(second.address);
  await again.getByRole("button", { name: /^remembered/u }).click();
  await again.getByRole("heading", { name: "Library", level: 1 }).waitFor();
  expect(await again.title()).toContain("remembered");
});
