import axe from "axe-core";
import { expect, it } from "vitest";
import { userEvent } from "vitest/browser";

import type { FakeCase } from "../data/case.fake.ts";
import { setLanguage } from "../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../page.fake.tsx";
import { useView } from "../state/view.ts";
import { SearchPage } from "./search-page.tsx";
import { fakeLine, makeFakeSearch } from "./search.fake.ts";

const show = (fake: FakeCase, files?: Parameters<typeof showPage>[2]) =>
  showPage(
    fake,
    <>
      <SearchPage />
      <PageNotices />
    </>,
    files,
  );
const look = () => useView.getState().search;
const set = useView.getState().setSearch;

startFresh();

it("finds, marks the hit in its own glyphs, and opens the reader there by keys alone", async () => {
  const screen = await show(makeFakeSearch());
  await userEvent.keyboard("استخبارات");
  await expect.element(screen.getByText("Result 0", { exact: true })).toBeVisible();
  expect(document.querySelector("mark")?.textContent).toBe("الاستخبارات");
  const style = getComputedStyle(document.querySelector("mark") as Element);
  expect([style.padding, style.margin, style.borderWidth]).toEqual(["0px", "0px", "0px"]);
  await userEvent.keyboard("{Enter}{ArrowDown}{Enter}");
  expect(useView.getState().reader).toMatchObject({ articleId: "a1", span: { start: 413, end: 424 } });
});

it("comes back to the result that was left for, with the keyboard on it", async () => {
  set({ query: "x" });
  const first = await show(makeFakeSearch());
  await expect.element(first.getByText("Result 0", { exact: true })).toBeVisible();
  await userEvent.keyboard("{Enter}jjj{Enter}");
  expect(useView.getState().reader).toMatchObject({ articleId: "a3" });
  await first.unmount();
  const second = await show(makeFakeSearch());
  await expect.element(second.getByText("Result 3", { exact: true })).toBeVisible();
  await expect.poll(() => document.activeElement?.getAttribute("role")).toBe("grid");
  await userEvent.keyboard("p{Enter}");
  expect(useView.getState().reader).toMatchObject({ articleId: "a2" });
});

it("reaches the last of a million results", async () => {
  set({ query: "x" });
  const screen = await show(makeFakeSearch());
  await expect.element(screen.getByText("Result 0", { exact: true })).toBeVisible();
  screen.getByRole("grid").element().focus();
  await userEvent.keyboard("{End}");
  await expect.element(screen.getByText("Result 999999", { exact: true })).toBeVisible();
});

it("says where a query is wrong", async () => {
  set({ query: 'قائد "الأمن' });
  const screen = await show(makeFakeSearch());
  await expect.element(screen.getByText("This query is wrong at the place marked")).toBeVisible();
  expect(document.querySelector("[role=alert] mark")?.textContent).toBe('"');
});

it("reads the answer as claims and memos by their digits, each opened at its place", async () => {
  set({ query: "x" });
  const screen = await show(makeFakeSearch());
  await expect.element(screen.getByText("Result 0", { exact: true })).toBeVisible();
  await userEvent.keyboard("{Enter}2");
  await expect.element(screen.getByText("قائد الأمن الداخلي")).toBeVisible();
  await expect.element(screen.getByText("in the quote")).toBeVisible();
  await screen.getByText("قائد الأمن الداخلي").dblClick();
  expect(useView.getState().reader).toMatchObject({ articleId: "a7", claimId: "c1" });
  await userEvent.keyboard("3");
  await screen.getByText("مستودع المحروقات").dblClick();
  expect(useView.getState().reader).toMatchObject({ articleId: "a8", annotationId: "n1" });
});

it("turns a switch in the query itself, and shows one that was typed", async () => {
  set({ query: "stem:off raid" });
  const screen = await show(makeFakeSearch());
  const stem = screen.getByRole("button", { name: "stem:off" });
  await expect.element(stem).toHaveAttribute("aria-pressed", "true");
  await stem.click();
  await expect.poll(() => look().query).toBe("raid");
  await userEvent.keyboard("{Alt>}e{/Alt}");
  await expect.poll(() => look().query).toBe("exact:raid");
  await expect.element(screen.getByRole("button", { name: "exact:" })).toHaveAttribute("aria-pressed", "true");
});

it("proposes fields and their values as they are typed", async () => {
  const screen = await show(makeFakeSearch());
  await userEvent.keyboard("raid outl");
  await expect.element(screen.getByRole("option", { name: /^outlet:/u })).toBeVisible();
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await expect.element(screen.getByRole("option", { name: /^عنب بلدي/u })).toBeVisible();
  await userEvent.keyboard("عنب{ArrowDown}{Enter}");
  await expect.element(screen.getByRole("combobox")).toHaveValue('raid outlet:"عنب بلدي" ');
});

