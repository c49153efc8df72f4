import axe from "axe-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { render } from "vitest-browser-react";
import { page } from "vitest/browser";

import "../styles/tokens.css";
import "../styles/base.css";
import type { UnfinishedImport } from "../../app/articles/model.ts";
import { App } from "../app.tsx";
import { setLanguage } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import { emptyCase, type FakeBackend, makeFakeBackend } from "./backend.fake.ts";

const left: UnfinishedImport = {
  id: "run-1",
  analyst: "Lina Haddad",
  startedAt: "2025-11-24T10:00:00Z",
  paths: ["/home/analyst/wire"],
  files: 412,
  stopped: false,
};

/** A case with an import that was not finished, until it is left or gone on with. */
function unfinished(given: Partial<UnfinishedImport> = {}, info: object = {}): FakeBackend {
  let imports = [{ ...left, ...given }];
  const end = (answer: unknown) => () => {
    imports = [];
    queueMicrotask(() => fake.emit({ name: "changed", value: { kinds: ["article"] } }));
    return answer;
  };
  const fake = makeFakeBackend(
    {
      "cases.current": () => ({ ...emptyCase, ...info }),
      "articles.unfinishedImports": () => imports,
      "articles.goOnImport": end({ jobId: "j1" }),
      "articles.leaveImport": end({}),
    },
    { analyst: { name: "Lina Haddad", initials: "LH" } },
  );
  return fake;
}
const calls = (fake: FakeBackend, name: string): unknown[] =>
  fake.asked.filter((call) => call.procedure === name).map((call) => call.input);

beforeEach(() => page.viewport(1200, 800));
afterEach(() => {
  setLanguage("en");
  useView.getState().reset();
  sessionStorage.clear();
});

test("an import that was cut off is told when its case is opened, and goes on at a press", async () => {
  const fake = unfinished();
  const screen = await render(<App transport={fake.transport} />);
  await expect.element(screen.getByText(/was not finished.*412 of its files are in/u)).toBeVisible();
  await expect.element(screen.getByText("/home/analyst/wire")).toBeVisible();
  expect((await axe.run(document.body, { runOnly: ["wcag2a", "wcag2aa"] })).violations).toEqual([]);
  await screen.getByRole("button", { name: "Go on with it" }).click();
  await expect.element(screen.getByText(/was not finished/u)).not.toBeInTheDocument();
  expect(calls(fake, "articles.goOnImport")).toEqual([{ id: "run-1" }]);
});

test("one that was stopped is left as it is, and it is said that nothing is lost by that", async () => {
  const fake = unfinished({ stopped: true, files: 1 });
  const screen = await render(<App transport={fake.transport} />);
  await expect.element(screen.getByText(/was stopped before its end.*One of its files is in/u)).toBeVisible();
  await screen.getByRole("button", { name: "Leave it so" }).click();
  await expect.element(screen.getByText(/What came in stays/u)).toBeVisible();
  await expect.element(screen.getByText(/was stopped before/u)).not.toBeInTheDocument();
  expect(calls(fake, "articles.leaveImport")).toEqual([{ id: "run-1" }]);
});

test("where the case is read only nothing is offered, and nothing is asked", async () => {
  const fake = unfinished({}, { readOnly: { reason: "file", holder: null } });
  const screen = await render(<App transport={fake.transport} />);
  await expect.element(screen.getByRole("navigation", { name: "Pages" })).toBeVisible();
  expect(calls(fake, "articles.unfinishedImports")).toEqual([]);
});
