import axe from "axe-core";
import { expect, it } from "vitest";
import { userEvent } from "vitest/browser";

import { matchName, parsePattern } from "../../../app/articles/file-names.ts";
import type { ImportProfile } from "../../../app/articles/profiles.ts";
import { type FakeCase, FakeRefusal, fakeWorkstation, makeFakeCase } from "../../data/case.fake.ts";
import { setLanguage } from "../../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../../page.fake.tsx";
import { ColumnsDialog } from "../library/mapping-dialog.tsx";
import { NamesDialog } from "./names-dialog.tsx";

const names = ["in/SANA/2025-11-24_Raid.txt", "in/Enab/2025-11-25_Rain.txt", "in/readme.txt"];

const weekly: ImportProfile = {
  name: "Weekly",
  columns: ["c1", "c2", "c3"],
  reading: { mapping: { text: "c2", title: "c1" }, constants: { outlet: "Wire" } },
  savedAt: "2025-11-25T08:00:00Z",
};

/** A backend that reads names as the real one does, and remembers profiles. */
function makeCase(known: ImportProfile[] = [], more: Parameters<typeof makeFakeCase>[0] = {}): FakeCase {
  let profiles = known;
  return makeFakeCase({
    "workstation.get": () => fakeWorkstation,
    "articles.previewNames": ({ pattern }: { pattern?: string }) => {
      const parsed = pattern === undefined ? null : parsePattern(pattern);
      const read = (path: string) => (parsed?.ok ? matchName(parsed.pattern, path) : null);
      const fitting = names.filter((path) => read(path) !== null);
      return {
        names: names.map((path) => ({ path, facts: read(path) })),
        misfits: pattern === undefined ? [] : names.filter((path) => !fitting.includes(path)),
        fitting: fitting.length,
        total: names.length,
        isWhole: true,
        proposed: ["{outlet}/{date}_{title}", "{date}_{title}"],
      };
    },
    "articles.preview": () => ({
      columns: ["c1", "c2", "c3"],
      rows: [["One", "Text of the first", "x"]],
      proposed: { author: "c3" },
      profiles: profiles.map(({ name }) => name),
    }),
    "articles.previewReading": ({ reading }: { reading: ImportProfile["reading"] }) => ({
      articles: [
        {
          title: "One",
          outlet: reading.constants?.outlet ?? null,
          author: null,
          publishedAt: null,
          language: null,
          url: null,
          key: null,
          beginning: "Text of the first",
        },
      ],
      failed: [],
    }),
    "articles.profiles": () => profiles,
    "articles.saveProfile": ({ name, reading, columns }: { name: string } & Partial<ImportProfile>) => {
      const profile = { ...weekly, name, reading: reading ?? {}, columns: columns ?? weekly.columns };
      const replaced = profiles.find((each) => each.name === name) ?? null;
      profiles = [...profiles.filter((each) => each.name !== name), profile];
      return { profile, replaced };
    },
    "articles.renameProfile": ({ name, to }: { name: string; to: string }) => {
      if (profiles.some((each) => each.name === to)) throw new FakeRefusal("name-taken");
      return { ...weekly, name: to, columns: profiles.find((each) => each.name === name)?.columns ?? [] };
    },
    "articles.removeProfile": ({ name }: { name: string }) => {
      const gone = profiles.find((each) => each.name === name) ?? weekly;
      profiles = profiles.filter((each) => each !== gone);
      return gone;
    },
    "articles.import": () => ({ jobId: "j1" }),
    ...more,
  });
}

startFresh();

const close = (): void => undefined;
const showNames = (fake: FakeCase) =>
  showPage(
    fake,
    <>
      <NamesDialog files={["f1"]} name="export" onClose={close} />
      <PageNotices />
    </>,
  );
const showColumns = (fake: FakeCase) =>
  showPage(
    fake,
    <>
      <ColumnsDialog files={[{ file: "f1", name: "export.csv" }]} onClose={close} />
      <PageNotices />
    </>,
  );

it("what names suggest is filled in; Enter imports by it", async () => {
  const fake = makeCase();
  const screen = await showNames(fake);
  const field = screen.getByRole("textbox", { name: "Pattern" });
  await expect.element(field).toHaveValue("{outlet}/{date}_{title}");
  await expect.element(field).toHaveFocus();
  await expect.element(screen.getByText("2 of 3 names fit.")).toBeVisible();
  await expect.element(screen.getByRole("row", { name: /Raid SANA 2025-11-24/ })).toBeVisible();
  await expect.element(screen.getByRole("row", { name: /readme.txt does not fit/ })).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect
    .poll(() => fake.asked("articles.import"))
    .toEqual([{ files: ["f1"], reading: { pattern: "{outlet}/{date}_{title}" } }]);
});

it("the table keeps pace with what is typed, and a wrong pattern says where it is wrong and imports nothing", async () => {
  const fake = makeCase();
  const screen = await showNames(fake);
  const field = screen.getByRole("textbox", { name: "Pattern" });
  await expect.element(field).toHaveValue("{outlet}/{date}_{title}");
  await field.fill("{title}.txt");
  await expect.element(screen.getByRole("row", { name: /2025-11-24 Raid/ })).toBeVisible();
  await field.fill("{titel}");
  await expect.element(screen.getByText(/No part is called so/)).toBeVisible();
  await expect.element(screen.getByRole("button", { name: "Import" })).toBeDisabled();
  await userEvent.keyboard("{Enter}");
  expect(fake.asked("articles.import")).toEqual([]);
});

