import axe from "axe-core";
import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";

import { type FakeCase, FakeRefusal, fakeWorkstation, makeFakeCase } from "../data/case.fake.ts";
import { setLanguage } from "../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../page.fake.tsx";
import { emptyCase } from "../shell/backend.fake.ts";
import { useDialogs } from "../state/dialogs.ts";
import { SettingsDialog } from "./settings.tsx";

const makeCase = (more: Parameters<typeof makeFakeCase>[0] = {}): FakeCase =>
  makeFakeCase({
    "workstation.get": () => fakeWorkstation,
    "workstation.setSettings": () => fakeWorkstation,
    "cases.current": () => emptyCase,
    ...more,
  });
const show = (fake: FakeCase) =>
  showPage(
    fake,
    <>
      <SettingsDialog onClose={() => undefined} />
      <PageNotices />
    </>,
  );

startFresh();

test("when an import looks first is chosen by keys, and saved at once", async () => {
  const fake = makeCase();
  await show(fake);
  const look = page.getByRole("button", { name: /Look before importing/u });
  await expect.element(look).toBeVisible();
  (look.element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowDown}");
  await page.getByRole("option", { name: "Always" }).click();
  await expect.poll(() => fake.asked("workstation.setSettings")).toEqual([{ lookFirst: "always" }]);
});

test("what could not be saved is told where it was chosen", async () => {
  await show(
    makeCase({
      "workstation.setSettings": () => {
        throw new FakeRefusal("disk-full");
      },
    }),
  );
  await page.getByRole("button", { name: /Theme/u }).click();
  await page.getByRole("option", { name: "Dark" }).click();
  await expect.element(page.getByText(/no room left on the disk/u)).toBeVisible();
});

test("leads to the watched folders of the case, where one is open; in Arabic, nothing for axe to find", async () => {
  setLanguage("ar");
  await show(makeCase());
  await expect.element(page.getByRole("heading", { name: emptyCase.name })).toBeVisible();
  expect((await axe.run(document.body, { runOnly: ["wcag2a", "wcag2aa"] })).violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole("button", { name: /المجلدات المراقبة/u }).click();
  expect(useDialogs.getState().open).toEqual({ kind: "watched" });
  useDialogs.getState().close();
});
