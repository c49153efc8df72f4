import axe from "axe-core";
import { expect, it } from "vitest";
import { userEvent } from "vitest/browser";

import { type FakeCase, fakeSource, makeFakeCase } from "../data/case.fake.ts";
import { setLanguage } from "../i18n/index.ts";
import { showPage, startFresh } from "../page.fake.tsx";
import { useView } from "../state/view.ts";
import { SourcesPage } from "./sources-page.tsx";

function makeCase(total = 3): FakeCase {
  return makeFakeCase({
    "sources.list": ({ offset, limit }: { offset: number; limit: number }) => ({
      total,
      rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) =>
        fakeSource(offset + i, { name: `Source ${offset + i}`, reliability: i === 0 ? "F" : null }),
      ),
    }),
    "sources.get": ({ id }: { id: string }) =>
      fakeSource(Number(id.slice(1)), {
        name: `Source ${id.slice(1)}`,
        assessments: [
          {
            id: "as1",
            axis: "reliability",
            value: "C",
            scope: "topic",
            topic: "casualties",
            sourceId: id,
            claimId: null,
            reason: null,
            insisted: null,
            scale: { id: "nato-admiralty", version: "AJP-2.1" },
            analyst: { name: "Rana", initials: "RA" },
            at: "2025-11-25T08:00:00Z",
          },
        ],
      }),
    "sources.place": ({ id }: { id: string }) => ({ index: Number(id.slice(1)) }),
    "sources.suggest": () => [fakeSource(9, { name: "Ministry" })],
    "sources.edit": ({ id }: { id: string }) => fakeSource(Number(id.slice(1))),
    "sources.add": () => fakeSource(2),
    "sources.assess": ({ id }: { id: string }) => fakeSource(Number(id.slice(1))),
  });
}

const show = (fake: FakeCase) => showPage(fake, <SourcesPage />);

startFresh();

it("goes to a source that was asked for elsewhere, and stays where one was chosen in it", async () => {
  const fake = makeCase(1000);
  useView.getState().goToSource("s700");
  const screen = await show(fake);
  await expect.element(screen.getByRole("row", { name: /Source 700/ })).toBeVisible();
  await expect.element(screen.getByRole("row", { name: /Source 700/ })).toHaveAttribute("aria-selected", "true");
  await screen.getByRole("row", { name: /Source 699/ }).click();
  await expect.element(screen.getByRole("heading", { name: "Source 699" })).toBeVisible();
  expect(fake.asked("sources.place")).toHaveLength(1);
});

it("grades a source by a letter and a reason", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await screen.getByRole("row", { name: /Source 1/ }).click();
  await expect.element(screen.getByRole("heading", { name: /Grade in general/ })).toBeVisible();
  await expect.element(screen.getByText(/on casualties/)).toBeVisible();
  await userEvent.keyboard("b");
  await expect.element(screen.getByRole("textbox", { name: "Reason" })).toHaveFocus();
  await userEvent.keyboard("right twice in June{Enter}");
  await expect
    .poll(() => fake.asked("sources.assess"))
    .toEqual([{ id: "s1", value: "B", topic: null, reason: "right twice in June" }]);
});

it("saves a name when its field is left, and adds one in another script", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await screen.getByRole("row", { name: /Source 1/ }).click();
  await screen.getByRole("textbox", { name: "Name 2" }).fill("SANA News");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => fake.asked("sources.edit").length).toBe(1);
  await screen.getByRole("button", { name: "Add a name" }).click();
  await userEvent.keyboard("الوكالة العربية{Enter}");
  await expect.poll(() => fake.asked("sources.edit").length).toBe(2);
  const [first, second] = fake.asked("sources.edit") as { names: { text: string; language: string | null }[] }[];
  expect(first?.names).toEqual([
    { text: "سانا", language: "ar" },
    { text: "SANA News", language: "en" },
  ]);
  expect(second?.names.at(-1)).toEqual({ text: "الوكالة العربية", language: "ar" });
});

it("sets an affiliation by type-ahead, and leads to the claims", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await screen.getByRole("row", { name: /Source 1/ }).click();
  await screen.getByRole("combobox", { name: "Affiliation" }).fill("min");
  await screen.getByText("Ministry").click();
  await expect.poll(() => fake.asked("sources.edit")).toEqual([{ id: "s1", affiliationId: "s9" }]);
  await screen.getByRole("button", { name: "3 claims, at any hop" }).click();
  expect(useView.getState()).toMatchObject({ page: "claims", claims: { filter: { sources: ["s1"] } } });
});

it("teaches where no source is there yet", async () => {
  const screen = await show(makeCase(0));
  await expect.element(screen.getByText("No source yet")).toBeVisible();
});

it.each(["en", "ar"] as const)("has no faults that axe finds (%s)", async (language) => {
  setLanguage(language);
  const screen = await show(makeCase());
  await screen.getByRole("row", { name: /Source 1/ }).click();
  await expect.element(screen.getByText("Rana", { exact: false }).first()).toBeVisible();
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