it("offers in the empty field what was asked in this session", async () => {
  set({ query: "raid" });
  const screen = await show(makeFakeSearch());
  await userEvent.click(screen.getByRole("combobox"));
  await userEvent.keyboard("{Enter}/{Escape}{ArrowDown}");
  await expect.element(screen.getByRole("option", { name: "raid" })).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => look().query).toBe("raid");
});

it("puts a suggested word in place of the one typed, says so, and takes it back", async () => {
  set({ query: "raid hgh" });
  const screen = await show(makeFakeSearch());
  await expect.element(screen.getByText("“hgh” stands in no article. Perhaps:", { exact: false })).toBeVisible();
  await expect.element(screen.getByText("the same keys on the other keyboard layout, 12 articles")).toBeVisible();
  await userEvent.keyboard("{Enter}y");
  await expect.poll(() => look().query).toBe("raid الأ");
  await expect.element(screen.getByText("Searched for “الأ” instead of “hgh”", { exact: false })).toBeVisible();
  await screen.getByRole("button", { name: "Take back" }).click();
  await expect.poll(() => look().query).toBe("raid hgh");
});

it("keeps the search within a group, by pointer and by keys, and lets go of it", async () => {
  set({ query: "x" });
  const fake = makeFakeSearch();
  const screen = await show(fake);
  await expect.element(screen.getByText("Result 0", { exact: true })).toBeVisible();
  await userEvent.keyboard("{Enter}b");
  await expect.element(screen.getByRole("button", { name: /^Outlet 1/u })).toBeVisible();
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await expect.poll(() => look().group?.of).toEqual({ by: "outlet", key: "Outlet 1" });
  expect(fake.asked("search.articles").at(-1)).toMatchObject({ group: { by: "outlet", key: "Outlet 1" } });
  await expect.element(screen.getByRole("tab", { name: "Articles 9" })).toBeVisible();
  await expect.element(screen.getByText("Outlet: Outlet 1")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  expect(look().group).toBeNull();
  await screen.getByRole("button", { name: /^No outlet/u }).click();
  expect(look().group?.of).toEqual({ by: "outlet", key: null });
});

it("sets lines of both directions beneath one another on the hit, in the order of reading of each", async () => {
  set({ query: "x", reading: "concordance" });
  const screen = await show(
    makeFakeSearch({
      lines: [
        fakeLine(0, { before: "أصيب عنصر من جهاز ", hit: "الاستخبارات", after: " في البدروسية أمس" }),
        fakeLine(1, { before: "a member of the ", hit: "intelligence", after: " service was wounded" }),
        fakeLine(2, { before: "رجل ال", hit: "استخبارات", after: " قال" }),
      ],
    }),
  );
  await expect.element(screen.getByText("intelligence")).toBeVisible();
  const boxes = [...document.querySelectorAll("[role=row] mark")].map((mark) => {
    const row = mark.parentElement as HTMLElement;
    const [before, after] = [row.children[0], row.children[2]].map((part) =>
      (part as HTMLElement).getBoundingClientRect(),
    );
    const box = mark.getBoundingClientRect();
    return { middle: Math.round((box.left + box.right) / 2), beforeIsLeft: (before?.left ?? 0) < (after?.left ?? 0) };
  });
  expect(new Set(boxes.map(({ middle }) => middle)).size).toBeLessThanOrEqual(2);
  expect(boxes.map(({ beforeIsLeft }) => beforeIsLeft)).toEqual([false, true, false]);
  // A hit within a word keeps its letters joined.
  expect(document.querySelectorAll("[role=row] mark")[2]?.textContent).toBe("استخبارات");
  await screen.getByText("intelligence").dblClick();
  expect(useView.getState().reader).toMatchObject({ articleId: "a1", span: { start: 413, end: 424 } });
});

it("says that a frequent word is bounded, and reads all when asked to", async () => {
  set({ query: "x", reading: "concordance" });
  const fake = makeFakeSearch({ bounded: true });
  const screen = await show(fake);
  await expect.element(screen.getByText("12 of 40 articles were read", { exact: false })).toBeVisible();
  await screen.getByRole("button", { name: "Read all" }).click();
  await expect.element(screen.getByText("2 lines in 40 articles")).toBeVisible();
  expect(fake.asked("search.concordance").at(-1)).toMatchObject({ whole: true });
});

it("writes the concordance to a table, in its order and with what it is kept within", async () => {
  set({ query: "raid", reading: "concordance", sort: "after", copies: false });
  useView.getState().searchWithin({ articles: ["a1"] });
  const fake = makeFakeSearch({ more: { "search.exportConcordance": () => ({ jobId: "j1" }) } });
  const screen = await show(fake, {
    pickFiles: () => Promise.resolve([]),
    pickSave: (_, name) => Promise.resolve({ file: "f1", name, replace: false } as never),
  });
  await expect.element(screen.getByText("2 lines in 40 articles")).toBeVisible();
  await screen.getByRole("button", { name: "Export as CSV" }).click();
  await expect
    .poll(() => fake.asked("search.exportConcordance"))
    .toMatchObject([{ query: "raid", sort: "after", copies: false, within: { articles: ["a1"] }, to: "f1" }]);
});

it("searches within what the library chose, and widens", async () => {
  set({ query: "x" });
  useView.getState().searchWithin({ articles: ["a1", "a2"] });
  const screen = await show(makeFakeSearch());
  await expect.element(screen.getByText("Within 2 chosen articles")).toBeVisible();
  await expect.element(screen.getByRole("tab", { name: "Articles 2" })).toBeVisible();
  await screen.getByRole("button", { name: "No longer: Within 2 chosen articles" }).click();
  await expect.element(screen.getByRole("tab", { name: "Articles 1,000,000" })).toBeVisible();
});

it("offers claims and memos only within chosen claims", async () => {
  set({ query: "x" });
  useView.getState().searchWithin({ claims: ["c1"] });
  const screen = await show(makeFakeSearch());
  await expect.element(screen.getByRole("tab", { name: "Claims 1" })).toBeVisible();
  expect(screen.getByRole("tab").elements()).toHaveLength(2);
});

it("says what would widen a search that finds nothing", async () => {
  set({ query: "stem:off raid outlet:SANA" });
  const screen = await show(makeFakeSearch({ total: 0 }));
  await expect.element(screen.getByText("Nothing fits this query")).toBeVisible();
  await expect.element(screen.getByRole("button", { name: "Claims: 1" })).toBeVisible();
  await screen.getByRole("button", { name: "Without the fields: stem:off raid" }).click();
  await expect.poll(() => look().query).toBe("stem:off raid");
});

it("keeps a search, renames it, and opens it as it was read", async () => {
  let views = [{ id: "v1", page: "search", name: "Raids", content: { query: "raid", reading: "memos" } }];
  const fake = makeFakeSearch({
    more: {
      "cases.views": () => views,
      "cases.saveView": ({ name, content }: { name: string; content: { query: string; reading: string } }) => {
        views = [...views.filter((view) => view.name !== name), { id: `v-${name}`, page: "search", name, content }];
        return views.at(-1);
      },
      "cases.removeView": ({ id }: { id: string }) => {
        views = views.filter((view) => view.id !== id);
        return {};
      },
    },
  });
  const screen = await show(fake);
  await screen.getByRole("button", { name: "Saved searches" }).click();
  await screen.getByRole("button", { name: "Rename the search “Raids”" }).click();
  await userEvent.keyboard("{Control>}a{/Control}Searches of houses{Enter}");
  await expect.poll(() => views.map(({ name }) => name)).toEqual(["Searches of houses"]);
  await userEvent.keyboard("{Escape}");
  await screen.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => views.map(({ name }) => name)).toEqual(["Raids"]);
  fake.tell({ name: "changed", value: { kinds: ["view"] } } as never);
  await screen.getByRole("button", { name: /^Saved searches/u }).click();
  await screen.getByRole("button", { name: /^Raids/u }).click();
  await expect.poll(() => look()).toMatchObject({ query: "raid", reading: "memos" });
});

