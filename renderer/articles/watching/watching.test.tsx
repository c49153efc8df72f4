import axe from "axe-core";
import { expect, it } from "vitest";
import { userEvent } from "vitest/browser";

import type { WatchedFolder } from "../../../app/articles/watching.ts";
import { type FakeCase, FakeRefusal, fakeWorkstation, makeFakeCase } from "../../data/case.fake.ts";
import type { Files } from "../../data/files.tsx";
import { setLanguage } from "../../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../../page.fake.tsx";
import { useDialogs } from "../../state/dialogs.ts";
import { useView } from "../../state/view.ts";
import { ChangesContext } from "../../ui/index.ts";
import { LibraryPage } from "../library-page.tsx";
import { WatchedDialog } from "./watched-dialog.tsx";
import { ArrivalsFollower } from "./ways-in.tsx";

const folder = (id: string, change: Partial<WatchedFolder> = {}): WatchedFolder => ({
  id,
  path: `/home/analyst/${id}`,
  reading: {},
  analyst: "Lina Haddad",
  since: "2025-11-24T10:00:00Z",
  state: "watching",
  code: null,
  message: null,
  draft: null,
  waiting: 0,
  ...change,
});

/** A backend that watches these folders, and any other that is picked. */
function makeCase(known: WatchedFolder[], more: Parameters<typeof makeFakeCase>[0] = {}): FakeCase {
  const left = new Map<string, WatchedFolder>();
  let watched = known;
  const tell = (): void => queueMicrotask(() => fake.tell({ name: "changed", value: { kinds: ["watched-folder"] } }));
  const fake = makeFakeCase({
    "workstation.get": () => fakeWorkstation,
    "articles.facets": () => ({ total: 0, states: [], languages: [], outlets: [] }),
    "articles.drafts": () => [],
    "articles.anchorsToReview": () => ({ total: 0, rows: [] }),
    "tags.list": () => [],
    "articles.watchedFolders": () => watched,
    "articles.watchFolder": ({ folder: token }: { folder: string }) => {
      const made = folder(token);
      watched = [...watched, made];
      tell();
      return made;
    },
    "articles.unwatchFolder": ({ id }: { id: string }) => {
      for (const each of watched) if (each.id === id) left.set(id, each);
      watched = watched.filter((each) => each.id !== id);
      tell();
      return {};
    },
    "articles.watchAgain": ({ id }: { id: string }) => {
      const back = left.get(id);
      if (!back) throw new FakeRefusal("not-found");
      watched = [...watched, back];
      tell();
      return back;
    },
    ...more,
  });
  return fake;
}

const files: Files = {
  pickFiles: () => Promise.resolve([{ file: "inbox", name: "inbox", folder: "/home/analyst" }]),
  pickSave: () => Promise.resolve(null),
};

const violations = async () =>
  (await axe.run(document.body, { runOnly: ["wcag2a", "wcag2aa"] })).violations.map(({ id }) => id);

startFresh();

it("teaches what watching is where nothing is watched, and watches what is picked", async () => {
  const fake = makeCase([]);
  const screen = await showPage(
    fake,
    <>
      <WatchedDialog onClose={() => undefined} />
      <PageNotices />
    </>,
    files,
  );
  await expect.element(screen.getByText("No folder is watched for this case.")).toBeVisible();
  await screen.getByRole("button", { name: "Watch a folder…" }).click();
  await expect.element(screen.getByText("/home/analyst/inbox")).toBeVisible();
  expect(fake.asked("articles.watchFolder")).toEqual([{ folder: "inbox" }]);
});

it("says of each folder how it stands and what waits; looking leads to the draft", async () => {
  const fake = makeCase([
    folder("wire", { draft: "d1", waiting: 12 }),
    folder("share", { state: "missing", code: "file-missing", message: "the folder is not there" }),
  ]);
  let closed = 0;
  const screen = await showPage(fake, <WatchedDialog onClose={() => (closed += 1)} />);
  await expect.element(screen.getByText(/Watched.*12 articles wait/u)).toBeVisible();
  await expect.element(screen.getByText(/Not there just now/u)).toBeVisible();
  expect(await violations()).toEqual([]);
  await screen.getByRole("button", { name: "Look", exact: true }).click();
  expect(closed).toBe(1);
  expect(useView.getState()).toMatchObject({ page: "draft", draft: { id: "d1" } });
});

