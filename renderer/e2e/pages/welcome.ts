import type { Page } from "playwright-core";

import { chooser } from "./chooser.ts";

/** The first screen: who works here, and three doors. */
export const welcome = (page: Page) => ({
  doors: page.getByRole("region", { name: "Start" }).getByRole("button"),
  async confirmAnalyst(name: string): Promise<void> {
    await page.getByRole("textbox", { name: "Name" }).fill(name);
    await page.getByRole("button", { name: "Confirm" }).click();
  },
  async openSample(): Promise<void> {
    await page.getByRole("button", { name: "Open the sample case" }).click();
    await page.getByRole("grid", { name: "Articles" }).waitFor();
  },
  async startCase(name: string): Promise<void> {
    await page.getByRole("button", { name: "Start a new case" }).click();
    await chooser(page).save(name, "Create case");
    await page.getByRole("heading", { name: "Library", level: 1 }).waitFor();
  },
});
