import axe from "axe-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { render } from "vitest-browser-react";
import { page, userEvent } from "vitest/browser";

import "./styles/tokens.css";
import "./styles/base.css";
import { App } from "./app.tsx";
import { setLanguage } from "./i18n/index.ts";
import { emptyCase, type FakeBackend, makeFakeBackend } from "./shell/backend.fake.ts";
import { useDialogs } from "./state/dialogs.ts";
import { useView } from "./state/view.ts";

const analyst = { name: "Lina Haddad", initials: "LH" };
const show = (fake: FakeBackend) => render(<App transport={fake.transport} />);
const calls = (fake: FakeBackend, name: string): unknown[] =>
  fake.asked.filter((call) => call.procedure === name).map((call) => call.input);

beforeEach(() => page.viewport(1200, 800));
afterEach(() => {
  setLanguage("en");
  useDialogs.setState({ open: null });
  useView.getState().reset();
  sessionStorage.clear();
});

test("the doors stay shut until it is said who works here; then the sample opens", async () => {
  const fake = makeFakeBackend();
  const screen = await show(fake);
  const door = screen.getByRole("button", { name: /^Open the sample case/u });
  await expect.element(door).toBeDisabled();
  await screen.getByLabelText("Name").fill("Omar Said");
  await expect.element(screen.getByLabelText("Initials")).toHaveValue("OS");
  await userEvent.keyboard("{Enter}");
  await expect.element(door).toBeEnabled();
  expect(calls(fake, "workstation.setAnalyst")).toEqual([{ name: "Omar Said", initials: "OS" }]);
  await door.click();
  await expect.element(screen.getByRole("navigation", { name: "Pages" })).toBeVisible();
});

test("a case that cannot be opened is told at its place, and recent ones that are gone can only be forgotten", async () => {
  const recent = (name: string, present: boolean) => ({
    file: name,
    name,
    folder: "/home/analyst",
    openedAt: "2025-11-24T10:00:00Z",
    present,
  });
  const fake = makeFakeBackend({}, { analyst, recentCases: [recent("Here", true), recent("Gone", false)] });
  const screen = await show(fake);
  await expect.element(screen.getByRole("button", { name: /^Gone/u })).toBeDisabled();
  await screen.getByRole("button", { name: "Take Gone off this list" }).click();
  await expect.element(screen.getByText("Gone")).not.toBeInTheDocument();
  fake.refuse("cases.open", "case-newer", "written by version 9");
  await screen.getByRole("button", { name: /^Here/u }).click();
  await expect.element(screen.getByRole("alert")).toMatchTextContent("newer version of Isnad");
});

test("language turns the whole page, theme and size are kept", async () => {
  const fake = makeFakeBackend({}, { analyst });
  const screen = await show(fake);
  await screen.getByRole("button", { name: /Language/u }).click();
  await screen.getByRole("option", { name: "العربية" }).click();
  await expect.element(screen.getByText("افتح القضية النموذجية")).toBeVisible();
  expect(document.documentElement.dir).toBe("rtl");
  expect(document.documentElement.lang).toBe("ar");
  const { violations } = await axe.run(screen.container);
  expect(violations.map((v) => [v.id, v.nodes[0]?.html])).toEqual([]);
});

test("picking in the page: into a folder and back, a name that is taken is not overwritten", async () => {
  const fake = makeFakeBackend({}, { analyst });
  const screen = await show(fake);
  await screen.getByRole("button", { name: /^Start a new case/u }).click();
  const dialog = screen.getByRole("dialog", { name: "Where to keep the case" });
  const name = dialog.getByLabelText("File name");
  await expect.element(name).toHaveValue("New case.isnad");
  await name.fill("taken");
  await dialog.getByRole("button", { name: "Create case" }).click();
  await expect.element(dialog.getByRole("alert")).toMatchTextContent("will not be overwritten");
  await expect.element(dialog.getByRole("button", { name: "Create case" })).toBeDisabled();
  await name.fill("Badrusiyah");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByRole("navigation", { name: "Pages" })).toBeVisible();
  expect(calls(fake, "cases.create")).toEqual([{ file: "new-Badrusiyah.isnad" }]);
});

test("opening by keyboard: type ahead, Enter into a folder, Enter on the file", async () => {
  const fake = makeFakeBackend({}, { analyst });
  const screen = await show(fake);
  await screen.getByRole("button", { name: /^Open a case file/u }).click();
  await expect.element(screen.getByRole("row", { name: "reports" })).toBeVisible();
  await userEvent.keyboard("rep{Enter}");
  await expect.element(screen.getByRole("row", { name: "inner.isnad" })).toBeVisible();
  await userEvent.keyboard("{Backspace}");
  await expect.element(screen.getByRole("row", { name: "reports" })).toBeVisible();
  await userEvent.keyboard("rep{Enter}");
  await expect.element(screen.getByRole("row", { name: "inner.isnad" })).toBeVisible();
  await userEvent.keyboard("inn{Enter}");
  await expect.poll(() => calls(fake, "cases.open")).toEqual([{ file: "inner.isnad" }]);
});

