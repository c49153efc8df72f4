import type { Page } from "playwright-core";

/** The dialog for files in a page whose host has none of the system's. It opens at the analyst's own folder. */
export const chooser = (page: Page) => ({
  async open(name: string, action: string): Promise<void> {
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("row", { name }).click();
    await dialog.getByRole("button", { name: action, exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  },
  async save(name: string, action: string): Promise<void> {
    const dialog = page.getByRole("dialog").filter({ has: page.getByLabel("File name") });
    await dialog.getByLabel("File name").fill(name);
    await dialog.getByRole("button", { name: action, exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  },
});
