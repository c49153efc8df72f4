import type { Page } from "playwright-core";

/** Everybody that claims are attributed to, and one of them beside the list. */
export const sources = (page: Page) => {
  const grid = page.getByRole("grid", { name: "Sources", exact: true });
  const side = page.getByRole("complementary", { name: "The source" });
  return {
    grid,
    side,
    row: (name: string) => grid.getByRole("row").filter({ hasText: name }),
    filter: page.getByRole("searchbox", { name: "Filter by name or alias" }),
    /** The heading of the source that is shown. */
    shown: (name: string) => side.getByRole("heading", { level: 2, name }),
    reason: side.getByRole("textbox", { name: "Reason" }),
    letters: side.getByRole("region", { name: "Letters over time" }),
    record: side.getByRole("region", { name: "How its claims fared" }),
    merged: side.getByRole("region", { name: "Merged into it" }),
    tree: side.getByRole("region", { name: "Where it stands" }),
    pairs: page.getByRole("grid", { name: "Sources that may be one" }),
    pair: page.getByRole("article", { name: "The pair" }),
  };
};
