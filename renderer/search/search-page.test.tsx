import axe from "axe-core";
import { expect, it } from "vitest";
import { userEvent } from "vitest/browser";

import { type FakeCase, FakeRefusal, makeFakeCase } from "../data/case.fake.ts";
import { setLanguage } from "../i18n/index.ts";
import { showPage, startFresh } from "../page.fake.tsx";
import { useView } from "../state/view.ts";
import { SearchPage } from "./search-page.tsx";

const many = 1_000_000;
const snippet = { text: "عنصر من جهاز الاستخبارات أصيب", start: 400, end: 429, hits: [[13, 24]] };

function makeCase(total = many): FakeCase {
  return makeFakeCase({
    "search.articles": ({ query, offset, limit }: { query: string; offset: number; limit: number }) => {
      if (query.includes('"')) throw new FakeRefusal("query-syntax", { position: query.indexOf('"') });
      return {
        total,
        tookMs: 1.5,
        hits: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) => ({
          articleId: `a${offset + i}`,
          title: `Result ${offset + i}`,
          outlet: "عنب بلدي",
          publishedAt: "2025-11-24",
          language: "ar",
          score: 1,
          snippets: [snippet],
        })),
      };
    },
    "search.claims": ({ query }: { query: string }) => {
      if (query.includes('"')) throw new FakeRefusal("query-syntax", { position: query.indexOf('"') });
      return {
        total: 1,
        tookMs: 0.4,
        hits: [
          {
            claimId: "c1",
            articleId: "a7",
            articleTitle: "اشتباكات",
            outlet: null,
            origin: "قائد الأمن الداخلي",
            reliability: null,
            credibility: "6",
            score: 1,
            field: "quote",
            snippets: [snippet],
          },
        ],
      };
    },
  });
}

const show = (fake: FakeCase) => showPage(fake, <SearchPage />);

startFresh();

it("finds, marks the hit in its own glyphs, and opens the reader there by keys alone", async () => {
  const screen = await show(makeCase());
  await userEvent.keyboard("استخبارات");
  await expect.element(screen.getByText("Result 0", { exact: true })).toBeVisible();
  expect(document.querySelector("mark")?.textContent).toBe("الاستخبارات");
  const style = getComputedStyle(document.querySelector("mark") as Element);
  expect([style.padding, style.margin, style.borderWidth]).toEqual(["0px", "0px", "0px"]);
  await userEvent.keyboard("{Enter}{ArrowDown}{Enter}");
  expect(useView.getState().reader).toMatchObject({ articleId: "a1", span: { start: 413, end: 424 } });
});

it("reaches the last of a million results", async () => {
  useView.getState().setSearch({ query: "x" });
  const screen = await show(makeCase());
  await expect.element(screen.getByText("Result 0", { exact: true })).toBeVisible();
  screen.getByRole("grid").element().focus();
  await userEvent.keyboard("{End}");
  await expect.element(screen.getByText("Result 999999", { exact: true })).toBeVisible();
});

it("says where a query is wrong", async () => {
  useView.getState().setSearch({ query: 'قائد "الأمن' });
  const screen = await show(makeCase());
  await expect.element(screen.getByText("This query is wrong at the place marked")).toBeVisible();
  expect(document.querySelector("[role=alert] mark")?.textContent).toBe('"');
});

it("shows claims with whose they are and how they were graded", async () => {
  useView.getState().setSearch({ query: "x", kind: "claims" });
  const screen = await show(makeCase());
  await expect.element(screen.getByText("قائد الأمن الداخلي")).toBeVisible();
  await expect.element(screen.getByText("in the quote")).toBeVisible();
  await screen.getByText("قائد الأمن الداخلي").dblClick();
  expect(useView.getState().reader).toMatchObject({ articleId: "a7", claimId: "c1" });
});

it("teaches its language before anything is asked, and an example can be tried", async () => {
  const screen = await show(makeCase());
  await expect.element(screen.getByText("What a query may hold")).toBeVisible();
  await screen.getByRole("button", { name: "raid OR arrest" }).click();
  await expect.poll(() => useView.getState().search.query).toBe("raid OR arrest");
});

it.each(["en", "ar"] as const)("has no faults that axe finds (%s)", async (language) => {
  setLanguage(language);
  useView.getState().setSearch({ query: `axe ${language}` });
  const screen = await show(makeCase(50));
  await expect.element(screen.getByText("Result 1", { exact: true })).toBeVisible();
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
