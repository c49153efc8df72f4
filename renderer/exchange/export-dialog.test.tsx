import axe from "axe-core";
import { expect, it } from "vitest";

import type { ClaimFilter } from "../../app/claims/model.ts";
import { type FakeCase, fakeClaim, makeFakeCase } from "../data/case.fake.ts";
import { setLanguage } from "../i18n/index.ts";
import { showPage, startFresh } from "../page.fake.tsx";
import { ExportDialog } from "./export-dialog.tsx";

const makeCase = (): FakeCase =>
  makeFakeCase({
    "claims.list": ({ filter }: { filter: ClaimFilter }) => ({
      total: filter.reliability ? 7 : 44,
      rows: [fakeClaim(0)],
    }),
    "exchange.export": () => ({ jobId: "j1" }),
  });

const files = {
  pickFiles: () => Promise.resolve([]),
  pickSave: () => Promise.resolve({ file: "token", name: "claims.csv", folder: "", replace: false }),
};
const show = (fake: FakeCase, filter: ClaimFilter, chosen: readonly string[] = []) =>
  showPage(
    fake,
    <ExportDialog filter={filter} sort={[]} chosen={chosen} caseName="Marsa Qandil" onClose={() => undefined} />,
    files,
  );

startFresh();

it("offers those that are selected, and writes them alone", async () => {
  const fake = makeCase();
  const screen = await show(fake, { reliability: ["F"] }, ["c1", "c2"]);
  await expect.element(screen.getByRole("radio", { name: "The 2 that are selected" })).toBeChecked();
  await expect.element(screen.getByText("The 7 that the filter leaves")).toBeVisible();
  await screen.getByRole("button", { name: "Choose a file…" }).click();
  await expect.poll(() => fake.asked("exchange.export")).toMatchObject([{ ids: ["c1", "c2"], format: "csv" }]);
  expect(fake.asked("exchange.export")[0]).not.toHaveProperty("filter");
});

it("says what each form carries, and offers no selection where there is none", async () => {
  const screen = await show(makeCase(), {});
  await expect.element(screen.getByRole("radio", { name: /^CSV.*slots, questions and relations/ })).toBeChecked();
  await expect.element(screen.getByRole("radio", { name: /^JSONL.*all its chains hop by hop/ })).toBeInTheDocument();
  await expect.element(screen.getByText(/are selected/)).not.toBeInTheDocument();
});

it.each(["en", "ar"] as const)("has no faults that axe finds (%s)", async (language) => {
  setLanguage(language);
  const screen = await show(makeCase(), {}, ["c1"]);
  await expect.element(screen.getByRole("dialog")).toBeVisible();
  const { violations } = await axe.run(screen.getByRole("dialog").element());
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
