import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { useStage } from "./browser.ts";
import { chooser } from "./pages/chooser.ts";
import { frame } from "./pages/frame.ts";
import { library } from "./pages/library.ts";
import { reader } from "./pages/reader.ts";
import { search } from "./pages/search.ts";
import { welcome } from "./pages/welcome.ts";

const stage = useStage();

async function begin() {
  const host = await stage.desk.start();
  const page = await stage.open(host.address);
  await welcome(page).confirmAnalyst("Rana Khalil");
  await welcome(page).openSample();
  await library(page).rows.nth(11).waitFor();
  return page;
}

test("a word is found in every form, read line by line, kept within a month, opened, and come back to", async () => {
  const page = await begin();
  await frame(page).go("Search");
  const finding = search(page);
  await finding.ask("حريق");
  await finding.marks.first().waitFor();
  const found = Number(/\d+/u.exec((await finding.reading("Articles").textContent()) ?? "")?.[0]);
  expect(found).toBeGreaterThan(2);

  // Marked as it was typed, the word is not found where it has its article.
  await page.keyboard.press("Alt+e");
  await expect.poll(() => finding.field.inputValue()).toBe("exact:حريق");
  await page.keyboard.press("Alt+e");
  await expect.poll(() => finding.field.inputValue()).toBe("حريق");

  // Line by line: the hit stands in the same place in each.
  await page.keyboard.press("4");
  await finding.lines.nth(3).waitFor();
  const forms = await finding.lines.locator("mark").allTextContents();
  expect(forms).toEqual(expect.arrayContaining(["حريق", "الحريق"]));
  const middles = await finding.lines.locator("mark").evaluateAll((marks) =>
    marks.map((mark) => {
      const { left, right } = mark.getBoundingClientRect();
      return Math.round((left + right) / 2);
    }),
  );
  expect(Math.max(...middles) - Math.min(...middles)).toBeLessThanOrEqual(1);

  // By month, and within one.
  await page.keyboard.press("1");
  await page.keyboard.press("b");
  await finding.groupBy("Month");
  await finding.groups.filter({ hasText: "October 2025" }).click();
  await expect.poll(() => finding.chips.allTextContents()).toEqual(["Month: October 2025"]);
  await finding.results.focus();
  await page.keyboard.press("Escape");
  await expect.poll(() => finding.chips.count()).toBe(0);

  // Opened at its third result, and back there.
  await finding.results.focus();
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  const third = await finding.hits.nth(2).locator("bdi").first().textContent();
  await page.keyboard.press("Enter");
  await reader(page).text.waitFor();
  await page
    .getByRole("heading", { name: third ?? "" })
    .first()
    .waitFor();
  await page.keyboard.press("Backspace");
  await expect.poll(() => finding.results.evaluate((grid) => document.activeElement === grid)).toBe(true);
  await finding.hits
    .and(page.locator('[data-current="true"]'))
    .filter({ hasText: third ?? "" })
    .waitFor();
});

test("a wrong letter is set right from the case's own words; the search is kept, and found again", async () => {
  const page = await begin();
  await frame(page).go("Search");
  const finding = search(page);
  await finding.ask("مستودغ");
  await page.getByText("stands in no article").waitFor();
  await finding.results.waitFor();
  await page.getByRole("button", { name: /^مستودع/u }).click();
  await expect.poll(() => finding.field.inputValue()).toBe("مستودع");
  await page.getByText("Searched for “مستودع” instead of “مستودغ”").waitFor();
  await finding.marks.first().waitFor();

  await finding.results.focus();
  await page.keyboard.press("v");
  await page.keyboard.press("s");
  await page.getByRole("textbox", { name: "Name of the search" }).fill("The depot");
  await page.keyboard.press("Enter");
  await page.getByText("Search “The depot” was kept.").waitFor();
  await finding.ask("ميناء");
  await page.getByRole("button", { name: "Saved searches" }).click();
  await page.getByRole("button", { name: /^The depot/u }).click();
  await expect.poll(() => finding.field.inputValue()).toBe("مستودع");
});

test("what is chosen in the library is searched, and many queries are counted and written to a table", async () => {
  const page = await begin();
  const { rows, grid } = library(page);
  await grid.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect.poll(() => rows.and(page.locator('[aria-selected="true"]')).count()).toBe(3);
  await page.keyboard.press("Alt+s");
  const finding = search(page);
  await expect.poll(() => finding.chips.allTextContents()).toEqual(["Within 3 chosen articles"]);
  await finding.ask("lang:ar OR lang:en");
  await expect.poll(() => finding.reading("Articles").textContent()).toBe("Articles 3");
  await page.getByRole("button", { name: "Search the whole case" }).click();
  await expect.poll(() => finding.reading("Articles").textContent()).toBe("Articles 12");

  await page.keyboard.press("Alt+b");
  await page.getByRole("textbox", { name: "Queries, one on each line" }).fill("حريق\nlang:\nlang:ar OR lang:en");
  await page.keyboard.press("Control+Enter");
  const table = page.getByRole("dialog").getByRole("grid", { name: "Many queries" });
  await table.getByRole("row").filter({ hasText: "lang:ar OR lang:en" }).filter({ hasText: "12" }).waitFor();
  await page.getByText("3 queries were counted · 1 is wrong").waitFor();
  await page.getByRole("button", { name: "Export as CSV" }).click();
  await chooser(page).save("counts.csv", "Write export");
  await page.getByText("The counts were written to", { exact: false }).waitFor();
  expect(readFileSync(stage.desk.path("counts.csv"), "utf8")).toContain("lang:ar OR lang:en");
});
