import axe from "axe-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";

import { type ArticleFilter, ArticleState, FamilySize } from "../../../app/articles/model.ts";
import type { Output } from "../../../app/contract/index.ts";
import type { Input } from "../../../app/contract/index.ts";
import { type FakeCase, makeFakeCase } from "../../data/case.fake.ts";
import { setLanguage } from "../../i18n/index.ts";
import { showPage, startFresh } from "../../page.fake.tsx";
import { useView } from "../../state/view.ts";
import { CollectionPage } from "./collection-page.tsx";

startFresh();
afterEach(() => setLanguage("en"));

interface Known {
  date: string | null;
  outlet: string | null;
  state: ArticleState;
}
const article = (date: string | null, outlet: string | null, state: ArticleState = "unread"): Known => ({
  date,
  outlet,
  state,
});
const some: Known[] = [
  article("2025-08", "Agency"),
  article("2025-08", "عنب بلدي", "done"),
  article("2025-10", "Agency"),
  article("2025-11", "Agency", "done"),
  article("2025-11", "عنب بلدي"),
  article("2025", "Agency"),
  article(null, null),
];

let known: Known[];
let fake: FakeCase;

/** What the backend would count; each chart without the condition on its own field. */
function count(filter: ArticleFilter, outlets: number): Output<"articles.overview"> {
  const { from = "", until = "9999", dated } = filter;
  const inTime = ({ date }: Known): boolean =>
    dated
      ? (dated === "undated") === (date === null) && (date?.length ?? 0) <= 4
      : (from === "" && until === "9999") || (date !== null && date.length > 4 && date >= from && date <= until);
  const ofOutlet = ({ outlet }: Known): boolean => !filter.outlets || filter.outlets.includes(outlet);
  const inState = ({ state }: Known): boolean => !filter.states || filter.states.includes(state);
  const all = known.filter((each) => inTime(each) && ofOutlet(each) && inState(each));
  const timed = known.filter((each) => ofOutlet(each) && inState(each));
  const tally = (values: (string | null)[]): { value: string; count: number }[] => {
    const counts = new Map<string, number>();
    for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].map(([value, n]) => ({ value, count: n })).toSorted((a, b) => b.count - a.count);
  };
  const ranked = tally(known.filter((each) => inTime(each) && inState(each)).map(({ outlet }) => outlet));
  const stated = (each: Known): boolean => inTime(each) && ofOutlet(each);
  return {
    numbers: {
      articles: all.length,
      chars: all.length * 1000,
      unread: all.filter(({ state }) => state === "unread").length,
      undated: all.filter(({ date }) => date === null).length,
      withoutOutlet: all.filter(({ outlet }) => outlet === null).length,
      withoutLanguage: 0,
      withClaims: 0,
      inFamilies: Math.min(2, all.length),
      families: 1,
    },
    dates: {
      months: tally(timed.map(({ date }) => (date && date.length > 4 ? date : null)))
        .map(({ value, count: n }) => ({ month: value, count: n }))
        .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
      years: tally(timed.map(({ date }) => (date?.length === 4 ? date : null))).map(({ value, count: n }) => ({
        year: value,
        count: n,
      })),
      undated: timed.filter(({ date }) => date === null).length,
    },
    outlets: {
      values: ranked.slice(0, outlets),
      none: known.filter(({ outlet }) => outlet === null).length,
      more: {
        values: ranked.slice(outlets).length,
        articles: ranked.slice(outlets).reduce((n, each) => n + each.count, 0),
      },
    },
    languages: { values: [{ value: "ar", count: all.length }], none: 0, more: { values: 0, articles: 0 } },
    states: ArticleState.options.map((state) => ({
      state,
      count: known.filter((each) => stated(each) && each.state === state).length,
    })),
    unreadable: 3,
    familySizes: FamilySize.options.map((size) => ({
      size,
      count: size === "1" ? all.length : size === "3-5" ? 2 : 0,
      families: size === "3-5" ? 1 : 0,
    })),
  };
}

beforeEach(() => {
  known = some;
  fake = makeFakeCase({
    "articles.overview": ({ filter = {}, outlets = 12 }: Input<"articles.overview">) => count(filter, outlets),
    "articles.facets": () => ({ total: known.length, states: [], languages: [], outlets: [] }),
    "tags.list": () => [],
  });
});
const show = () => showPage(fake, <CollectionPage />);
const bar = (name: string | RegExp) => page.getByRole("button", { name });
const chips = (): string[] => [...document.querySelectorAll("search li bdi")].map((each) => each.textContent ?? "");
const filter = (): ArticleFilter => useView.getState().collection.filter;
const focused = (): string =>
  document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "";

