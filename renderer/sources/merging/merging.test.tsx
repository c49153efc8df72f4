import axe from "axe-core";
import { expect, it } from "vitest";
import { userEvent } from "vitest/browser";

import type { Duplicate } from "../../../app/sources/model.ts";
import type { FakeCase } from "../../data/case.fake.ts";
import { setLanguage } from "../../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../../page.fake.tsx";
import { useView } from "../../state/view.ts";
import { SourcesPage } from "../sources-page.tsx";
import { fakeRow, makeSourcesCase } from "../sources.fake.ts";

startFresh();

const names = ["وزارة الداخلية", "Ministry of Interior"];
const pairs: Duplicate[] = [
  {
    sources: [fakeRow(0, { claims: 9 }), fakeRow(1, { claims: 2 })],
    why: "same-folded",
    names: ["الداخلية", "داخليه"],
  },
  { sources: [fakeRow(1), fakeRow(2)], why: "same-words", names: ["A B", "B A"] },
];

const makeCase = (
  change: { pairs?: Duplicate[]; merged?: { id: string; name: string }[]; both?: number } = {},
): FakeCase =>
  makeSourcesCase(
    { known: { s0: { merged: change.merged ?? [] } } },
    {
      "sources.duplicates": ({ id, offset, limit }: { id?: string; offset: number; limit: number }) => {
        const all = (change.pairs ?? []).filter(({ sources }) => !id || sources.some((source) => source.id === id));
        return { total: all.length, pairs: all.slice(offset, offset + limit) };
      },
      "sources.previewMerge": ({ id, into }: { id: string; into: string }) => ({
        from: fakeRow(Number(id.slice(1)), { reliability: "D" }),
        into: fakeRow(Number(into.slice(1)), { reliability: "B" }),
        names,
        claims: 40,
        origins: 7,
        both: change.both ?? 0,
        below: 1,
      }),
    },
  );

const show = async (fake: FakeCase) => {
  useView.getState().goToSource("s0");
  const screen = await showPage(
    fake,
    <>
      <SourcesPage />
      <PageNotices />
    </>,
  );
  await expect.element(screen.getByRole("heading", { name: "Source 0" })).toBeVisible();
  return screen;
};

it("merges a source into another by keys alone: found, previewed, swapped, given a reason, undone", async () => {
  const fake = makeCase({ both: 2 });
  const screen = await show(fake);
  await userEvent.keyboard("m");
  await expect.element(screen.getByRole("combobox", { name: "Into" })).toHaveFocus();
  await userEvent.keyboard("min");
  await expect.element(screen.getByRole("option", { name: /^Ministry/ })).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByRole("textbox", { name: "Reason" })).toHaveFocus();
  // What would come of it stands there before anything is done.
  const outcome = screen.getByRole("list", { name: "What would come of it" });
  await expect.element(outcome.getByText(/وزارة الداخلية/)).toBeVisible();
  await expect.element(outcome.getByText(/40 claims in all/)).toBeVisible();
  await expect
    .element(outcome.getByText(/D not usually reliable.*B usually reliable.*keeps its own letter/))
    .toBeVisible();
  await expect.element(screen.getByText(/2 claims name both/)).toBeVisible();
  expect(fake.asked("sources.merge")).toEqual([]);
  await screen.getByRole("button", { name: "Swap" }).click();
  await expect.poll(() => fake.asked("sources.previewMerge").at(-1)).toEqual({ id: "s9", into: "s0" });
  await screen.getByRole("textbox", { name: "Reason" }).fill("the same ministry");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => fake.asked("sources.merge")).toEqual([{ id: "s9", into: "s0", reason: "the same ministry" }]);
  await expect.element(screen.getByRole("heading", { level: 2, name: "Source 0" })).toBeVisible();
  await expect.element(screen.getByRole("grid")).toHaveFocus();
  await screen.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => fake.asked("ledger.undo")).toHaveLength(1);
});

