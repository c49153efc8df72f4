import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";

import type { NameHit } from "../../app/search/model.ts";
import { makeFakeCase } from "../data/case.fake.ts";
import { setLanguage } from "../i18n/index.ts";
import { showPage, startFresh } from "../page.fake.tsx";
import { useView } from "../state/view.ts";
import { useKeys } from "../ui/index.ts";
import { CommandPalette } from "./command-palette.tsx";

startFresh();
afterEach(() => setLanguage("en"));

const hits: NameHit[] = [
  { kind: "source", id: "s1", label: "وزارة الداخلية", detail: "organisation" },
  { kind: "article", id: "a1", label: "Fire at the depot", detail: "Gazette, 2025-10-15" },
  { kind: "question", id: "q1", label: "How many died?", detail: null },
  { kind: "tag", id: "t1", label: "Casualties/Dead", detail: null },
];

let closed = 0;
const done: string[] = [];
const fake = () => makeFakeCase({ "search.names": () => hits });

function Here() {
  useKeys({ n: { run: () => done.push("new"), label: "New source" }, "mod+s": () => 0 }, { group: "Sources" });
  return <CommandPalette onClose={() => (closed += 1)} />;
}

const show = async () => {
  closed = 0;
  done.length = 0;
  const shown = fake();
  await showPage(shown, <Here />);
  return shown;
};

test("offers what can be done now, with its key, and does it after it has closed", async () => {
  await show();
  await expect.element(page.getByRole("menuitem", { name: /New source/u })).toMatchTextContent("N");
  // A key without a name is no action that could be looked for.
  await expect.element(page.getByRole("menuitem")).toHaveLength(1);
  await userEvent.keyboard("new sou{Enter}");
  await expect.poll(() => done).toEqual(["new"]);
  expect(closed).toBe(1);
});

test("reaches an article, a source, a tag and a question by name", async () => {
  const asked = await show();
  await userEvent.keyboard("fire");
  await page.getByRole("menuitem", { name: /Fire at the depot/u }).click();
  await expect.poll(() => useView.getState()).toMatchObject({ page: "reader", reader: { articleId: "a1" } });
  expect(asked.asked("search.names").at(-1)).toMatchObject({ text: "fire" });
  for (const [name, state] of [
    ["وزارة", { page: "sources", sourceId: "s1" }],
    ["How many", { page: "questions", questionId: "q1" }],
    ["Casualties", { page: "tags", tagId: "t1" }],
  ] as const) {
    await page.getByRole("menuitem", { name: new RegExp(name, "u") }).click();
    await expect.poll(() => useView.getState()).toMatchObject(state);
  }
});

test("one Escape closes it, whatever was typed", async () => {
  await show();
  await userEvent.keyboard("fire{Escape}");
  await expect.poll(() => closed).toBe(1);
});

test("leads to the search of the texts where no name fits", async () => {
  await show();
  await userEvent.keyboard("zzz");
  await expect.element(page.getByRole("menuitem", { name: /New source/u })).not.toBeInTheDocument();
  await page.getByRole("menuitem", { name: /Search the texts/u }).click();
  await expect.poll(() => useView.getState()).toMatchObject({ page: "search", search: { query: "zzz" } });
});

test("can be read by everybody, in Arabic too", async () => {
  setLanguage("ar");
  await show();
  await userEvent.keyboard("fire");
  await expect.element(page.getByRole("menuitem", { name: /Fire at the depot/u })).toBeVisible();
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ""}`)).toEqual([]);
});
