import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { useStage } from "./browser.ts";
import { type Look, setLook, violations } from "./look.ts";
import { welcome } from "./pages/welcome.ts";

const stage = useStage();
/** Both languages and both themes; words and colours do not depend on one another, so that two looks show all four. */
const looks: Look[] = [
  { language: "en", theme: "light" },
  { language: "ar", theme: "dark" },
];

const key = (name: string) => async (page: Page) => {
  for (const each of name.split(" ")) await page.keyboard.press(each);
};
const rows = (page: Page, name: string) => page.getByRole("grid", { name }).getByRole("gridcell").first().waitFor();

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
}

/** Each page and dialog, in the order in which it is reached, by key. */
const screens: Record<string, (page: Page) => Promise<void>> = {
  library: async (page) => {
    await key("g l")(page);
    await rows(page, "Articles");
    await page.getByRole("grid").press("Control+a");
  },
  reader: async (page) => {
    await page.getByRole("grid").press("Home");
    await page.getByRole("grid").press("Enter");
    await page.getByRole("document").getByRole("paragraph").first().waitFor();
    await page.getByRole("complementary").getByRole("article").first().waitFor();
  },
  "selection in the text": async (page) => {
    await key("t p")(page);
    await page.getByRole("toolbar").last().waitFor();
  },
  "claim editor": async (page) => {
    await key("c")(page);
    await page.getByRole("combobox").first().fill("ال");
    await page.getByRole("option").first().waitFor();
  },
  "claim editor, a claim": async (page) => {
    // The first Escape closes the proposals, the next ends the sitting; then the focus is in the text again.
    await key("Escape Escape")(page);
    await page.getByRole("combobox").first().waitFor({ state: "hidden" });
    await key("j e")(page);
    await page.getByRole("radiogroup").first().waitFor();
  },
  claims: async (page) => {
    await key("Escape g c")(page);
    await rows(page, "Claims");
  },
  "claims, graded together": async (page) => {
    await page.getByRole("grid").press("Control+a");
    await page.getByRole("toolbar").waitFor();
    await key("r")(page);
    await page.getByRole("dialog").waitFor();
  },
  review: async (page) => {
    await closeDialog(page);
    await key("Escape g k")(page);
    await rows(page, "Claims that need another look");
  },
  questions: async (page) => {
    await key("g q")(page);
    await page.getByRole("grid").getByRole("gridcell").first().waitFor();
  },
  comparison: async (page) => {
    await key("Enter")(page);
    await page
      .getByText(/\d+ articles?, \d+ origins?/u)
      .first()
      .waitFor();
    await page.getByRole("grid").getByRole("gridcell").first().waitFor();
  },
  tags: async (page) => {
    await key("g t")(page);
    await page.getByRole("textbox", { name: "What it means" }).waitFor();
  },
  overview: async (page) => {
    await key("g o")(page);
    await page.getByRole("heading", { name: "What the diagonal means" }).waitFor();
  },
  collection: async (page) => {
    await key("g a")(page);
    await page.getByRole("toolbar", { name: "Articles per month" }).waitFor();
  },
  "the collection as tables": async (page) => {
    await key("t")(page);
    await page.getByRole("table").first().waitFor();
  },
  palette: async (page) => {
    await key("Control+k")(page);
    await page.keyboard.type("min");
    await page.getByRole("menuitem").first().waitFor();
  },
  sources: async (page) => {
    await key("Escape")(page);
    await page.getByRole("menuitem").first().waitFor({ state: "hidden" });
    await key("g s")(page);
    await rows(page, "Sources");
    await page.getByRole("grid").press("ArrowDown");
    await page.getByRole("complementary").getByRole("heading").first().waitFor();
  },
  search: async (page) => {
    await key("g f")(page);
    await page.getByRole("combobox", { name: "Query" }).fill("حريق OR fire");
    await page.locator("mark").first().waitFor();
  },
  "a wrong query": async (page) => {
    await page.getByRole("combobox", { name: "Query" }).fill('"not closed');
    await page.locator("mark").filter({ hasText: '"' }).waitFor();
  },
  history: async (page) => {
    await page.getByRole("combobox", { name: "Query" }).fill("");
    await page.getByRole("navigation").getByRole("button").last().click();
    await page.getByText("Sample analyst").first().waitFor();
  },
  settings: async (page) => {
    await key("Control+,")(page);
    await page.getByRole("dialog").waitFor();
  },
  keys: async (page) => {
    await closeDialog(page);
    await key("?")(page);
    await page.getByRole("dialog").getByRole("heading").first().waitFor();
  },
  help: async (page) => {
    await closeDialog(page);
    await key("F1")(page);
    await page.getByRole("dialog").getByRole("heading").first().waitFor();
  },
  export: async (page) => {
    await closeDialog(page);
    await key("g c")(page);
    await rows(page, "Claims");
    await key("x")(page);
    await page.getByRole("dialog").getByRole("radio").first().waitFor();
  },
};

test("no violation that axe knows, on any page or dialog, in light and dark, English and Arabic", async () => {
  const host = await stage.desk.start();
  // Few rows: each is looked at by every rule.
  const page = await stage.open(host.address, { height: 640 });
  const found: Record<string, string[]> = {};
  // The screen stays and its look changes, so that each is reached only once.
  async function look(name: string): Promise<void> {
    for (const each of looks) {
      await setLook(page, each);
      const list = await violations(page);
      if (list.length > 0) found[`${name}, ${each.language}, ${each.theme}`] = list;
    }
    await setLook(page, { language: "en", theme: "light" });
  }
  await page.getByRole("textbox").first().waitFor();
  await look("welcome");
  await welcome(page).confirmAnalyst("Rana Khalil");
  await welcome(page).openSample();
  for (const [name, reach] of Object.entries(screens)) {
    await reach(page);
    await look(name);
  }
  expect(found).toEqual({});
}, 300_000);
