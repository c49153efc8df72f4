import type { Page } from "playwright-core";

import { chooser } from "./chooser.ts";

/** All articles of the case. */
export const library = (page: Page) => {
  const grid = page.getByRole("grid", { name: "Articles" });
  const rows = grid.getByRole("row").filter({ has: page.getByRole("gridcell") });
  return {
    grid,
    rows,
    async importFile(name: string): Promise<void> {
      await page.getByRole("main").getByRole("button", { name: "Import", exact: true }).first().click();
      await page.getByRole("menuitem", { name: "Files…" }).click();
      await chooser(page).open(name, "Import");
    },
    async open(title: string | RegExp): Promise<void> {
      await rows.filter({ hasText: title }).dblclick();
      await page.getByRole("document", { name: "Text of the article" }).waitFor();
    },
  };
};
