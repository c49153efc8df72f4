import type { Page } from "playwright-core";

type Reading = "Articles" | "Claims" | "Memos" | "Concordance";

/** Search over articles, claims, memos and every place where a word stands. */
export const search = (page: Page) => {
  const field = page.getByRole("combobox", { name: "Query" });
  const results = page.getByRole("tabpanel").getByRole("grid");
  const hits = results.getByRole("row").filter({ has: page.getByRole("gridcell") });
  const groups = page.getByRole("region", { name: "Groups" });
  return {
    field,
    results,
    hits,
    marks: page.getByRole("tabpanel").locator("mark"),
    lines: page.getByRole("tabpanel").getByRole("grid", { name: "Concordance" }).getByRole("row"),
    groups: groups.getByRole("grid").getByRole("button"),
    chips: page.getByRole("list", { name: "Searched within" }).locator("bdi"),
    reading: (name: Reading) => page.getByRole("tab", { name: new RegExp(`^${name}`, "u") }),
    async groupBy(name: string): Promise<void> {
      await groups.getByRole("button", { name: "Group by" }).click();
      await page.getByRole("option", { name, exact: true }).click();
    },
    async ask(query: string): Promise<void> {
      await field.fill(query);
      await page.keyboard.press("Enter");
    },
  };
};