test("a press on a month filters: the other charts follow, its own keeps what else could be chosen, a second press lets go", async () => {
  await show();
  await expect.element(page.getByText("7 articles · 7,000 characters of text")).toBeVisible();
  // A month without articles has its column.
  await expect.element(bar("September 2025, 0 articles")).toBeInTheDocument();
  await bar("November 2025, 2 articles").click();
  await expect.element(page.getByText("2 of 7 articles · 2,000 characters of text")).toBeVisible();
  expect(filter()).toEqual({ from: "2025-11", until: "2025-11" });
  expect(chips()).toEqual(["November 2025"]);
  await expect.element(bar(/^Agency ?, 1$/u)).toBeVisible();
  await expect.element(bar("August 2025, 2 articles")).toHaveAttribute("aria-pressed", "false");
  await bar(/^Agency ?, 1$/u).click();
  expect(filter()).toEqual({ from: "2025-11", until: "2025-11", outlets: ["Agency"] });
  await expect.element(page.getByText("1 of 7 articles · 1,000 characters of text")).toBeVisible();
  await bar("November 2025, 1 article").click();
  expect(filter()).toEqual({ outlets: ["Agency"] });
  await page.getByRole("button", { name: "Clear all filters" }).click();
  expect(filter()).toEqual({});
});

test("by keys alone: arrows go along the months, Shift stretches a span, closer and back; Enter chooses among outlets", async () => {
  await show();
  await expect.element(bar("August 2025, 2 articles")).toBeVisible();
  (bar("August 2025, 2 articles").element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowRight}{ArrowRight}");
  expect(focused()).toBe("October 2025, 1 article");
  await expect.element(page.getByText("October 2025: 1 article")).toBeVisible();
  await userEvent.keyboard("{Shift>}{ArrowRight}{/Shift}");
  expect(filter()).toEqual({ from: "2025-10", until: "2025-11" });
  await expect.element(page.getByText("3 of 7 articles · 3,000 characters of text")).toBeVisible();
  expect(focused()).toBe("November 2025, 2 articles");
  await userEvent.keyboard("+");
  await expect.element(bar(/August 2025/u)).not.toBeInTheDocument();
  await expect.element(bar("October 2025, 1 article")).toBeVisible();
  await userEvent.keyboard("-");
  await expect.element(bar(/August 2025/u)).toBeVisible();
  await userEvent.keyboard("{Home}{Enter}");
  expect(filter()).toEqual({ from: "2025-08", until: "2025-08" });
  (bar(/^Agency/u).element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowDown}");
  expect(focused()).toMatch(/^عنب بلدي/u);
  await userEvent.keyboard("{Enter}");
  expect(filter().outlets).toEqual(["عنب بلدي"]);
  // One Tab stop a chart.
  await userEvent.keyboard("{Tab}");
  expect(focused()).toMatch(/^Arabic/u);
});

test("months run with the lines: in Arabic the earliest stands at the right, and the left arrow goes on in time", async () => {
  setLanguage("ar");
  await show();
  const august = bar(/^أغسطس ٢٠٢٥/u);
  await expect.element(august).toBeVisible();
  const november = bar(/^نوفمبر ٢٠٢٥/u);
  expect(august.element().getBoundingClientRect().left).toBeGreaterThan(
    november.element().getBoundingClientRect().left,
  );
  (august.element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowLeft}{ArrowLeft}{ArrowLeft}");
  expect(focused()).toBe("نوفمبر ٢٠٢٥, مقالتان");
});

test("dragging over columns chooses a span of time, in either direction of writing", async () => {
  await show();
  for (const language of ["en", "ar"] as const) {
    setLanguage(language);
    useView.getState().setCollection({ filter: {} });
    const first = bar(language === "en" ? /^October 2025/u : /^أكتوبر ٢٠٢٥/u);
    const last = bar(language === "en" ? /^August 2025/u : /^أغسطس ٢٠٢٥/u);
    await expect.element(first).toBeVisible();
    await userEvent.dragAndDrop(first, last);
    await expect.poll(filter).toEqual({ from: "2025-08", until: "2025-10" });
  }
});

