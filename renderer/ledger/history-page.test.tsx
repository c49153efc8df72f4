import axe from "axe-core";
import { expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { userEvent } from "vitest/browser";

import { makeClient } from "../../app/contract/client.ts";
import type { Act } from "../../app/ledger/model.ts";
import { fakeAct, type FakeCase, fakeEntry, fakeWorkstation, makeFakeCase } from "../data/case.fake.ts";
import { ClientProvider } from "../data/client.tsx";
import { setLanguage } from "../i18n/index.ts";
import { showPage, startFresh } from "../page.fake.tsx";
import { HistoryPage } from "./history-page.tsx";
import { ObjectHistory } from "./object-history.tsx";

const graded: Act = fakeAct(0, {
  verb: "claim-bulk",
  counts: { claim: 3, assessment: 3 },
  fields: [{ field: "reliability", before: null, after: "B" }],
});
const acts: Act[] = [
  fakeAct(9, { verb: "undo", aboutVerb: "claim-remove", counts: { claim: 2 } }),
  graded,
  fakeAct(2, { verb: "import", analyst: "Sami", counts: { article: 11, source: 2 }, undone: true }),
];

const makeCase = (list = acts): FakeCase =>
  makeFakeCase({
    "ledger.history": ({ offset, limit }: { offset: number; limit: number }) => ({
      total: list.length,
      acts: list.slice(offset, offset + limit),
    }),
    "ledger.act": () => [
      fakeEntry({
        changes: [
          {
            kind: "claim",
            id: "c1",
            before: { statement: "One was wounded", reliability: null },
            after: { statement: "One was wounded", reliability: "B" },
          },
        ],
      }),
    ],
    "ledger.standing": () => ({ undo: graded, redo: null }),
    "ledger.undo": () => fakeAct(10, { verb: "undo" }),
    "workstation.get": () => fakeWorkstation,
  });

const show = (fake: FakeCase) => showPage(fake, <HistoryPage />);

startFresh();

it("tells acts as sentences in either language, with plurals and by whom", async () => {
  const screen = await show(makeCase());
  await expect.element(screen.getByText("You graded 3 claims B", { exact: true }).first()).toBeVisible();
  await expect.element(screen.getByText("Sami imported 11 articles")).toBeVisible();
  await expect.element(screen.getByText("You undid: the removal of 2 claims").first()).toBeVisible();
  setLanguage("ar");
  await expect.element(screen.getByText("قيّمت ٣ ادعاءات بالدرجة B")).toBeVisible();
  await expect.element(screen.getByText("Sami: استيراد ١١ مقالة")).toBeVisible();
  await expect.element(screen.getByText("تراجعت عن حذف ادعاءين").first()).toBeVisible();
});

it("marks what was undone by more than colour", async () => {
  const screen = await show(makeCase());
  const sentence = screen.getByText("Sami imported 11 articles");
  await expect.element(sentence).toBeVisible();
  expect(getComputedStyle(sentence.element()).textDecorationLine).toBe("line-through");
  await expect.element(screen.getByText("undone", { exact: true })).toBeVisible();
});

it("shows each value before and after of the act that it stands on", async () => {
  const screen = await show(makeCase());
  await screen.getByText("You graded 3 claims B", { exact: true }).first().click();
  const table = screen.getByRole("table");
  await expect.element(table.getByRole("row", { name: /Reliability nothing B/ })).toBeVisible();
});

it("says what undo would do, and does it", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await screen.getByRole("button", { name: "Undo: the grading of 3 claims" }).click();
  await expect.poll(() => fake.asked("ledger.undo").length).toBe(1);
  await expect.element(screen.getByRole("button", { name: "Redo" })).toBeDisabled();
});

it("shows one object's history, act by act", async () => {
  const fake = makeCase();
  const screen = await render(
    <ClientProvider client={makeClient(fake.transport)}>
      <ObjectHistory kind="claim" id="c1" />
    </ClientProvider>,
  );
  await screen.getByRole("button", { name: /You graded 3 claims B/ }).click();
  await expect.element(screen.getByRole("table")).toBeVisible();
  expect(fake.asked("ledger.history")[0]).toMatchObject({ object: { kind: "claim", id: "c1" } });
});

it("teaches where nothing has happened yet", async () => {
  const screen = await show(makeCase([]));
  await expect.element(screen.getByText("Nothing has happened in this case yet")).toBeVisible();
});

it.each(["en", "ar"] as const)("has no faults that axe finds (%s)", async (language) => {
  setLanguage(language);
  await show(makeCase());
  await expect.poll(() => document.querySelectorAll("[role=row]").length).toBe(3);
  await userEvent.keyboard("{ArrowDown}");
  await expect.poll(() => document.querySelector("table")).not.toBeNull();
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
