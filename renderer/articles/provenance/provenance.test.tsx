import axe from "axe-core";
import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";

import type { Article } from "../../../app/articles/model.ts";
import type { JobState } from "../../../app/contract/jobs.ts";
import { type FakeCase, fakeArticle, makeFakeCase } from "../../data/case.fake.ts";
import { setLanguage } from "../../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../../page.fake.tsx";
import { EncodingDialog } from "./encoding-dialog.tsx";
import { ProvenanceButton } from "./provenance.tsx";

startFresh();

const sha = "ab".repeat(32);
const article: Article = {
  ...fakeArticle(1),
  id: "a1",
  url: "https://example.org/1",
  provenance: {
    path: "/cases/mail.zip",
    member: "2025/‮note.txt",
    line: null,
    fileSha256: "cd".repeat(32),
    sha256: sha,
    bytes: 2048,
    encoding: "windows-1252",
  },
  versions: [],
  version: "1",
  text: "ÃÚáäÊ",
  blocks: [],
  position: 0,
};

const makeCase = (result: JobState["result"] = { changed: 1, unchanged: 0, stopped: false, failed: [] }): FakeCase => {
  const fake: FakeCase = makeFakeCase({
    "articles.previewEncodings": () => ({
      current: "windows-1252",
      previews: [
        { encoding: "utf-8", title: "?", text: "����", broken: 12, problem: null },
        { encoding: "windows-1256", title: "أعلنت", text: "أعلنت الوزارة", broken: 0, problem: null },
        { encoding: "windows-1252", title: "Ã", text: "ÃÚáäÊ", broken: 0, problem: null },
        { encoding: "utf-16le", title: null, text: "", broken: 0, problem: "nothing to read was found in it" },
      ],
    }),
    "articles.readAnew": () => {
      fake.tell({
        name: "job-ended",
        value: {
          jobId: "j1",
          procedure: "articles.readAnew",
          state: "done",
          done: 1,
          total: 1,
          current: null,
          unit: "items",
          rate: null,
          secondsLeft: null,
          result,
          error: null,
        },
      });
      return { jobId: "j1" };
    },
    "articles.saveOriginal": () => ({ path: "/x", bytes: 2048 }),
    "ledger.standing": () => ({ undo: null, redo: null }),
  });
  return fake;
};

test("shows file, place within it, hash and encoding, and saves the original under its own name", async () => {
  const asked: string[] = [];
  const fake = makeCase();
  await showPage(
    fake,
    <>
      <ProvenanceButton article={article} />
      <PageNotices />
    </>,
    {
      pickFiles: () => Promise.resolve([]),
      pickSave: (_purpose, name) => {
        asked.push(name);
        return Promise.resolve({ file: "t1", name, folder: "", replace: false });
      },
    },
  );
  await userEvent.keyboard("{Shift>}i{/Shift}");
  const shown = page.getByRole("dialog", { name: "Where the text came from" });
  await expect.element(shown.getByText("/cases/mail.zip")).toBeVisible();
  // In sight they stand as their code, and turn nothing.
  await expect.element(shown.getByText(String.raw`2025/\u202enote.txt`)).toBeVisible();
  await expect.element(shown.getByText(sha)).toBeVisible();
  await expect.element(shown.getByText("Western (Windows-1252)")).toBeVisible();
  expect((await axe.run(document.body)).violations.map(({ id }) => id)).toEqual([]);
  await shown.getByRole("button", { name: "Save the original…" }).click();
  await expect.poll(() => fake.asked("articles.saveOriginal")).toEqual([{ id: "a1", version: "1", to: "t1" }]);
  // Marks that would turn the name around stay out of it.
  expect(asked).toEqual(["_note.txt"]);
});

test("an encoding is chosen by what makes sense, with the keyboard alone", async () => {
  const fake = makeCase();
  await showPage(
    fake,
    <>
      <ProvenanceButton article={article} />
      <PageNotices />
    </>,
  );
  await page.getByRole("button", { name: /Where the text came from/ }).click();
  await page.getByRole("button", { name: "Read in another encoding…" }).click();
  const dialog = page.getByRole("dialog", { name: "Read in another encoding" });
  await expect.element(dialog.getByText("أعلنت الوزارة")).toBeVisible();
  await expect.element(dialog.getByText("12 characters mean nothing")).toBeVisible();
  await expect.element(dialog.getByRole("button", { name: /Read as/ })).toBeDisabled();
  await userEvent.keyboard("{ArrowDown}");
  await expect.element(dialog.getByRole("radio", { name: /Windows-1256/ })).toBeChecked();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => fake.asked("articles.readAnew")).toEqual([{ ids: ["a1"], encoding: "windows-1256" }]);
  await expect.element(page.getByText("1 article was read as Arabic (Windows-1256).")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await expect.element(dialog).not.toBeInTheDocument();
});

test("what could not be read is named; Arabic, no axe violation", async () => {
  setLanguage("ar");
  const fake = makeCase({
    changed: 0,
    unchanged: 0,
    stopped: false,
    failed: [{ id: "a1", title: "T", path: "/t.csv", code: "unsupported-format", message: "it is a row of a table" }],
  });
  await showPage(
    fake,
    <>
      <EncodingDialog ids={["a1", "a2", "a3"]} onClose={() => undefined} />
      <PageNotices />
    </>,
  );
  await expect.element(page.getByText(/المعروض هو الأول؛ تُقرأ . مقالات من جديد/)).toBeVisible();
  expect((await axe.run(document.body)).violations.map(({ id }) => id)).toEqual([]);
  await page.getByText("أعلنت الوزارة").click();
  await page.getByRole("button", { name: /القراءة بترميز عربي/ }).click();
  await expect.element(page.getByText(/it is a row of a table/)).toBeVisible();
});
