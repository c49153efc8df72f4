import axe from "axe-core";
import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";

import type { Tag } from "../../app/tags/model.ts";
import { type FakeCase, fakeTag, makeFakeCase } from "../data/case.fake.ts";
import type { Files } from "../data/files.tsx";
import { setLanguage } from "../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../page.fake.tsx";
import { useView } from "../state/view.ts";
import { TagsPage } from "./tags-page.tsx";

const tag = (id: string, path: string, parentId: string | null, change: Partial<Tag> = {}): Tag => ({
  ...fakeTag(id, path),
  parentId,
  ...change,
});

const codebook = (): Tag[] => [
  tag("t1", "Casualties", null, { colour: 0, uses: 2 }),
  tag("t2", "Casualties/Dead", "t1", { colour: 0, uses: 7, description: "Who died" }),
  tag("t3", "Casualties/Hurt", "t1", { colour: 4, uses: 1 }),
  tag("t4", "الأسباب", null, { colour: 7, uses: 0 }),
  tag("t5", "الأسباب/Dead", "t4", { colour: 10, uses: 3 }),
  tag("t6", "Toll", null, { colour: 6, uses: 4 }),
];

/** A codebook that follows what is done to it, as the backend would. */
function makeCase(tags = codebook()): FakeCase {
  const find = (id: string): Tag => tags.find((each) => each.id === id) ?? tag(id, "?", null);
  const fake = makeFakeCase({
    "cases.current": () => null,
    "tags.list": () => tags,
    "tags.add": ({ path }: { path: string }) => {
      const made = tag("new", path, null);
      tags = [...tags, made];
      fake.tell({ name: "changed", value: { kinds: ["tag"] } });
      return made;
    },
    "tags.edit": (input: { id: string }) => {
      tags = tags.map((each) => (each.id === input.id ? Object.assign({}, each, input) : each));
      fake.tell({ name: "changed", value: { kinds: ["tag"] } });
      return find(input.id);
    },
    "tags.merge": ({ ids, into }: { ids: string[]; into: string }) => {
      tags = tags.filter(({ id }) => !ids.includes(id));
      fake.tell({ name: "changed", value: { kinds: ["tag"] } });
      return find(into);
    },
    "tags.remove": ({ id }: { id: string }) => {
      tags = tags.filter((each) => each.id !== id && each.parentId !== id);
      fake.tell({ name: "changed", value: { kinds: ["tag"] } });
      return {};
    },
    "ledger.undo": () => {
      throw new Error("not asked here");
    },
    "exchange.importCodebook": () => ({ jobId: "j1" }),
    "exchange.exportCodebook": () => ({ jobId: "j2" }),
  });
  return fake;
}

const show = (fake: FakeCase, files?: Files) =>
  showPage(
    fake,
    <>
      <TagsPage />
      <PageNotices />
    </>,
    files,
  );

startFresh();

const line = (name: string | RegExp) => page.getByRole("treeitem", { name });

it("is walked, unfolded and folded by the arrows, and leads to the claims", async () => {
  const screen = await show(makeCase());
  await expect.element(screen.getByRole("tree", { name: "Tags" })).toHaveFocus();
  await expect.element(line(/^Casualties 2 uses, 8 more below it/u)).toHaveAttribute("aria-selected", "true");
  await expect.element(line(/^Dead/u)).not.toBeInTheDocument();
  await userEvent.keyboard("{ArrowRight}");
  await expect.element(line(/^Casualties 2 uses$/u)).toHaveAttribute("aria-expanded", "true");
  await userEvent.keyboard("{ArrowRight}");
  await expect.element(line(/^Dead 7 uses/u)).toHaveAttribute("aria-selected", "true");
  await expect.element(screen.getByRole("textbox", { name: "What it means" })).toHaveValue("Who died");
  await userEvent.keyboard("{ArrowLeft}{ArrowLeft}");
  await expect.element(line(/^Dead/u)).not.toBeInTheDocument();
  await userEvent.keyboard("{Shift>}e{/Shift}e");
  await expect.element(line(/^Dead 3 uses/u)).toBeVisible();
  await userEvent.keyboard("{End}{Enter}");
  expect(useView.getState()).toMatchObject({ page: "claims", claims: { filter: { tags: ["t6"] } } });
});

