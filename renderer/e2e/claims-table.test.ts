import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { useStage } from "./browser.ts";
import { claims } from "./pages/claims.ts";
import { frame } from "./pages/frame.ts";
import { welcome } from "./pages/welcome.ts";

const stage = useStage();
const sample = join(import.meta.dirname, "../../resources/sample/05-alsari.txt");

test("claims in groups, under a view that is kept, changed together with one reason, undone, taken out alone", async () => {
  const { desk } = stage;
  const imported = (await desk.isnad("import", "--case", "table.isnad", sample)).json as { articles: { id: string }[] };
  const article = imported.articles[0]?.id ?? "";
  for (const [at, [source, statement]] of [
    ["Port Authority", "The fire was out."],
    ["Civil Defence", "Three were hurt."],
    ["Port Authority", "One tank burned."],
  ].entries()) {
    const span = `${at * 10}:${at * 10 + 8}`;
    const parts = ["--article", article, "--span", span, "--source", source ?? "", "--statement", statement ?? ""];
    const added = await desk.isnad("claim", "add", "--case", "table.isnad", ...parts);
    expect(added.code).toBe(0);
  }
  const host = await desk.start(desk.path("table.isnad"));
  const page = await stage.open(host.address);
  await welcome(page).confirmAnalyst("Rana Khalil");
  const around = frame(page);
  await around.go("Claims");
  const table = claims(page);
  await expect.poll(() => table.rows.count()).toBe(3);

  await table.groupBy("origin");
  await expect.poll(() => table.groups.allTextContents()).toEqual(["Civil Defence1", "Port Authority2"]);
  await table.grid.focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => table.rows.count()).toBe(2);
  await page.keyboard.press("+");
  await expect.poll(() => table.rows.count()).toBe(3);
  await table.keepView("By origin");
  await table.groupBy("Not grouped");
  await expect.poll(() => table.groups.count()).toBe(0);

  // The view is there again after the program was closed, by its key.
  await host.stop();
  const again = await desk.start(desk.path("table.isnad"));
  const next = await stage.open(again.address);
  await frame(next).go("Claims");
  const rows = claims(next);
  await expect.poll(() => rows.rows.count()).toBe(3);
  const takeUp = async (): Promise<number> => {
    await next.keyboard.press("v");
    await next.keyboard.press("1");
    return rows.groups.count();
  };
  // Two keys have to follow one another within a moment, which a busy machine may not let them.
  await expect.poll(takeUp).toBe(2);

  // The two of the second group, by its heading.
  await rows.grid.focus();
  await next.keyboard.press("End");
  await next.keyboard.press("ArrowLeft");
  await next.keyboard.press("Space");
  await next.getByText("2 selected").waitFor();
  await next.keyboard.press("Shift+E");
  const dialog = next.getByRole("dialog", { name: "Edit 2 claims" });
  await dialog.waitFor();
  await next.keyboard.press("F");
  await dialog.getByRole("combobox", { name: "Tags to add" }).fill("Fire");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("a press office without a name");
  await next.keyboard.press("Control+Enter");
  await next.getByText("2 claims were changed").waitFor();
  const listed = async (): Promise<unknown[]> =>
    (
      (await desk.isnad("claims", "--case", "table.isnad")).json as {
        statement: string;
        reliability: string | null;
        tags: string[];
      }[]
    ).map(({ statement, reliability, tags }) => [statement, reliability, tags]);
  const graded = [
    ["One tank burned.", "F", ["Fire"]],
    ["The fire was out.", "F", ["Fire"]],
    ["Three were hurt.", null, []],
  ];
  expect(await listed()).toEqual(expect.arrayContaining(graded));
  // One act: one undo takes all of it back.
  const letters = rows.rows.filter({ hasText: "reliability cannot be judged" });
  await expect.poll(() => letters.count()).toBe(2);
  await frame(next).undo.click();
  await expect.poll(() => letters.count()).toBe(0);
  await frame(next).redo.click();
  await expect.poll(() => letters.count()).toBe(2);

  await rows.exportAs("JSONL", "two.jsonl", "chosen");
  const lines = readFileSync(desk.path("two.jsonl"), "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(2);
});
