import { writeFileSync } from "node:fs";

import { expect, test } from "vitest";

import { useStage } from "./browser.ts";
import { review } from "./pages/review.ts";
import { welcome } from "./pages/welcome.ts";

const stage = useStage();

const text = `Harbour fire

The ministry said that three people were hurt near the gate.

The bridge at Kafr was closed at dawn by police after the shelling.

The bridge at Kafr was closed at dawn by farmers after the shelling.

An aide to the governor said nobody had been told of it.
`;
const later = `Update

${text
  .replace("by police", "by soldiers")
  .replace("An aide to the governor said nobody had been told of it.", "The governor has not spoken.")}`;
const moved = "three people were hurt";
const twin = "The bridge at Kafr was closed at dawn by police";
const gone = "An aide to the governor said nobody had been told";

test("by keys alone: a text changed; what moved is taken over, of two places one is chosen, what is gone is selected by hand", async () => {
  const { desk } = stage;
  const isnad = async (...args: string[]): Promise<unknown> => {
    const { code, json } = await desk.isnad(...args);
    expect([args, code]).toEqual([args, 0]);
    return json;
  };
  const at = ["--case", "text.isnad"];
  writeFileSync(desk.path("a.txt"), text);
  const imported = (await isnad("import", ...at, "a.txt")) as { articles: { id: string }[] };
  const id = imported.articles[0]?.id ?? "";
  for (const quote of [moved, twin, gone]) {
    const start = text.indexOf(quote);
    await isnad("claim", "add", ...at, "--article", id, "--span", `${start}:${start + quote.length}`, "--source", "M");
  }
  writeFileSync(desk.path("a.txt"), later);
  await isnad("import", ...at, "a.txt");

  const host = await desk.start(desk.path("text.isnad"));
  const page = await stage.open(host.address);
  await welcome(page).confirmAnalyst("Rana Khalil");
  const { button, heading, mark, place, hand, told, empty } = review(page);
  const { keyboard } = page;
  await button.waitFor();
  await keyboard.press("g");
  await keyboard.press("v");
  await heading.waitFor();
  await mark(moved).waitFor();

  // What stands in the same words is taken over by one act, taken back, and taken over again.
  await keyboard.press("Shift+E");
  await told("One mark was taken over").waitFor();
  await mark(moved).waitFor({ state: "hidden" });
  await keyboard.press("Control+z");
  await mark(moved).waitFor();
  await keyboard.press("Shift+E");
  await mark(moved).waitFor({ state: "hidden" });

  // Of two places none is taken before one is chosen.
  await mark(twin).waitFor();
  await keyboard.press("Enter");
  await told("choose one by its number first").waitFor();
  await keyboard.press("1");
  expect(await place(1).isChecked()).toBe(true);
  await keyboard.press("Enter");
  await mark(twin).waitFor({ state: "hidden" });

  // What is gone is selected in the text that is read.
  await mark(gone).waitFor();
  await keyboard.press("f");
  await hand.waitFor();
  await page.getByRole("document", { name: "Text of the article" }).focus();
  await keyboard.press("Control+End");
  await keyboard.press("ArrowLeft");
  await keyboard.press("p");
  await expect
    .poll(() => page.evaluate(() => document.getSelection()?.toString()))
    .toBe("The governor has not spoken.");
  await hand.getByRole("button", { name: "Take over", disabled: false }).waitFor();
  await keyboard.press("Enter");
  await empty.waitFor();
  await host.stop();

  const claims = (await isnad("claims", ...at)) as { spans: { quote: string }[] }[];
  expect(claims.map(({ spans }) => spans[0]?.quote)).toEqual(
    expect.arrayContaining([
      moved,
      "The bridge at Kafr was closed at dawn by soldiers",
      "The governor has not spoken.",
    ]),
  );
});
