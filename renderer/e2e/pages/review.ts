import type { Page } from "playwright-core";

/** The page of marks on earlier texts, and the ways to it. */
export const review = (page: Page) => ({
  button: page.getByRole("button", { name: /^Text changed/u }),
  heading: page.getByRole("heading", { name: "Marks on earlier texts" }),
  /** A mark by a part of its claim's statement or its own words. */
  mark: (name: string) => page.getByRole("listitem", { name }),
  place: (number: number) => page.getByRole("radio", { name: `Place ${number}` }),
  hand: page.getByRole("region", { name: "Where does it stand now?" }),
  told: (text: string) => page.getByText(text),
  empty: page.getByText("Every mark stands on the text that is read"),
});
