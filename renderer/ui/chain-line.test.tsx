import { beforeEach, expect, test } from "vitest";
import { render } from "vitest-browser-react";
import { page } from "vitest/browser";

import { setLanguage } from "../i18n/index.ts";
import { type ChainHop, ChainLine } from "./chain-line.tsx";

import "../styles/tokens.css";
import "../styles/base.css";

beforeEach(() => setLanguage("en"));

const hop = (source: string, change: Partial<ChainHop> = {}): ChainHop => ({
  source,
  sourceId: source,
  mode: null,
  basis: null,
  cue: null,
  descriptor: null,
  ...change,
});
const arabic = [hop("عنب بلدي"), hop("الإخبارية"), hop("وزارة الداخلية", { mode: "direct-quote" })];

/** The inline places of the names and the side that the arrows point to. */
function drawn() {
  const names = [...document.querySelectorAll("bdi")].map((name) => name.getBoundingClientRect().left);
  const arrow = document.querySelector("svg");
  return { names, isMirrored: arrow !== null && getComputedStyle(arrow).scale.startsWith("-1") };
}

test("a chain of Arabic names runs from right to left, its arrows too, in an English page", async () => {
  await render(<ChainLine hops={arabic} />);
  await expect.element(page.getByText("وزارة الداخلية")).toBeVisible();
  const { names, isMirrored } = drawn();
  expect(names.toSorted((a, b) => b - a)).toEqual(names);
  expect(isMirrored).toBe(true);
});

test("a chain of Latin names runs from left to right in an Arabic page", async () => {
  setLanguage("ar");
  await render(<ChainLine hops={[hop("Enab Baladi"), hop("Ministry of Interior")]} />);
  const { names, isMirrored } = drawn();
  expect(names.toSorted((a, b) => a - b)).toEqual(names);
  expect(isMirrored).toBe(false);
});

test("names of both scripts run as the page does", async () => {
  setLanguage("ar");
  await render(<ChainLine hops={[hop("Reuters"), hop("وزارة الداخلية")]} />);
  expect(drawn().isMirrored).toBe(true);
});

test("the origin stands out; how a hop has it is told; an unnamed one stands in quotes", async () => {
  const unnamed = hop("", {
    source: null,
    sourceId: null,
    descriptor: "a security source",
    basis: "told",
    cue: { start: 0, end: 4, quote: "said" },
  });
  await render(<ChainLine hops={[hop("Enab Baladi", { mode: "paraphrase" }), unnamed]} />);
  await expect.element(page.getByTitle("paraphrase", { exact: true })).toHaveTextContent("Enab Baladi");
  const origin = page.getByTitle(/unnamed · was told · by the words .*said.* · origin/u);
  await expect.element(origin).toHaveTextContent("a security source");
  expect(Number(getComputedStyle(origin.element()).fontWeight)).toBeGreaterThan(500);
  expect(getComputedStyle(origin.element().querySelector("bdi") as Element, "::before").content).toBe("open-quote");
});

test("known sources lead to their page", async () => {
  const asked: string[] = [];
  await render(<ChainLine hops={arabic} onSource={(id) => asked.push(id)} />);
  await page.getByRole("button", { name: "الإخبارية" }).click();
  expect(asked).toEqual(["الإخبارية"]);
});