test("numbers and the key lead to those articles in the library, with what is filtered by already", async () => {
  await show();
  await bar("November 2025, 2 articles").click();
  await expect.element(page.getByRole("button", { name: "1 Unread 50% of them" })).toBeVisible();
  await page.getByRole("button", { name: "1 Unread 50% of them" }).click();
  expect(useView.getState().page).toBe("library");
  expect(useView.getState().library.filter).toEqual({ from: "2025-11", until: "2025-11", states: ["unread"] });
  useView.getState().go("collection");
  await userEvent.keyboard("o");
  expect(useView.getState().library.filter).toEqual({ from: "2025-11", until: "2025-11" });
  // The page is found again as it was left.
  expect(filter()).toEqual({ from: "2025-11", until: "2025-11" });
});

test("what could not be read is counted, and leads to why", async () => {
  await show();
  await page.getByRole("button", { name: "3 Could not be read files or records" }).click();
  expect(useView.getState().page).toBe("unreadable");
});

test("what has no date, or no more than a year, stands beside the months and takes the place of a period", async () => {
  await show();
  await bar("November 2025, 2 articles").click();
  await page.getByRole("button", { name: "No date 1" }).click();
  expect(filter()).toEqual({ dated: "undated" });
  expect(chips()).toEqual(["No date"]);
  await page.getByRole("button", { name: "Only the year is known 1" }).click();
  expect(filter()).toEqual({ dated: "year-only" });
});

test("every chart stands as a table too, whose rows filter as well", async () => {
  await show();
  await expect.element(bar("November 2025, 2 articles")).toBeVisible();
  await userEvent.keyboard("t");
  const months = page.getByRole("table", { name: "Articles per month" });
  await expect.element(months.getByRole("row", { name: /November 2025/u })).toMatchTextContent("November 20252");
  await months.getByRole("button", { name: "November 2025" }).click();
  expect(filter()).toEqual({ from: "2025-11", until: "2025-11" });
  const copies = page.getByRole("table", { name: "Copies" });
  await expect.element(copies.getByRole("row", { name: /3–5/u })).toMatchTextContent("3–521");
  await expect.element(page.getByRole("table", { name: "Outlets" }).getByRole("row").nth(1)).toBeVisible();
  await userEvent.keyboard("t");
  await expect.element(bar("November 2025, 2 articles")).toHaveAttribute("aria-pressed", "true");
});

test("of many outlets the most frequent stand first; all are shown on demand and found by name", async () => {
  known = Array.from({ length: 300 }, (_, at) => article("2025-11", `Outlet ${at % 250}`));
  await show();
  await expect.element(page.getByText("238 more, 276 articles")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect.element(page.getByText("The first 200 are shown; type to find others.")).toBeVisible();
  await page.getByRole("searchbox", { name: "Find by name" }).fill("outlet 249");
  await bar(/^Outlet 249 ?, 1$/u).click();
  expect(filter()).toEqual({ outlets: ["Outlet 249"] });
  await page.getByRole("button", { name: "Show the most frequent only" }).click();
  // What is chosen stays in sight.
  await expect.element(bar(/^Outlet 249/u)).toHaveAttribute("aria-pressed", "true");
});

test("counts again when articles change; says so where no article fits", async () => {
  await show();
  await expect.element(page.getByText("7 articles · 7,000 characters of text")).toBeVisible();
  known = [...some, article("2025-12", "Agency")];
  fake.tell({ name: "changed", value: { kinds: ["article"] } });
  await expect.element(page.getByText("8 articles · 8,000 characters of text")).toBeVisible();
  await expect.element(bar("December 2025, 1 article")).toBeVisible();
  useView.getState().setCollection({ filter: { dated: "undated", outlets: ["Agency"] } });
  await expect.element(page.getByText("No article fits all of these filters at once.")).toBeVisible();
});

test("axe finds no fault, in either language, as charts, tables and empty", async () => {
  const screen = await show();
  const faults = async () =>
    (await axe.run(screen.container)).violations.map(({ id, nodes }) => [id, nodes[0]?.html ?? ""]);
  await bar("November 2025, 2 articles").click();
  await expect.element(page.getByText(/2 of 7 articles/u)).toBeVisible();
  expect(await faults()).toEqual([]);
  setLanguage("ar");
  await expect.element(page.getByRole("heading", { name: "المجموعة" })).toBeVisible();
  expect(await faults()).toEqual([]);
  await userEvent.keyboard("t");
  await expect.element(page.getByRole("table", { name: "الوسائل" })).toBeVisible();
  expect(await faults()).toEqual([]);
  setLanguage("en");
  useView.getState().setCollection({ filter: {} });
  known = [];
  fake.tell({ name: "changed", value: { kinds: ["article"] } });
  await expect.element(page.getByText("Nothing is collected yet")).toBeVisible();
  expect(await faults()).toEqual([]);
});