it("watches a folder no longer, by keyboard, with the way back", async () => {
  const fake = makeCase([folder("wire"), folder("saved")]);
  const screen = await showPage(fake, <WatchedDialog onClose={() => undefined} />);
  const stop = screen.getByRole("button", { name: /Watch .*wire.* no longer/u });
  await expect.element(stop).toBeVisible();
  (stop.element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByText("Watched no longer")).toBeVisible();
  expect(fake.asked("articles.unwatchFolder")).toEqual([{ id: "wire" }]);
  await expect.element(screen.getByRole("button", { name: "Watch it again" })).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await expect.element(stop).toBeVisible();
  expect(fake.asked("articles.watchAgain")).toEqual([{ id: "wire" }]);
  await expect.element(stop).toHaveFocus();
});

it("tells what arrived, wherever one is, with the way to it; and nothing where it is in sight", async () => {
  const fake = makeCase([folder("wire")]);
  const screen = await showPage(
    fake,
    <>
      <ArrivalsFollower />
      <PageNotices />
    </>,
  );
  const end = (count: number): void =>
    fake.tell({
      name: "job-ended",
      value: {
        jobId: `j${count}`,
        procedure: "articles.draftArrived",
        unit: "bytes",
        done: 1,
        total: 1,
        current: null,
        rate: null,
        secondsLeft: null,
        state: "done",
        result: {
          folders: [
            { id: "wire", path: "/home/analyst/wire", files: count, draft: "d1", code: null, message: null },
            { id: "x", path: "/x", files: 0, draft: null, code: "file-missing", message: "the folder is not there" },
          ],
          stopped: false,
        },
        error: null,
      },
    });
  end(12);
  await expect.element(screen.getByText(/12 files arrived in/u)).toBeVisible();
  expect(screen.getByText(/files? arrived/u).elements()).toHaveLength(1);
  await screen.getByRole("button", { name: "Look" }).click();
  expect(useView.getState()).toMatchObject({ page: "draft", draft: { id: "d1" } });
  end(1);
  await expect.element(screen.getByText(/1 file arrived in/u)).toBeVisible();
  expect(screen.getByRole("button", { name: "Look" }).elements()).toHaveLength(0);
  await userEvent.keyboard("gw");
  expect(useDialogs.getState().open).toEqual({ kind: "watched" });
  useDialogs.getState().close();
});

it("is chosen in the library's menu and by its key, with the way back", async () => {
  const fake = makeCase([]);
  const screen = await showPage(
    fake,
    <>
      <LibraryPage />
      <PageNotices />
    </>,
    files,
  );
  await screen
    .getByRole("button", { name: /Import/u })
    .first()
    .click();
  await screen.getByRole("menuitem", { name: /Watch a folder…/u }).click();
  await expect.poll(() => fake.asked("articles.watchFolder").length).toBe(1);
  await screen.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => fake.asked("articles.unwatchFolder")).toEqual([{ id: "inbox" }]);
  await screen.getByRole("button", { name: "Watch it again" }).click();
  await expect.poll(() => fake.asked("articles.watchAgain")).toEqual([{ id: "inbox" }]);
  await userEvent.keyboard("{Alt>}w{/Alt}");
  await expect.poll(() => fake.asked("articles.watchFolder").length).toBe(2);
});

it("changes nothing in a case that is open for reading only", async () => {
  const fake = makeCase([folder("wire", { state: "resting" })]);
  const said: string[] = [];
  const screen = await showPage(
    fake,
    <ChangesContext value={{ why: "Rana has this case open.", say: () => said.push("said") }}>
      <WatchedDialog onClose={() => undefined} />
    </ChangesContext>,
    files,
  );
  await expect.element(screen.getByText(/open for writing/u)).toBeVisible();
  await screen.getByRole("button", { name: "Watch a folder…" }).click({ force: true });
  await screen.getByRole("button", { name: /no longer/u }).click({ force: true });
  expect(said).toHaveLength(2);
  expect(fake.asked("articles.watchFolder")).toEqual([]);
  expect(fake.asked("articles.unwatchFolder")).toEqual([]);
});

it("speaks Arabic", async () => {
  setLanguage("ar");
  const fake = makeCase([folder("wire", { draft: "d1", waiting: 3 })]);
  const screen = await showPage(fake, <WatchedDialog onClose={() => undefined} />);
  await expect.element(screen.getByText(/مقالات تنتظر/u)).toBeVisible();
  expect(await violations()).toEqual([]);
});
