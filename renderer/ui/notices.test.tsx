import { expect, test } from "vitest";
import { render } from "vitest-browser-react";
import { page } from "vitest/browser";

import { Refusal } from "../../app/contract/errors.ts";
import { Notices, notify, notifyDone, outdateUndo } from "./notices.tsx";

test("an act that is no longer the newest is told without its undo; another thing to do stays", async () => {
  await render(<Notices takingBack={{ newest: () => Promise.resolve("a7"), takeBack: () => Promise.resolve() }} />);
  notify({ text: "Two claims were removed", undoes: 1 });
  notify({ text: "Import ended", action: { text: "Details", run: () => 0 } });
  await expect.element(page.getByRole("button", { name: "Undo" })).toBeVisible();
  // The news of its own act comes at about the same time.
  outdateUndo();
  await expect.element(page.getByRole("button", { name: "Undo" })).toBeVisible();
  outdateUndo(Date.now() + 5000);
  await expect.element(page.getByRole("button", { name: "Undo" })).not.toBeInTheDocument();
  await expect.element(page.getByText("Two claims were removed")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Details" })).toBeVisible();
});

test("undo takes back the act that was told of, and says so where another was done since", async () => {
  const asked: unknown[] = [];
  let newest = "a7";
  const takingBack = {
    newest: () => Promise.resolve(newest),
    takeBack: (act: string | null, acts: number) => {
      asked.push([act, acts]);
      return act === newest ? Promise.resolve() : Promise.reject(new Refusal("not-newest", "another since"));
    },
  };
  await render(<Notices takingBack={takingBack} />);
  notifyDone("Three grades stand");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.element(page.getByText("Three grades stand")).not.toBeInTheDocument();
  notify({ text: "Two claims were removed", undoes: 2 });
  await expect.element(page.getByRole("button", { name: "Undo" })).toBeVisible();
  newest = "a9";
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.element(page.getByText(/Something else was done since/)).toBeVisible();
  expect(asked).toEqual([
    ["a7", 1],
    ["a7", 2],
  ]);
});
