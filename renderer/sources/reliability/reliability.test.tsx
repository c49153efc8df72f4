import { expect, it } from "vitest";
import { userEvent } from "vitest/browser";

import type { Source } from "../../../app/sources/model.ts";
import { setLanguage } from "../../i18n/index.ts";
import { showPage, startFresh } from "../../page.fake.tsx";
import { useView } from "../../state/view.ts";
import { SourcesPage } from "../sources-page.tsx";
import { fakeAssessment, makeSourcesCase } from "../sources.fake.ts";

startFresh();

async function show(change: Partial<Source> = {}) {
  const fake = makeSourcesCase({ known: { s1: change } });
  useView.getState().goToSource("s1");
  const screen = await showPage(fake, <SourcesPage />);
  await expect.element(screen.getByRole("heading", { level: 2, name: "Source 1" })).toBeVisible();
  return { fake, screen };
}

const nothing = { id: "s1", topic: null, reasonCode: null, reason: null, evidence: [] };

it("grades a source by a letter and a reason, from anywhere on its page", async () => {
  const { fake, screen } = await show();
  await userEvent.keyboard("b");
  await expect.element(screen.getByRole("textbox", { name: "Reason" })).toHaveFocus();
  await userEvent.keyboard("right twice in June{Enter}");
  await expect
    .poll(() => fake.asked("sources.assess"))
    .toEqual([{ ...nothing, value: "B", reason: "right twice in June" }]);
  // What comes next begins where the letters are.
  await expect.element(screen.getByRole("radio", { name: /^A/ })).toHaveFocus();
});

it("fills in nothing: the letter that stands is not chosen", async () => {
  const { screen } = await show({ reliability: "C", assessments: [fakeAssessment("a1")] });
  await userEvent.keyboard("2");
  const letters = screen.getByRole("radiogroup", { name: "Reliability of the source" });
  await expect.element(letters).toBeVisible();
  expect(letters.element().querySelectorAll('[aria-checked="true"]')).toHaveLength(0);
  expect(screen.getByRole("textbox", { name: "Reason" }).elements()).toHaveLength(0);
});

it("goes through the letters by arrows, mirrored in Arabic, and takes one by Enter; Escape lets go", async () => {
  setLanguage("ar");
  const { fake, screen } = await show();
  await userEvent.keyboard("2");
  screen.getByRole("radio", { name: /^A/ }).element().focus();
  await userEvent.keyboard("{ArrowLeft}{ArrowLeft}");
  await expect.element(screen.getByRole("radio", { name: /^B/ })).toHaveAttribute("aria-checked", "true");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByRole("textbox", { name: "السبب" })).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await expect.element(screen.getByRole("textbox", { name: "السبب" })).not.toBeInTheDocument();
  expect(fake.asked("sources.assess")).toEqual([]);
});

it("grades on a topic, with a kind of reason and what it rests on", async () => {
  const { fake, screen } = await show({
    assessments: [fakeAssessment("a1", { scope: "topic", topic: "figures" })],
  });
  await userEvent.keyboard("e");
  await screen.getByRole("button", { name: /Kind of reason/ }).click();
  await screen.getByRole("option", { name: "others contradict it" }).click();
  await screen.getByRole("button", { name: /Holds/ }).click();
  await screen.getByRole("option", { name: "On a topic only" }).click();
  // Without its topic it is no grade yet.
  await expect.element(screen.getByRole("button", { name: /^Record E/ })).toBeDisabled();
  await screen.getByRole("combobox", { name: "Topic" }).fill("fig");
  await screen.getByRole("option", { name: "figures" }).click();
  await screen.getByRole("combobox", { name: "Rests on" }).fill("wounded");
  await screen.getByRole("option", { name: /One member was wounded/ }).click();
  await screen.getByRole("combobox", { name: "Rests on" }).fill("art");
  await screen.getByRole("option", { name: /Article number 3/ }).click();
  await screen.getByRole("button", { name: /^Record E/ }).click();
  await expect
    .poll(() => fake.asked("sources.assess"))
    .toEqual([
      {
        ...nothing,
        value: "E",
        topic: "figures",
        reasonCode: "contradicted",
        evidence: [
          { kind: "claim", id: "c4" },
          { kind: "article", id: "a3" },
        ],
      },
    ]);
});

it("takes a grade back, which is not F", async () => {
  const { fake, screen } = await show({ reliability: "F" });
  await userEvent.keyboard("2");
  await screen.getByRole("radio", { name: "not graded" }).click();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => fake.asked("sources.assess")).toEqual([{ ...nothing, value: null }]);
});

it("tells who gave which letter when and why, in general and by topic, and strikes what was superseded", async () => {
  const { screen } = await show({
    reliability: "B",
    assessments: [
      fakeAssessment("a3", { value: "B", reasonCode: "position", evidence: [{ kind: "claim", id: "c4" }] }),
      fakeAssessment("a2", { value: "D", scope: "topic", topic: "figures" }),
      fakeAssessment("a1", { value: "C", reason: "Late by a day", supersededBy: "a3", at: "2025-01-01T08:00:00Z" }),
      fakeAssessment("a0", { value: "F", scope: "claim", claimId: "c2" }),
    ],
  });
  await userEvent.keyboard("2");
  const history = screen.getByRole("region", { name: "Letters over time" });
  await expect.element(history.getByText("its position: what it is placed to know")).toBeVisible();
  await expect.element(history.getByText("Late by a day")).toBeVisible();
  await expect.element(history.getByRole("heading", { name: /^On .*figures/ })).toBeVisible();
  await expect.element(history.getByText("1 letter given for a single claim")).toBeVisible();
  const old = history.getByText("Late by a day").element().closest("li");
  expect(old?.hasAttribute("data-superseded")).toBe(true);
  expect(old?.textContent).toContain("superseded");
  const line = history.getByRole("list", { name: "From the oldest letter to the newest" }).element();
  expect([...line.querySelectorAll("[data-value]")].map((badge) => badge.textContent)).toEqual(["C", "B"]);
  await history.getByRole("button", { name: /One member was wounded/ }).click();
  expect(useView.getState()).toMatchObject({ page: "reader", reader: { articleId: "a0", claimId: "c4" } });
});

it("counts how the claims fared, makes no grade of it, and leads to them", async () => {
  const { screen } = await show();
  await userEvent.keyboard("2");
  const record = screen.getByRole("region", { name: "How its claims fared" });
  await expect.element(record.getByText(/No letter is computed/)).toBeVisible();
  await expect.element(record.getByRole("button", { name: "6 truth cannot be judged: 1" })).toBeVisible();
  await expect.element(record.getByRole("button", { name: "5 improbable: 0" })).toBeDisabled();
  await record.getByRole("button", { name: "not graded: 6" }).click();
  expect(useView.getState().claims.filter).toEqual({ origins: ["s1"], credibility: ["none"] });
  await record.getByRole("button", { name: "2 claims are contradicted by others" }).click();
  expect(useView.getState().claims.filter).toEqual({ origins: ["s1"], relations: ["contradicts"] });
  await record.getByRole("button", { name: "Look at them again" }).click();
  expect(useView.getState().claims.filter).toEqual({
    origins: ["s1"],
    look: { reasons: ["regraded"], staleDays: null },
  });
});
