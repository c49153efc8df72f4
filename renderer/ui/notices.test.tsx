import { expect, test } from "vitest";
import { render } from "vitest-browser-react";
import { page } from "vitest/browser";

import { Notices, notify, outdateUndo } from "./notices.tsx";

test("an act that is no longer the newest is told without its undo; another thing to do stays", async () => {
  await render(<Notices />);
  notify({ text: "Two claims were removed", action: { text: "Undo", run: () => 0, undoes: true } });
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