it("makes a tag beside and below the one that the keyboard stands on, and goes to it", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await expect.element(screen.getByRole("tree")).toHaveFocus();
  await userEvent.keyboard("{Shift>}n{/Shift}");
  await expect.element(screen.getByRole("textbox", { name: "Name of the new tag" })).toHaveFocus();
  await userEvent.keyboard("Missing{Enter}");
  await expect.poll(() => fake.asked("tags.add")).toEqual([{ path: "Casualties/Missing" }]);
  await expect.poll(() => useView.getState().tagId).toBe("new");
  await expect.element(screen.getByRole("tree")).toHaveFocus();
  await userEvent.keyboard("{Home}n");
  await expect.element(screen.getByRole("textbox", { name: "Name of the new tag" })).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await expect.element(screen.getByRole("textbox", { name: "Name of the new tag" })).not.toBeInTheDocument();
  await expect.element(screen.getByRole("tree")).toHaveFocus();
  expect(fake.asked("tags.add")).toHaveLength(1);
});

it("renames in place, recolours and describes; the focus comes back", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await expect.element(screen.getByRole("tree")).toHaveFocus();
  await userEvent.keyboard("{F2}");
  await expect.element(screen.getByRole("textbox", { name: "New name of Casualties" })).toHaveFocus();
  await userEvent.keyboard("Victims{Enter}");
  await expect.poll(() => fake.asked("tags.edit")).toEqual([{ id: "t1", name: "Victims" }]);
  await expect.element(screen.getByRole("tree")).toHaveFocus();
  await userEvent.keyboard("c");
  await expect.element(screen.getByRole("radio", { name: "Blue, disc" })).toHaveFocus();
  await userEvent.keyboard("{ArrowRight}");
  await expect.poll(() => fake.asked("tags.edit").at(-1)).toEqual({ id: "t1", colour: 1 });
  screen.getByRole("tree").element().focus();
  await userEvent.keyboard("d");
  await expect.element(screen.getByRole("textbox", { name: "What it means" })).toHaveFocus();
  await userEvent.keyboard("Who was harmed{Tab}");
  await expect.poll(() => fake.asked("tags.edit").at(-1)).toEqual({ id: "t1", description: "Who was harmed" });
});

it("moves by steps, by typing where to, and by drag; a name that is taken there offers to merge", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await expect.element(screen.getByRole("tree")).toHaveFocus();
  await userEvent.keyboard("e{Home}{ArrowDown}{ArrowDown}");
  await expect.element(line(/^Hurt/u)).toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("{Alt>}{ArrowRight}{/Alt}");
  await expect.poll(() => fake.asked("tags.edit").at(-1)).toEqual({ id: "t3", parentId: "t2" });
  await expect.element(screen.getByText("Hurt now stands under Dead.")).toBeVisible();
  await expect.element(line(/^Hurt/u)).toHaveAttribute("aria-level", "3");
  await userEvent.keyboard("u");
  await expect.element(screen.getByRole("combobox", { name: "Under" })).toHaveFocus();
  await userEvent.keyboard("tol{Enter}");
  await expect.poll(() => fake.asked("tags.edit").at(-1)).toEqual({ id: "t3", parentId: "t6" });
  await expect.element(screen.getByRole("tree")).toHaveFocus();
  await line(/^Hurt/u).dropTo(line(/^الأسباب/u));
  await expect.poll(() => fake.asked("tags.edit").at(-1)).toEqual({ id: "t3", parentId: "t4" });
  // Another "Dead" stands there.
  await line(/^Dead 7/u).dropTo(line(/^الأسباب/u));
  await expect.element(screen.getByRole("dialog", { name: "Merge Dead into another tag" })).toBeVisible();
  await expect.element(screen.getByText("7 uses come over.")).toBeVisible();
  await screen.getByRole("button", { name: "Merge", exact: true }).click();
  await expect.poll(() => fake.asked("tags.merge")).toEqual([{ ids: ["t2"], into: "t5" }]);
  await expect.element(screen.getByText("Dead was merged into Dead.")).toBeVisible();
});

it("says what a merge comes to before it is done", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await expect.element(screen.getByRole("tree")).toHaveFocus();
  await userEvent.keyboard("m");
  await expect.element(screen.getByRole("combobox", { name: "Into" })).toHaveFocus();
  await userEvent.keyboard("الاسباب{Enter}");
  await expect.element(screen.getByText("9 uses come over.")).toBeVisible();
  await expect.element(screen.getByText("1 tag from below it moves along.")).toBeVisible();
  await expect.element(screen.getByText(/1 tag below it has its like there/u)).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => fake.asked("tags.merge")).toEqual([{ ids: ["t1"], into: "t4" }]);
  await expect.poll(() => useView.getState().tagId).toBe("t4");
});

it("removes with a way back, and stands on what comes next", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await expect.element(screen.getByRole("tree")).toHaveFocus();
  await userEvent.keyboard("{Delete}");
  await expect.poll(() => fake.asked("tags.remove")).toEqual([{ id: "t1" }]);
  await expect.element(screen.getByText("Casualties was removed with 2 tags below it.")).toBeVisible();
  await expect.element(screen.getByRole("button", { name: "Undo" }).first()).toBeVisible();
  await expect.element(line(/^الأسباب/u)).toHaveAttribute("aria-selected", "true");
});