it("merges two that were chosen in the list, the second into the first, and lets them be by Escape", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await screen.getByRole("row", { name: /Source 1/ }).click();
  await screen.getByRole("row", { name: /Source 2/ }).click({ modifiers: ["ControlOrMeta"] });
  await expect.element(screen.getByRole("toolbar", { name: "2 sources chosen" })).toBeVisible();
  await userEvent.keyboard("m");
  await expect.element(screen.getByRole("heading", { name: /Merge .*Source 2.* into .*Source 1/ })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(screen.getByRole("grid")).toHaveFocus();
  expect(fake.asked("sources.merge")).toEqual([]);
  await userEvent.keyboard("m");
  await expect.element(screen.getByRole("textbox", { name: "Reason" })).toHaveFocus();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.poll(() => fake.asked("sources.merge")).toEqual([{ id: "s2", into: "s1", reason: null }]);
  await expect.poll(() => useView.getState().sourceId).toBe("s1");
});

it("splits off what was merged, by a key", async () => {
  const fake = makeCase({ merged: [{ id: "s7", name: "Old" }] });
  const screen = await show(fake);
  await userEvent.keyboard("s");
  await expect.poll(() => fake.asked("sources.split")).toEqual([{ id: "s7", reason: null }]);
  await expect.element(screen.getByText(/Old.* was split off/)).toBeVisible();
});

it("proposes pairs, goes through them by keys, merges one and tells the other apart; nothing merges by itself", async () => {
  const fake = makeCase({ pairs });
  const screen = await show(fake);
  await userEvent.keyboard("u");
  await expect.element(screen.getByRole("heading", { level: 1, name: "Sources that may be one" })).toBeVisible();
  const pair = screen.getByRole("article", { name: "The pair" });
  await expect.element(pair.getByText(/the same but for marks/).first()).toBeVisible();
  // The one with fewer claims is proposed to go.
  await expect.poll(() => fake.asked("sources.previewMerge").at(-1)).toEqual({ id: "s1", into: "s0" });
  await userEvent.keyboard("j");
  await expect.element(pair.getByText(/have the same words/).first()).toBeVisible();
  await userEvent.keyboard("k");
  await expect.element(pair.getByText(/the same but for marks/).first()).toBeVisible();
  expect(fake.asked("sources.merge")).toEqual([]);
  await userEvent.keyboard("x");
  await expect.poll(() => fake.asked("sources.previewMerge").at(-1)).toEqual({ id: "s0", into: "s1" });
  await userEvent.keyboard("m");
  await expect.poll(() => fake.asked("sources.merge")).toEqual([{ id: "s0", into: "s1", reason: null }]);
  await userEvent.keyboard("{ArrowDown}");
  await expect.element(pair.getByText(/have the same words/).first()).toBeVisible();
  await userEvent.keyboard("d");
  await expect.poll(() => fake.asked("sources.distinguish")).toEqual([{ ids: ["s1", "s2"] }]);
  await userEvent.keyboard("{Escape}");
  await expect.element(screen.getByRole("heading", { level: 1, name: "Sources", exact: true })).toBeVisible();
});

it("says beside a source what it may be the same as", async () => {
  const fake = makeCase({ pairs });
  const screen = await show(fake);
  const likely = screen.getByRole("list", { name: "May be the same, by their names" });
  await expect.element(likely.getByText(/Source 1/).first()).toBeVisible();
  await likely.getByRole("button", { name: "Look at merging" }).click();
  await expect.element(screen.getByRole("heading", { name: /Merge .*Source 0.* into .*Source 1/ })).toBeVisible();
});

it.each(["en", "ar"] as const)("has no faults that axe finds (%s)", async (language) => {
  setLanguage(language);
  const screen = await show(makeCase({ pairs, both: 3 }));
  await userEvent.keyboard("m");
  await screen.getByRole("button", { name: "Source 1" }).click();
  await expect.element(screen.getByRole("note")).toBeVisible();
  // A tooltip that happens to be in sight stands in no region of the page.
  const options = { rules: { region: { enabled: false } } };
  const violations = async () =>
    (await axe.run(document.body, options)).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
  expect(await violations()).toEqual([]);
  await userEvent.keyboard("{Escape}");
  await userEvent.keyboard("u");
  await expect.element(screen.getByRole("note")).toBeVisible();
  expect(await violations()).toEqual([]);
});