test("read only names who has the case; what happened at the opening can be put away", async () => {
  const fake = makeFakeBackend(
    {
      "cases.current": () => ({
        ...emptyCase,
        readOnly: {
          reason: "locked",
          holder: { analyst: "Omar Said", machine: "desk-4", since: "2025-11-24T10:00:00Z" },
        },
        notices: [{ code: "recovered", detail: "" }],
      }),
    },
    { analyst },
  );
  const screen = await show(fake);
  await expect.element(screen.getByText(/Omar Said has this case open on desk-4/u)).toBeVisible();
  await screen.getByRole("button", { name: "Close", exact: true }).click();
  await expect.element(screen.getByText(/not closed properly/u)).not.toBeInTheDocument();
  await userEvent.keyboard("{Control>}z{/Control}");
  expect(calls(fake, "ledger.undo")).toEqual([]);
});

const act = {
  act: "a1",
  verb: "claim-add",
  aboutVerb: null,
  analyst: "Lina Haddad",
  at: "2025-11-24T10:00:00Z",
  counts: { claim: 1 },
  objects: [{ kind: "claim", id: "c1", label: "61 raids" }],
  fields: [],
  undone: false,
};

test("undo says what it would do, does it by key, and offers the way back", async () => {
  const fake = makeFakeBackend(
    {
      "cases.current": () => emptyCase,
      "ledger.standing": () => ({ undo: act, redo: null }),
      "ledger.undo": () => ({ ...act, verb: "undo", aboutVerb: "claim-add" }),
      "ledger.redo": () => ({ ...act, verb: "redo", aboutVerb: "claim-add" }),
    },
    { analyst },
  );
  const screen = await show(fake);
  await expect.element(screen.getByRole("button", { name: "Undo: add claim: 61 raids" })).toBeEnabled();
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.element(screen.getByText("Undone: add claim: 61 raids")).toBeVisible();
  await screen.getByRole("button", { name: "Redo", exact: true }).click();
  await expect.poll(() => calls(fake, "ledger.redo").length).toBe(1);
});

test("a job shows how far it is, can be stopped, and its failures are listed by file", async () => {
  const job = {
    jobId: "j1",
    procedure: "articles.import",
    unit: "items",
    done: 40,
    total: 100,
    current: "report-41.html",
    rate: 12.5,
    secondsLeft: 5,
    state: "running",
    result: null,
    error: null,
  };
  const result = {
    imported: 98,
    duplicates: 1,
    versions: 0,
    stopped: false,
    unmapped: [{ file: "t9", path: "/home/analyst/wire.csv" }],
    failed: [{ path: "/home/analyst/photo.png", code: "unsupported-format", message: "no importer reads .png" }],
    articles: [],
  };
  let jobs: object[] = [job];
  const fake = makeFakeBackend(
    {
      "cases.current": () => emptyCase,
      "jobs.list": () => jobs,
      "jobs.get": () => jobs[0],
      "jobs.cancel": () => ({}),
      "articles.preview": () => ({
        columns: ["a", "b"],
        rows: [["One", "Text"]],
        proposed: { title: "a", text: "b" },
        profiles: [],
      }),
      "articles.profiles": () => [],
      "articles.previewReading": () => ({ articles: [], failed: [] }),
      "articles.import": () => ({ jobId: "j2" }),
    },
    { analyst },
  );
  const screen = await show(fake);
  await screen.getByRole("button", { name: /one job runs/u }).click();
  await expect.element(screen.getByText(/40 of 100 · 12.5 a second/u)).toBeVisible();
  await expect.element(screen.getByText("report-41.html")).toBeVisible();
  await screen.getByRole("button", { name: "Stop: Import" }).click();
  await expect.poll(() => calls(fake, "jobs.cancel")).toEqual([{ jobId: "j1" }]);
  await userEvent.keyboard("{Escape}");

  const ended = { ...job, done: 100, state: "done", result };
  jobs = [ended];
  fake.emit({ name: "job-ended", value: ended as never });
  await expect.element(screen.getByText(/98 articles imported, one already here and one failed/u)).toBeVisible();
  await screen.getByRole("button", { name: "Details" }).click();
  const dialog = screen.getByRole("dialog", { name: "Import" });
  await expect.element(dialog.getByText("/home/analyst/photo.png")).toBeVisible();
  await expect.element(dialog.getByText("no importer reads .png")).toBeVisible();

  await dialog.getByRole("button", { name: "Name the columns…" }).click();
  const columns = screen.getByRole("dialog", { name: "Which column is which?" });
  await expect.element(columns.getByText(/wire\.csv/u)).toBeVisible();
  await columns.getByRole("button", { name: "Import" }).click();
  await expect
    .poll(() => calls(fake, "articles.import"))
    .toEqual([{ files: ["t9"], reading: { mapping: { title: "a", text: "b" } } }]);
});

