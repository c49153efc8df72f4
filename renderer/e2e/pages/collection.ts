import type { Page } from "playwright-core";

/** The collection in counts. */
export const collection = (page: Page) => {
  const bar = (name: RegExp) => page.getByRole("main").getByRole("button", { name });
  return {
    bar,
    months: page.getByRole("toolbar", { name: "Articles per month" }),
    chips: page.getByRole("search", { name: "Filters" }).getByRole("listitem").locator("bdi"),
    /** What is counted, as the page's first line says it. */
    total: (text: RegExp) => page.getByRole("main").getByText(text).first(),
    showInLibrary: page.getByRole("button", { name: "Show in library", exact: true }),
  };
};