it("teaches its language before anything is asked, on the case's own names, and an example can be tried", async () => {
  const screen = await show(makeFakeSearch());
  await expect.element(screen.getByText("What a query may hold")).toBeVisible();
  await expect.element(screen.getByRole("button", { name: 'outlet:"عنب بلدي"' })).toBeVisible();
  await screen.getByRole("button", { name: "raid OR arrest", exact: true }).click();
  await expect.poll(() => look().query).toBe("raid OR arrest");
});

it.each(["en", "ar"] as const)("has no faults that axe finds (%s)", async (language) => {
  setLanguage(language);
  const screen = await show(makeFakeSearch({ total: 50, bounded: true }));
  const faults = async () => {
    const { violations } = await axe.run(document.body);
    return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
  };
  await expect.element(screen.getByRole("heading", { level: 2 }).first()).toBeVisible();
  expect(await faults()).toEqual([]);
  set({ query: `hgh ${language}`, groupBy: "outlet" });
  await expect.element(screen.getByText("Result 1", { exact: true })).toBeVisible();
  await expect.element(screen.getByText("Outlet 1").first()).toBeVisible();
  expect(await faults()).toEqual([]);
  set({ reading: "concordance" });
  await expect.element(screen.getByText("الاستخبارات").first()).toBeVisible();
  expect(await faults()).toEqual([]);
});
