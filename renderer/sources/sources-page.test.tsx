import axe from "axe-core";
import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";

import type { FakeCase } from "../data/case.fake.ts";
import { setLanguage } from "../i18n/index.ts";
import { showPage, startFresh } from "../page.fake.tsx";
import { useView } from "../state/view.ts";
import { ChangesContext } from "../ui/index.ts";
import { SourcesPage } from "./sources-page.tsx";
import { fakeAssessment, makeSourcesCase } from "./sources.fake.ts";

const show = (fake: FakeCase) => showPage(fake, <SourcesPage />);

startFresh();

it("goes to a source that was asked for elsewhere, and stays where one was chosen in it", async () => {
  const fake = makeSourcesCase({ total: 1000 });
  useView.getState().goToSource("s700");
  const screen = await show(fake);
  await expect.element(screen.getByRole("row", { name: /Source 700/ })).toBeVisible();
  await expect.element(screen.getByRole("row", { name: /Source 700/ })).toHaveAttribute("aria-selected", "true");
  await screen.getByRole("row", { name: /Source 699/ }).click();
  await expect.element(screen.getByRole("heading", { name: "Source 699" })).toBeVisible();
  expect(fake.asked("sources.place")).toHaveLength(1);
});

it("shows what a merged source is read as, where the merged one was asked for", async () => {
  const fake = makeSourcesCase({ known: { s2: { id: "s1", name: "Source 1" } } });
  useView.getState().goToSource("s2");
  const screen = await show(fake);
  await expect.element(screen.getByRole("heading", { name: "Source 1" })).toBeVisible();
  expect(useView.getState().sourceId).toBe("s1");
});

it("filters by facts that combine, tells F from not graded, and keeps the filter for the session", async () => {
  const fake = makeSourcesCase();
  const screen = await show(fake);
  await screen.getByRole("button", { name: "In general", exact: true }).first().click();
  await screen.getByRole("option", { name: /^F/ }).click();
  await screen.getByRole("option", { name: /not graded/ }).click();
  await userEvent.keyboard("{Escape}");
  await screen.getByRole("button", { name: "Affiliation", exact: true }).first().click();
  await screen.getByRole("option", { name: /Ministry/ }).click();
  await userEvent.keyboard("{Escape}{Escape}");
  await expect
    .poll(() => fake.asked("sources.list").at(-1))
    .toMatchObject({ filter: { reliability: ["F", "none"], affiliations: ["s9"] } });
  expect(useView.getState().sources.filter).toEqual({ reliability: ["F", "none"], affiliations: ["s9"] });
  await screen.getByRole("button", { name: "Take away the filter In general: not graded" }).click();
  await expect.poll(() => fake.asked("sources.list").at(-1)).toMatchObject({ filter: { reliability: ["F"] } });
});

it("sorts by several columns: a heading decides, Shift adds one", async () => {
  const fake = makeSourcesCase();
  const screen = await show(fake);
  const grid = screen.getByRole("grid");
  await grid.getByRole("button", { name: "Kind" }).click();
  await grid.getByRole("button", { name: "Claims" }).click({ modifiers: ["Shift"] });
  await expect
    .poll(() => fake.asked("sources.list").at(-1))
    .toMatchObject({
      sort: [
        { column: "kind", descending: false },
        { column: "claims", descending: false },
      ],
    });
});

it("goes by keys: to the filter, a new source, a name, its claims, what it belongs to", async () => {
  const fake = makeSourcesCase({
    known: { s0: { affiliation: { id: "s2", name: "Source 2" }, above: [{ id: "s2", name: "Source 2" }] } },
  });
  const screen = await show(fake);
  await expect.element(screen.getByRole("heading", { name: "Source 0" })).toBeVisible();
  await userEvent.keyboard("/");
  await expect.element(screen.getByRole("searchbox", { name: "Filter by name or alias" })).toHaveFocus();
  screen.getByRole("grid").element().focus();
  await userEvent.keyboard("r");
  await expect.element(screen.getByRole("textbox", { name: "Name 1" })).toHaveFocus();
  screen.getByRole("grid").element().focus();
  await userEvent.keyboard("n");
  await expect.element(screen.getByRole("dialog", { name: "A new source" })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(screen.getByRole("dialog")).not.toBeInTheDocument();
  await userEvent.keyboard("p");
  await expect.element(screen.getByRole("heading", { name: "Source 2" })).toBeVisible();
  await userEvent.keyboard("{Shift>}o{/Shift}");
  expect(useView.getState()).toMatchObject({ page: "claims", claims: { filter: { origins: ["s2"] } } });
});

it("teaches where no source is there yet", async () => {
  const screen = await show(makeSourcesCase({ total: 0 }));
  await expect.element(screen.getByText("No source yet")).toBeVisible();
});

it("changes nothing in a case that can only be read, and says why", async () => {
  const fake = makeSourcesCase({ known: { s0: { merged: [{ id: "s7", name: "Old" }] } } });
  useView.getState().goToSource("s0");
  const said: string[] = [];
  const why = "Sami has this case open.";
  const screen = await showPage(
    fake,
    <ChangesContext value={{ why, say: () => said.push(why) }}>
      <SourcesPage />
    </ChangesContext>,
  );
  await expect.element(screen.getByRole("heading", { name: "Source 0" })).toBeVisible();
  await userEvent.keyboard("nbmsr{Delete}");
  expect(said).toHaveLength(6);
  await expect.element(screen.getByRole("textbox", { name: "Name 1" })).toHaveAttribute("readonly");
  await expect.element(screen.getByRole("button", { name: "Split off Old" })).toHaveAttribute("aria-disabled", "true");
  const changes = fake.calls.filter(({ procedure }) => /edit|add|merge|split|assess|remove/u.test(procedure));
  expect(changes).toEqual([]);
});

it.each(["en", "ar"] as const)("has no faults that axe finds (%s)", async (language) => {
  setLanguage(language);
  const screen = await show(
    makeSourcesCase({
      known: {
        s1: {
          affiliation: { id: "s2", name: "Source 2" },
          affiliationRole: "Spokesman",
          above: [{ id: "s2", name: "Source 2" }],
          below: [{ id: "s5", name: "Source 5", kind: "person", role: null }],
          formerPosts: [{ affiliation: { id: "s3", name: "Source 3" }, role: null, since: "2020", until: null }],
          links: [{ label: null, url: "https://example.org/a" }],
          merged: [{ id: "s7", name: "Old" }],
          country: "SY",
          reliability: "B",
          assessments: [
            fakeAssessment("a2", { value: "B", reasonCode: "position", evidence: [{ kind: "claim", id: "c4" }] }),
            fakeAssessment("a1", { supersededBy: "a2", reason: "Late", at: "2024-11-25T08:00:00Z" }),
            fakeAssessment("a0", { scope: "topic", topic: "الضحايا", value: "F" }),
          ],
        },
      },
    }),
  );
  await screen.getByRole("row", { name: /Source 1/ }).click();
  await expect.element(screen.getByRole("heading", { name: "Source 1" })).toBeVisible();
  const violations = async () => (await axe.run(document.body)).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
  expect(await violations()).toEqual([]);
  await userEvent.keyboard("c");
  await expect.element(screen.getByText(/Rana/).first()).toBeVisible();
  expect(await violations()).toEqual([]);
  await page.viewport(900, 800);
  expect(await violations()).toEqual([]);
});
