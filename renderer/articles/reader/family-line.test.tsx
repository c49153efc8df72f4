import axe from "axe-core";
import { expect, it } from "vitest";

import { fakeArticle, makeFakeCase } from "../../data/case.fake.ts";
import { setLanguage } from "../../i18n/index.ts";
import { showPage, startFresh } from "../../page.fake.tsx";
import { useView } from "../../state/view.ts";
import { FamilyLine } from "./family-line.tsx";

const family = {
  id: "f1",
  originId: "a1",
  reason: "The same wire text",
  createdAt: "2025-11-25T08:00:00Z",
  createdBy: "Rana",
  members: [fakeArticle(1, { title: "The wire" }), fakeArticle(2, { title: "A copy" }), fakeArticle(3)],
};
const makeCase = () =>
  makeFakeCase({
    "articles.family": () => family,
    "articles.leaveFamily": () => ({ changed: 1 }),
    "ledger.undo": () => ({}),
  });

startFresh();

it("says that an article is a copy, of what, and leads to the others", async () => {
  const screen = await showPage(makeCase(), <FamilyLine articleId="a2" />);
  await expect.element(screen.getByText(/One of 3 copies of one text/)).toBeVisible();
  await screen.getByRole("button", { name: "Copies" }).click();
  await expect.element(screen.getByText("The same wire text")).toBeVisible();
  await screen.getByRole("button", { name: /The wire/ }).click();
  expect(useView.getState()).toMatchObject({ page: "reader", reader: { articleId: "a1" } });
});

it("takes an article out that is no copy after all", async () => {
  const fake = makeCase();
  const screen = await showPage(fake, <FamilyLine articleId="a2" />);
  await screen.getByRole("button", { name: "Copies" }).click();
  await screen.getByRole("button", { name: "This is no copy" }).click();
  await expect.poll(() => fake.asked("articles.leaveFamily")).toEqual([{ ids: ["a2"] }]);
});

it("says which is the origin, in Arabic, without faults that axe finds", async () => {
  setLanguage("ar");
  const screen = await showPage(makeCase(), <FamilyLine articleId="a1" />);
  await expect.element(screen.getByText("أصل ٣ نُسخ من نص واحد، تُعد منشأً واحدًا.")).toBeVisible();
  await screen.getByRole("button", { name: "النُّسخ" }).click();
  const { violations } = await axe.run({ include: [["main"], ["[role=dialog]"]] });
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
