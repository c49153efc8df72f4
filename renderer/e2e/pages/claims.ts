import type { Page } from "playwright-core";

import { chooser } from "./chooser.ts";

/** All claims of the case, filtered by conditions that combine. */
export const claims = (page: Page) => {
  const grid = page.getByRole("grid", { name: "Claims" });
  return {
    grid,
    rows: grid.getByRole("row").filter({ has: page.getByRole("gridcell") }),
    total: page.getByText(/^\d+ claims?$/u),
    cell: (reliability: string, credibility: string) =>
      page.getByRole("button", {
        name: new RegExp(`^Reliability ${reliability}\\b.*, credibility ${credibility}\\b.*: \\d`, "u"),
      }),
    async filterBySource(name: string): Promise<void> {
      await page.getByRole("button", { name: "Source at any hop" }).click();
      await page.getByRole("searchbox", { name: "Type a name" }).fill(name);
      await page.getByRole("option").filter({ hasText: name }).click();
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
    },
    async clearFilters(): Promise<void> {
      await page.getByRole("button", { name: "Clear all filters" }).first().click();
    },
    async exportAs(format: "CSV" | "JSONL", name: string): Promise<void> {
      await page.getByRole("button", { name: "Export", exact: true }).click();
      await page.getByRole("radio", { name: new RegExp(`^${format}`, "u") }).check({ force: true });
      await page.getByRole("button", { name: "Choose a file…" }).click();
      await chooser(page).save(name, "Write export");
      await page
        .getByText(/claims? written/u)
        .first()
        .waitFor();
      await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).last().click();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    },
  };
};
