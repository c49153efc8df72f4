import type { Page } from "playwright-core";

/** The questions, and one of them with what each origin says side by side. */
export const questions = (page: Page) => {
  const comparison = page.getByRole("grid", { name: "What each origin says" });
  return {
    list: page.getByRole("grid", { name: "Questions" }),
    comparison,
    /** What an origin says in a slot, by how it begins. */
    account: (text: string) => comparison.getByRole("group").filter({ hasText: new RegExp(`^${text}`, "u") }),
    origin: (name: string) => comparison.getByRole("columnheader").filter({ hasText: name }),
    counts: (words: string) => page.getByText(words, { exact: true }),
  };
};