test("keys go to pages and to help; the sheet lists them", async () => {
  const fake = makeFakeBackend({ "cases.current": () => emptyCase }, { analyst });
  const screen = await show(fake);
  await expect.element(screen.getByRole("navigation", { name: "Pages" })).toBeVisible();
  await userEvent.keyboard("gs");
  expect(useView.getState().page).toBe("sources");
  await userEvent.keyboard("{Alt>}3{/Alt}");
  expect(useView.getState().page).toBe("claims");
  await userEvent.keyboard("?");
  const sheet = screen.getByRole("dialog", { name: "Keys" });
  await expect.element(sheet.getByText("Ctrl+Shift+Z")).toBeVisible();
  await userEvent.keyboard("{Escape}{F1}");
  const help = screen.getByRole("dialog", { name: "Help" });
  await help.getByRole("tab", { name: "Grades" }).click();
  await expect.element(help.getByText("usually reliable", { exact: true })).toBeVisible();
  const { violations } = await axe.run(help.element());
  expect(violations.map((v) => [v.id, v.nodes[0]?.html])).toEqual([]);
});

test("a program that does not answer is told, and read anew when it does", async () => {
  const fake = makeFakeBackend({ "cases.current": () => emptyCase }, { analyst });
  const screen = await show(fake);
  await expect.element(screen.getByRole("navigation", { name: "Pages" })).toBeVisible();
  fake.setConnection("lost");
  await expect.element(screen.getByText(/Isnad does not answer/u)).toBeVisible();
  const before = calls(fake, "cases.current").length;
  fake.setConnection("connected");
  await expect.element(screen.getByText(/Isnad does not answer/u)).not.toBeInTheDocument();
  await expect.poll(() => calls(fake, "cases.current").length).toBeGreaterThan(before);
});

test("files dropped on the window are imported", async () => {
  const fake = makeFakeBackend(
    { "cases.current": () => emptyCase, "articles.import": () => ({ jobId: "j1" }) },
    { analyst },
  );
  const screen = await show(fake);
  await expect.element(screen.getByRole("navigation", { name: "Pages" })).toBeVisible();
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(["نص"], "a.txt"));
  dataTransfer.items.add(new File(["text"], "b.txt"));
  window.dispatchEvent(new DragEvent("dragenter", { dataTransfer }));
  await expect.element(screen.getByText("Drop to import")).toBeVisible();
  window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  await expect.poll(() => calls(fake, "articles.import")).toEqual([{ files: ["token-a.txt", "token-b.txt"] }]);
  await expect.element(screen.getByText("Drop to import")).not.toBeInTheDocument();
});

test("export: which and how, then what the form could not carry", async () => {
  const result = {
    format: "csv",
    path: "/home/analyst/out.csv",
    written: 3,
    losses: [{ kind: "spans", count: 2, explanation: "only the first span of a claim" }],
  };
  const fake = makeFakeBackend(
    {
      "cases.current": () => emptyCase,
      "claims.list": ({ filter }: { filter?: object }) => ({ total: filter ? 3 : 10, rows: [] }),
      "exchange.export": () => {
        queueMicrotask(() =>
          fake.emit({
            name: "job-ended",
            value: {
              jobId: "j1",
              procedure: "exchange.export",
              unit: "items",
              done: 3,
              total: 3,
              current: null,
              rate: null,
              secondsLeft: null,
              state: "done",
              result,
              error: null,
            },
          }),
        );
        return { jobId: "j1" };
      },
    },
    { analyst },
  );
  const screen = await show(fake);
  await expect.element(screen.getByRole("navigation", { name: "Pages" })).toBeVisible();
  useDialogs.getState().show({ kind: "export", filter: { reliability: ["B"] }, sort: [] });
  const dialog = screen.getByRole("dialog", { name: "Export claims" });
  await expect.element(dialog.getByText("The 3 that the filter leaves")).toBeVisible();
  await dialog.getByRole("button", { name: "Choose a file…" }).click();
  await screen.getByRole("button", { name: "Write export" }).click();
  await expect.element(dialog.getByText("3 claims written.")).toBeVisible();
  await expect.element(dialog.getByText("only the first span of a claim")).toBeVisible();
  expect(calls(fake, "exchange.export")).toMatchObject([
    { format: "csv", filter: { reliability: ["B"] }, replace: false },
  ]);
});
