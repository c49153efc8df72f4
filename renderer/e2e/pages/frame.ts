import type { Page } from "playwright-core";

export type PageName = "Library" | "Reader" | "Claims" | "Collection" | "Sources" | "Search" | "History";

/** What stands around every page of an open case. */
export const frame = (page: Page) => ({
  async go(name: PageName): Promise<void> {
    await page.getByRole("navigation", { name: "Pages" }).getByRole("button", { name, exact: true }).click();
    await page.getByRole("heading", { name, exact: true, level: 1 }).waitFor();
  },
  undo: page.getByRole("banner").getByRole("button", { name: /^(Undo|Nothing to undo)/u }),
  redo: page.getByRole("banner").getByRole("button", { name: /^(Redo|Nothing to redo)/u }),
  /** The lines that say how the case is open. */
  banner: (text: RegExp) => page.locator("main [aria-live='polite']").filter({ hasText: text }),
  notice: (text: RegExp) => page.getByRole("region", { name: "Notices" }).getByText(text),
});