it("filters as search folds, with the way to what was found", async () => {
  const screen = await show(makeCase());
  await expect.element(screen.getByRole("tree")).toHaveFocus();
  await userEvent.keyboard("/");
  await expect.element(screen.getByRole("searchbox", { name: "Filter tags" })).toHaveFocus();
  await userEvent.keyboard("hurt");
  await expect.element(line(/^Toll/u)).not.toBeInTheDocument();
  await userEvent.keyboard("{ArrowDown}");
  await expect.element(line(/^Hurt/u)).toHaveAttribute("aria-selected", "true");
  await expect.element(screen.getByRole("tree")).toHaveFocus();
  await screen.getByRole("searchbox").fill("nothing of the kind");
  await expect.element(screen.getByText("No tag is called that")).toBeVisible();
});

it("takes a codebook in and tells what came otherwise; hands one out", async () => {
  const fake = makeCase();
  const picked = { file: "f1", name: "book.qdc", folder: "/" };
  const screen = await show(fake, {
    pickFiles: () => Promise.resolve([picked]),
    pickSave: () => Promise.resolve({ ...picked, file: "f2", replace: true }),
  });
  const end = (jobId: string, procedure: string, result: object): void =>
    fake.tell({
      name: "job-ended",
      value: {
        jobId,
        procedure,
        unit: "items",
        done: 1,
        total: 1,
        current: null,
        rate: null,
        secondsLeft: null,
        state: "done",
        result: result as never,
        error: null,
      },
    });
  await expect.element(screen.getByRole("tree")).toHaveFocus();
  await userEvent.keyboard("i");
  await expect.poll(() => fake.asked("exchange.importCodebook")).toEqual([{ file: "f1" }]);
  end("j1", "exchange.importCodebook", {
    added: 2,
    known: 1,
    skipped: [{ name: "Mine", reason: "set" }],
    changed: [{ name: "a/b", to: "a∕b", what: "slash" }],
  });
  await expect.element(screen.getByRole("dialog", { name: "The codebook was imported" })).toBeVisible();
  await expect.element(screen.getByText("2 tags added and 1 was there already")).toBeVisible();
  await expect.element(screen.getByText(/A set of codes/u)).toBeVisible();
  await expect.element(screen.getByText(/another sign stands for it: a∕b/u)).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByRole("dialog")).not.toBeInTheDocument();
  await userEvent.keyboard("x");
  await expect.poll(() => fake.asked("exchange.exportCodebook")).toEqual([{ to: "f2", replace: true }]);
  end("j2", "exchange.exportCodebook", { path: "/out/book.qdc", written: 6, losses: [] });
  await expect.element(screen.getByText("6 tags were written to /out/book.qdc.")).toBeVisible();
});

it("teaches where there is no tag yet, and makes the first", async () => {
  const fake = makeCase([]);
  const screen = await show(fake);
  await expect.element(screen.getByText("No tags yet")).toBeVisible();
  await userEvent.keyboard("n");
  await expect.element(screen.getByRole("textbox", { name: "Name of the new tag" })).toHaveFocus();
  await userEvent.keyboard("Toll{Enter}");
  await expect.poll(() => fake.asked("tags.add")).toEqual([{ path: "Toll" }]);
});

it("goes to a tag that was asked for elsewhere", async () => {
  useView.getState().goToTag("t5");
  await show(makeCase());
  await expect.element(line(/^Dead 3 uses/u)).toHaveAttribute("aria-selected", "true");
});

it("thousands of tags are drawn as far as they are in sight", async () => {
  const many = Array.from({ length: 5000 }, (_, n) => tag(`m${n}`, `Tag ${n}`, null));
  const screen = await show(makeCase(many));
  await expect.element(screen.getByRole("tree")).toHaveFocus();
  await userEvent.keyboard("{End}");
  await expect.element(line(/^Tag 4999/u)).toBeVisible();
  expect(document.querySelectorAll('[role="treeitem"]').length).toBeLessThan(100);
});

it.each([
  ["en", "light"],
  ["ar", "dark"],
] as const)("has no faults that axe finds (%s, %s)", async (language, theme) => {
  setLanguage(language);
  document.documentElement.dataset["theme"] = theme;
  useView.getState().goToTag("t2");
  await show(makeCase());
  await expect.element(line(/^Dead/u).first()).toHaveAttribute("aria-selected", "true");
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  delete document.documentElement.dataset["theme"];
});
