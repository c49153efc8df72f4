import type { Page } from "playwright-core";

import { chooser } from "./chooser.ts";

/** All claims of the case, filtered by conditions that combine. */
export const claims = (page: Page) => {
  // Grouped, the same table is a grid whose rows have levels.
  const grid = page.getByRole("grid", { name: "Claims" }).or(page.getByRole("treegrid", { name: "Claims" }));
  return {
    grid,
    rows: grid.locator('[role="row"][aria-selected]'),
    groups: grid.locator('[role="row"][aria-expanded]'),
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
    async groupBy(what: string): Promise<void> {
      await page.getByRole("button", { name: /^Group(?:ed by .*)?$/u }).click();
      await page.getByRole("menuitem", { name: what }).click();
    },
    async keepView(name: string): Promise<void> {
      await page.getByRole("button", { name: "Views", exact: true }).click();
      await page.getByLabel("Name of the view").fill(name);
      await page.keyboard.press("Enter");
      await page.getByText(`View “${name}” was kept.`).waitFor();
    },
    async clearFilters(): Promise<void> {
      await page.getByRole("button", { name: "Clear all filters" }).first().click();
    },
    async exportAs(format: "CSV" | "JSONL", name: string, which: "all" | "chosen" = "all"): Promise<void> {
      if (which === "chosen") await page.keyboard.press("Shift+X");
      else await page.getByRole("button", { name: "Export", exact: true }).click();
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
