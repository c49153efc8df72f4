import { join } from "node:path";

import { expect, test } from "vitest";

import { useStage } from "./browser.ts";
import { reader } from "./pages/reader.ts";
import { search } from "./pages/search.ts";
import { type Layout, makeTypist } from "./typist.ts";

const stage = useStage();
const sample = join(import.meta.dirname, "../../resources/sample/05-alsari.txt");
const layouts: Layout[] = ["Latin", "Arabic"];

test.each(layouts)("without a mouse, on a keyboard of %s letters: read, claim, grade, undo, find", async (layout) => {
  const { desk } = stage;
  await desk.isnad("import", "--case", "keys.isnad", sample);
  const host = await desk.start(desk.path("keys.isnad"));
  const page = await stage.open(host.address);
  const { key, press, type } = await makeTypist(page, layout);
  const reading = reader(page);
  const focused = page.locator(":focus");

  // The name has the focus; the case that the program was started with opens as soon as it is confirmed.
  await page.getByRole("textbox", { name: "Name" }).and(focused).waitFor();
  await press("Control+A");
  await type("Rana Khalil");
  await press("Enter");
  const articles = page.getByRole("grid", { name: "Articles" });
  await articles.and(focused).waitFor();
  await articles.getByRole("row").filter({ hasText: "الصاري" }).waitFor();
  // The way to another page goes on from a list in which typing finds a title, too.
  await key("KeyG");
  await key("KeyC");
  await page.getByRole("heading", { name: "Claims", level: 1 }).waitFor();
  await key("KeyG");
  await key("KeyL");
  await articles.and(focused).waitFor();
  await press("Enter");
  await reading.text.and(focused).waitFor();

  // Find the words, leave them selected, take in their sentence, and claim it.
  await key("Slash");
  await page.getByRole("searchbox").or(page.getByRole("textbox")).and(focused).first().waitFor();
  await type("قضوا في حريق مستودع المحروقات");
  await press("Escape");
  await reading.toolbar.waitFor();
  await key("KeyS");
  await expect.poll(() => page.evaluate(() => String(document.getSelection()))).toMatch(/^كشف مصدر طبي[^]*الثلاثاء\.$/u);
  await key("KeyC");
  await reading.speaker.and(focused).waitFor();
  await type("مصدر طبي");
  await page.getByRole("option", { name: /^Unnamed/u }).waitFor();
  await press("ArrowDown");
  await press("Enter");
  await reading.editor.getByRole("radio").and(focused).waitFor();
  await key("KeyB");
  await key("Digit2");
  await press("Enter");
  await reading.editor.waitFor({ state: "hidden" });
  await reading.cards.filter({ hasText: "مصدر طبي" }).getByText("B").first().waitFor();
  expect(await reading.cards.count()).toBe(1);

  // Select the next words, highlight them, undo, redo.
  await reading.text.and(focused).waitFor();
  for (let words = 0; words < 3; words += 1) await press("Control+Shift+ArrowLeft");
  await reading.toolbar.waitFor();
  await key("KeyH");
  await page.getByRole("button", { name: "Undo: highlight", exact: false }).waitFor();
  await key("KeyZ", { control: true });
  await page.getByRole("button", { name: /^Redo: highlight/u }).waitFor();
  await key("KeyZ", { control: true, shift: true });
  await page.getByRole("button", { name: /^Undo: highlight/u }).waitFor();

  // To the claims and back to the place.
  await key("KeyG");
  await key("KeyC");
  const claims = page.getByRole("grid", { name: "Claims" });
  await claims.and(focused).waitFor();
  await claims.getByRole("row").filter({ hasText: "مصدر طبي" }).waitFor();
  await press("Enter");
  await reading.text.and(focused).waitFor();

  // Search, and open the hit.
  await key("KeyG");
  await key("KeyF");
  const finding = search(page);
  await finding.field.and(focused).waitFor();
  await type("دفاع");
  await press("Enter");
  await finding.marks.filter({ hasText: "الدفاع" }).first().waitFor();
  await page.getByRole("tabpanel").getByRole("grid").and(focused).waitFor();
  await press("Enter");
  await reading.text.and(focused).waitFor();
  expect(await reading.cards.count()).toBeGreaterThanOrEqual(1);
});
