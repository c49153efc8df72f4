import { join } from "node:path";

import { expect, test } from "vitest";

import { useStage } from "./browser.ts";
import { claims } from "./pages/claims.ts";
import { frame } from "./pages/frame.ts";
import { sources } from "./pages/sources.ts";
import { welcome } from "./pages/welcome.ts";

const stage = useStage();
const sample = join(import.meta.dirname, "../../resources/sample/05-alsari.txt");
const [ministry, misspelt] = ["وزارة الداخلية", "وزاره الداخليه"];

test("by keys alone: two spellings are found to be one, undone and redone; a post, a letter, its claims", async () => {
  const { desk } = stage;
  const { json } = await desk.isnad("import", "--case", "who.isnad", sample);
  const id = (json as { articles: { id: string }[] }).articles[0]?.id ?? "";
  const add = (span: string, name: string) =>
    desk.isnad("claim", "add", "--case", "who.isnad", "--article", id, "--span", span, "--source", name);
  for (const [span, name] of [
    ["0:20", ministry],
    ["21:40", ministry],
    ["41:60", misspelt],
  ] as const) {
    expect((await add(span, name)).code).toBe(0);
  }
  const host = await desk.start(desk.path("who.isnad"));
  const page = await stage.open(host.address);
  await welcome(page).confirmAnalyst("Rana Khalil");
  await page.getByRole("grid", { name: "Articles" }).waitFor();
  const { grid, row, shown, side, reason, letters, record, merged, tree, pairs, pair } = sources(page);
  const { keyboard } = page;
  await keyboard.press("g");
  await keyboard.press("s");
  await row(misspelt).waitFor();

  // The two are proposed, with what merging them would do; nothing is done before the key.
  await keyboard.press("u");
  await pairs.getByRole("row").filter({ hasText: ministry }).waitFor();
  await pair.getByText("3 claims in all are read as naming").waitFor();
  await keyboard.press("m");
  await page.getByText("No pair to decide").waitFor();
  await keyboard.press("Escape");
  await row(ministry).waitFor();
  await row(misspelt).filter({ hasNotText: ministry }).waitFor({ state: "hidden" });
  await keyboard.press("Control+z");
  await row(misspelt).filter({ hasNotText: ministry }).waitFor();
  await keyboard.press("Control+Shift+z");
  await row(misspelt).filter({ hasNotText: ministry }).waitFor({ state: "hidden" });

  // Its page: three claims, and the other spelling can be split off again.
  await row(ministry).click();
  await shown(ministry).waitFor();
  await side.getByRole("button", { name: "3 claims with it as the origin" }).waitFor();
  await merged.getByText(misspelt).waitFor();

  // An affiliation that the case does not know is made on the fly, and the tree shows it.
  await side.getByRole("combobox", { name: "Affiliation" }).focus();
  await keyboard.type("الحكومة");
  await keyboard.press("Enter");
  await tree.getByRole("button", { name: "الحكومة" }).waitFor();

  // Two letters, the second with a reason: the first is superseded and stays.
  await grid.focus();
  await keyboard.press("c");
  await reason.and(page.locator(":focus")).waitFor();
  await keyboard.press("Enter");
  await letters.getByText("without a reason").waitFor();
  await keyboard.press("b");
  await reason.and(page.locator(":focus")).waitFor();
  await keyboard.type("right twice in June");
  await keyboard.press("Enter");
  await letters.getByText("right twice in June").waitFor();
  await letters.getByText("superseded").waitFor();
  await record.getByRole("button", { name: "not graded: 3" }).first().waitFor();

  // Its claims, from its page.
  await grid.focus();
  await keyboard.press("Shift+O");
  await claims(page).rows.nth(2).waitFor();
  expect(await claims(page).rows.count()).toBe(3);
  await frame(page).go("Sources");
  await shown(ministry).waitFor();
  await grid.focus();
  await keyboard.press("s");
  await row(misspelt).filter({ hasNotText: ministry }).waitFor();
});
