import { expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";

import type { Source } from "../../../app/sources/model.ts";
import { setLanguage } from "../../i18n/index.ts";
import { showPage, startFresh } from "../../page.fake.tsx";
import { useView } from "../../state/view.ts";
import { SourcesPage } from "../sources-page.tsx";
import { makeSourcesCase } from "../sources.fake.ts";

startFresh();

async function show(change: Partial<Source> = {}) {
  const fake = makeSourcesCase({ known: { s1: change } });
  useView.getState().goToSource("s1");
  const screen = await showPage(fake, <SourcesPage />);
  await expect.element(screen.getByRole("heading", { level: 2, name: "Source 1" })).toBeVisible();
  return { fake, screen, edits: () => fake.asked("sources.edit") };
}

it("saves a name when its field is left, and adds one in another script", async () => {
  const { screen, edits } = await show();
  await screen.getByRole("textbox", { name: "Name 2" }).fill("SANA News");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => edits().length).toBe(1);
  await screen.getByRole("button", { name: "Add a name" }).click();
  await userEvent.keyboard("الوكالة العربية{Enter}");
  await expect.poll(() => edits().length).toBe(2);
  const [first, second] = edits() as { names: { text: string; language: string | null }[] }[];
  expect(first?.names).toEqual([
    { text: "سانا", language: "ar" },
    { text: "SANA News", language: "en" },
  ]);
  expect(second?.names.at(-1)).toEqual({ text: "الوكالة العربية", language: "ar" });
  // The way on goes from where the name was added.
  await expect.element(screen.getByRole("button", { name: "Add a name" })).toHaveFocus();
});

it("shows another name first", async () => {
  const { screen, edits } = await show();
  await screen.getByRole("button", { name: "Show SANA first" }).click();
  await expect.poll(edits).toEqual([
    {
      id: "s1",
      names: [
        { text: "SANA", language: "en" },
        { text: "سانا", language: "ar" },
      ],
    },
  ]);
});

it("sets an affiliation by type-ahead, and leads to the claims", async () => {
  const { screen, edits } = await show();
  await screen.getByRole("combobox", { name: "Affiliation" }).fill("min");
  await screen.getByRole("option", { name: /^Ministry/ }).click();
  await expect.poll(edits).toEqual([{ id: "s1", affiliationId: "s9" }]);
  await screen.getByRole("button", { name: "3 claims, at any hop" }).click();
  expect(useView.getState()).toMatchObject({ page: "claims", claims: { filter: { sources: ["s1"] } } });
});

it("makes an affiliation that the case does not know, by Enter", async () => {
  const { fake, screen, edits } = await show();
  await screen.getByRole("combobox", { name: "Affiliation" }).fill("وزارة الداخلية");
  await userEvent.keyboard("{Enter}");
  await expect.poll(edits).toEqual([{ id: "s1", affiliationId: "s2" }]);
  expect(fake.asked("sources.add")).toMatchObject([
    { names: [{ text: "وزارة الداخلية", language: "ar" }], kind: "organisation" },
  ]);
});

it("moves a post that was left to the former posts, with its role and date", async () => {
  const { screen, edits } = await show({
    affiliation: { id: "s9", name: "Ministry" },
    affiliationRole: "Spokesman",
    affiliationSince: "2024-03",
    formerPosts: [{ affiliation: { id: "s8", name: "Agency" }, role: null, since: null, until: "2024-03" }],
  });
  await screen.getByRole("button", { name: "It left this post" }).click();
  await expect.poll(edits).toEqual([
    {
      id: "s1",
      affiliationId: null,
      affiliationRole: null,
      affiliationSince: null,
      formerPosts: [
        { affiliationId: "s9", role: "Spokesman", since: "2024-03", until: null },
        { affiliationId: "s8", role: null, since: null, until: "2024-03" },
      ],
    },
  ]);
});

it("takes a date as precisely as it is known, in any digits, and none that is no date", async () => {
  const { screen, edits } = await show({ affiliation: { id: "s9", name: "Ministry" } });
  const since = screen.getByRole("textbox", { name: "Since" });
  await since.fill("soon");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByText(/Write a date as/)).toBeVisible();
  expect(edits()).toEqual([]);
  await since.fill("٢٠٢٤/٣");
  await userEvent.keyboard("{Enter}");
  await expect.poll(edits).toEqual([{ id: "s1", affiliationSince: "2024-03" }]);
});

it("draws what it belongs to above it and who belongs to it below, and walks there", async () => {
  const { screen } = await show({
    affiliation: { id: "s9", name: "Ministry" },
    above: [
      { id: "s9", name: "Ministry" },
      { id: "s8", name: "Government" },
    ],
    below: [{ id: "s7", name: "Police", kind: "office", role: null }],
  });
  const tree = screen.getByRole("region", { name: "Where it stands" });
  await expect.element(tree).toBeVisible();
  const lines = [...tree.element().querySelectorAll("li")].map((line) => line.textContent);
  expect(lines).toEqual(["Government", "Ministry", "Source 1", "Police"]);
  await tree.getByRole("button", { name: "Government" }).click();
  expect(useView.getState().sourceId).toBe("s8");
});

it("finds a country by its name in the other language or its two letters", async () => {
  const { screen, edits } = await show();
  const country = screen.getByRole("combobox", { name: "Country" });
  await country.fill("سوريا");
  await userEvent.keyboard("{Enter}");
  await expect.poll(edits).toEqual([{ id: "s1", country: "SY" }]);
  await country.fill("lb");
  await expect.element(screen.getByRole("option", { name: /^Lebanon/ })).toBeVisible();
  await userEvent.keyboard("{ArrowDown}{Escape}{Escape}");
});

it("keeps links as text: they are copied, never opened", async () => {
  const { screen, edits } = await show({ links: [{ label: "Channel", url: "https://t.example/a" }] });
  const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  await screen.getByRole("button", { name: "Copy https://t.example/a" }).click();
  expect(write).toHaveBeenCalledWith("https://t.example/a");
  expect(document.querySelectorAll("a[href]")).toHaveLength(0);
  await screen.getByRole("button", { name: "Add a link" }).click();
  await userEvent.keyboard("https://t.example/b{Enter}");
  await expect.poll(edits).toEqual([
    {
      id: "s1",
      links: [
        { label: "Channel", url: "https://t.example/a" },
        { label: null, url: "https://t.example/b" },
      ],
    },
  ]);
  write.mockRestore();
});

it("names countries and languages in Arabic", async () => {
  setLanguage("ar");
  const { screen } = await show({ country: "SY", language: "fr" });
  await expect.element(screen.getByText("سوريا").last()).toBeVisible();
  await expect.element(screen.getByRole("button", { name: /الفرنسية/ })).toBeVisible();
});
