import { join } from "node:path";

import { expect, test } from "vitest";

import { useStage } from "./browser.ts";
import { frame } from "./pages/frame.ts";
import { library } from "./pages/library.ts";
import { reader } from "./pages/reader.ts";
import { welcome } from "./pages/welcome.ts";

const stage = useStage();
const sample = join(import.meta.dirname, "../../resources/sample/04-littoral-wire.txt");

test("a second opener is told who has the case, reads it, and changes nothing", async () => {
  const { desk } = stage;
  await desk.isnad("import", "--case", "shared.isnad", sample, "--analyst", "Rana Khalil");
  const first = await desk.start(desk.path("shared.isnad"));
  const page = await stage.open(first.address);
  await welcome(page).confirmAnalyst("Rana Khalil");
  await library(page).open("Fire at Marjania");

  const second = await desk.start(desk.path("shared.isnad"));
  const other = await stage.open(second.address);
  await frame(other)
    .banner(/Read only: Rana Khalil has this case open/u)
    .waitFor();
  await library(other).open("Fire at Marjania");
  const reading = reader(other);
  await reading.text.getByText("Several people were killed").waitFor();
  await other.keyboard.press("p");
  await other.keyboard.press("c");
  await other.keyboard.press("h");
  expect(await reading.editor.count()).toBe(0);
  expect(await reading.toolbar.count()).toBe(0);
  expect(await frame(other).undo.isDisabled()).toBe(true);

  // The lock ends with its process, however it ends: the next opener writes.
  await first.kill();
  await second.stop();
  const third = await desk.start(desk.path("shared.isnad"));
  const next = await stage.open(third.address);
  await library(next).open("Fire at Marjania");
  await reader(next).select("Several people were killed");
  await reader(next).beginClaim();
  expect(
    await frame(next)
      .banner(/Read only/u)
      .count(),
  ).toBe(0);
});
