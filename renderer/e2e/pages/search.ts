import type { Page } from "playwright-core";

/** Search over articles and claims. */
export const search = (page: Page) => ({
  field: page.getByRole("combobox", { name: "Query" }),
  hits: page
    .getByRole("tabpanel")
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell") }),
  marks: page.getByRole("tabpanel").locator("mark"),
  async ask(query: string): Promise<void> {
    await page.getByRole("combobox", { name: "Query" }).fill(query);
    await page.keyboard.press("Enter");
  },
});