it("chips put parts where the caret stands; what names do not say can be said of all", async () => {
  const fake = makeCase();
  const screen = await showNames(fake);
  const field = screen.getByRole("textbox", { name: "Pattern" });
  await field.fill("_x");
  await userEvent.keyboard("{Home}");
  await screen.getByRole("button", { name: /^\{date\} / }).click();
  await expect.element(field).toHaveValue("{date}_x");
  await expect.element(field).toHaveFocus();
  await screen.getByRole("textbox", { name: "Outlet of all" }).fill("Enab");
  await screen.getByRole("textbox", { name: "Language of all" }).fill("Arabisch");
  await expect.element(screen.getByRole("button", { name: "Import" })).toBeDisabled();
  await screen.getByRole("textbox", { name: "Language of all" }).fill("AR");
  await userEvent.keyboard("{Enter}");
  await expect
    .poll(() => fake.asked("articles.import"))
    .toEqual([{ files: ["f1"], reading: { pattern: "{date}_x", constants: { outlet: "Enab", language: "ar" } } }]);
});

it("only the names that do not fit can be shown", async () => {
  const screen = await showNames(makeCase());
  await expect.element(screen.getByText("2 of 3 names fit.")).toBeVisible();
  await screen.getByText("Only those that do not fit").click();
  await expect.element(screen.getByText("in/readme.txt")).toBeVisible();
  await expect.element(screen.getByText("in/Enab/2025-11-25_Rain.txt")).not.toBeInTheDocument();
});

it("a pattern is kept as a profile and offered the next time", async () => {
  const fake = makeCase();
  const screen = await showNames(fake);
  await expect.element(screen.getByText("2 of 3 names fit.")).toBeVisible();
  await screen.getByRole("button", { name: "Save as a profile…" }).click();
  await screen.getByRole("textbox", { name: "Name of the profile" }).fill("Archive");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByText("Saved as “Archive”.")).toBeVisible();
  await expect.element(screen.getByRole("button", { name: "Import" })).toHaveFocus();
  expect(fake.asked("articles.saveProfile")).toEqual([
    { name: "Archive", reading: { pattern: "{outlet}/{date}_{title}" }, columns: [] },
  ]);
  expect(fake.asked("articles.import")).toEqual([]);
});

it("the only profile for these columns is filled in; its articles are shown before they come in", async () => {
  const fake = makeCase([weekly]);
  const screen = await showColumns(fake);
  await expect.element(screen.getByRole("textbox", { name: "Outlet of all" })).toHaveValue("Wire");
  await expect
    .element(screen.getByRole("region", { name: "As articles" }).getByRole("cell", { name: "Wire" }))
    .toBeVisible();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect
    .poll(() => fake.asked("articles.import"))
    .toEqual([
      {
        files: ["f1"],
        // A column whose name suggests the author is not read as it: the profile does not.
        reading: { mapping: { text: "c2", title: "c1", author: "" }, constants: { outlet: "Wire" } },
      },
    ]);
});

it("of several profiles for these columns none is chosen before the analyst does", async () => {
  const other = { ...weekly, name: "Other", reading: { mapping: { text: "c3" } } };
  const fake = makeCase([weekly, other]);
  const screen = await showColumns(fake);
  const choice = screen.getByRole("button", { name: /Profile/ }).first();
  await expect.element(choice).toHaveTextContent("None");
  await expect.element(screen.getByRole("button", { name: "Import" })).toBeDisabled();
  await choice.click();
  await screen.getByRole("option", { name: "Other" }).click();
  await expect.element(screen.getByRole("button", { name: "Import" })).toBeEnabled();
});

it("a value for all stands in a column's place, and both are kept as a profile with the file's columns", async () => {
  const fake = makeCase();
  const screen = await showColumns(fake);
  await screen.getByRole("button", { name: /Text$/ }).click();
  await screen.getByRole("option", { name: "c2" }).click();
  await screen.getByRole("button", { name: /Outlet$/ }).click();
  await screen.getByRole("option", { name: "the same for all…" }).click();
  await expect.element(screen.getByRole("textbox", { name: "Outlet of all" })).toHaveFocus();
  await userEvent.keyboard("Wire");
  await screen.getByRole("button", { name: "Save as a profile…" }).click();
  await expect.element(screen.getByRole("textbox", { name: "Name of the profile" })).toHaveValue("Wire");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByText(/Files with the same columns are read so/)).toBeVisible();
  expect(fake.asked("articles.saveProfile")).toEqual([
    { name: "Wire", reading: { mapping: { author: "c3", text: "c2" }, constants: { outlet: "Wire" } }, file: "f1" },
  ]);
});

it("a profile is renamed and forgotten, and what is forgotten can be kept after all", async () => {
  const fake = makeCase([weekly]);
  const screen = await showColumns(fake);
  await screen.getByRole("button", { name: "Rename or forget the profile" }).click();
  await screen.getByRole("menuitem", { name: "Forget" }).click();
  await expect.element(screen.getByText("The profile “Weekly” was forgotten.")).toBeVisible();
  await screen.getByRole("button", { name: "Keep it" }).click();
  await expect
    .poll(() => fake.asked("articles.saveProfile"))
    .toEqual([{ name: "Weekly", reading: weekly.reading, columns: weekly.columns }]);
});

it.each(["en", "ar"] as const)("has no faults that axe finds (%s)", async (language) => {
  setLanguage(language);
  const screen = await showNames(makeCase([{ ...weekly, columns: [], reading: { pattern: "{title}" } }]));
  await expect.element(screen.getByRole("table")).toBeVisible();
  const found = await axe.run(document.body);
  expect(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  await screen.unmount();
  const columns = await showColumns(makeCase([weekly]));
  await expect.element(columns.getByRole("table").last()).toBeVisible();
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
