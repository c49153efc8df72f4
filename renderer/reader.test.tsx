import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cleanup, render } from "vitest-browser-react";
import { page, userEvent } from "vitest/browser";

import { makeClient } from "../app/contract/client.ts";
import {
  article,
  commander,
  fakeClaim,
  lines,
  makeReaderCase,
  type ReaderCase,
  spanOf,
  text,
} from "./articles/reader/reading.fake.ts";
import { ClientProvider } from "./data/client.tsx";
import { setLanguage } from "./i18n/index.ts";
import { PageNotices } from "./page.fake.tsx";
import { Reader } from "./reader.tsx";

import "./styles/tokens.css";
import "./styles/base.css";
import { useView } from "./state/view.ts";

beforeEach(async () => {
  setLanguage("en");
  await page.viewport(1500, 900);
  useView.getState().reset();
  useView.getState().openArticle(article.id);
});
afterEach(() => document.getSelection()?.removeAllRanges());

async function show(state: ReaderCase): Promise<ReaderCase> {
  await render(
    <div style={{ blockSize: "100vh", display: "flex" }}>
      <ClientProvider client={makeClient(state.fake.transport)}>
        <Reader />
        <PageNotices />
      </ClientProvider>
    </div>,
  );
  await expect.element(page.getByRole("document")).toBeVisible();
  await expect.poll(() => state.fake.asked("claims.drafts").length).toBeGreaterThan(0);
  return state;
}

/** Selects words of the text as a pointer would have, and puts the focus there. */
async function select(quote: string): Promise<void> {
  const root = page.getByRole("document").element() as HTMLElement;
  const { start, end } = spanOf(quote);
  const block = [...root.querySelectorAll<HTMLElement>("[data-start]")].findLast(
    (element) => Number(element.dataset["start"]) <= start,
  );
  const node = block?.firstChild;
  if (!block || !node) throw new Error("no such words");
  const from = Number(block.dataset["start"]);
  root.focus();
  document.getSelection()?.setBaseAndExtent(node, start - from, node, end - from);
  await expect.element(page.getByRole("toolbar", { name: "What to do with the selection" })).toBeVisible();
}

const active = (): Element | null => document.activeElement;
/** A key of another layout, as the browser reports it: what it types and where it is. */
const press = (key: string, code: string): void =>
  void active()?.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }));

describe("a claim by keyboard", () => {
  test("select, c, a known name, Enter, b 2, Enter", async () => {
    const state = await show(makeReaderCase());
    await select("إصابة أحد عناصر الاستخبارات");
    await userEvent.keyboard("c");
    await expect.element(page.getByRole("combobox", { name: "Who says it?" })).toHaveFocus();
    await userEvent.keyboard("Abdul az");
    await userEvent.keyboard("{Enter}");
    expect(active()?.getAttribute("role")).toBe("radio");
    await userEvent.keyboard("b2{Enter}");
    await expect.poll(() => state.claims).toHaveLength(1);
    expect(state.fake.asked("claims.add")[0]).toMatchObject({
      spans: [spanOf("إصابة أحد عناصر الاستخبارات")],
      hops: [{ source: "عنب بلدي" }, { sourceId: commander.id }],
      reliability: { value: "B", reason: null },
      credibility: { value: "2", reason: null },
    });
    // The pane is gone, the text has the focus, the claim its mark and its card.
    await expect.element(page.getByRole("document")).toHaveFocus();
    await expect.poll(() => CSS.highlights.has("rel-b")).toBe(true);
    await expect.poll(() => document.querySelector("aside [data-card] bdi")?.textContent).toBe(commander.name);
  });

  test("the same on an Arabic layout, where b types لا and digits are Arabic", async () => {
    const state = await show(makeReaderCase());
    await select("ضبطت أسلحة");
    press("ؤ", "KeyC");
    const speaker = page.getByRole("combobox", { name: "Who says it?" });
    await expect.element(speaker).toHaveFocus();
    await speaker.fill("بريمو");
    press("Enter", "Enter");
    press("لا", "KeyB");
    press("٣", "Digit3");
    press("Enter", "Enter");
    await expect.poll(() => state.claims).toHaveLength(1);
    expect(state.fake.asked("claims.add")[0]).toMatchObject({
      hops: [{ source: "عنب بلدي" }, { source: "بريمو" }],
      reliability: { value: "B" },
      credibility: { value: "3" },
    });
  });

  test("an unnamed source is the last choice of the list", async () => {
    const state = await show(makeReaderCase());
    await select("one man was hurt");
    await userEvent.keyboard("c");
    await expect.element(page.getByRole("combobox", { name: "Who says it?" })).toHaveFocus();
    await userEvent.keyboard("security source{ArrowUp}");
    await expect.element(page.getByRole("option", { name: /Unnamed/u })).toHaveAttribute("aria-selected", "true");
    await userEvent.keyboard("{Enter}{Enter}");
    await expect.poll(() => state.claims).toHaveLength(1);
    expect(state.claims[0]).toMatchObject({ reliability: null, credibility: null });
    expect(state.claims[0]?.hops.at(-1)).toMatchObject({ descriptor: "security source", source: null });
  });

  test("credibility 1 is not saved without a reason, and says why", async () => {
    const state = await show(makeReaderCase());
    await select("ضبطت أسلحة");
    await userEvent.keyboard("c");
    await expect.element(page.getByRole("combobox", { name: "Who says it?" })).toHaveFocus();
    await userEvent.keyboard("{Enter}1{Enter}");
    const reason = page.getByRole("textbox", { name: "Reason for the credibility" });
    await expect.element(reason).toHaveFocus();
    await expect.element(page.getByText(/at least two independent origins/u)).toBeVisible();
    expect(state.claims).toEqual([]);
    await userEvent.keyboard("seen on film{Enter}");
    await expect.poll(() => state.claims).toHaveLength(1);
    expect(state.fake.asked("claims.add")[0]).toMatchObject({ credibility: { value: "1", reason: "seen on film" } });
  });
});

describe("what is typed", () => {
  test("is in the case while it is typed, and offered when the article is opened again", async () => {
    const state = await show(makeReaderCase());
    await select("ضبطت أسلحة");
    await userEvent.keyboard("c");
    await page.getByRole("textbox", { name: "In your words" }).fill("Arms were seized");
    await expect.poll(() => state.drafts).toHaveLength(1);
    // The window is gone without a word; another one opens the same case.
    const left = { ...state, drafts: state.drafts };
    await cleanup();
    const again = await show(makeReaderCase({ drafts: left.drafts }));
    await expect.element(page.getByText("You were writing this.", { exact: true })).toBeVisible();
    await expect.element(page.getByRole("textbox", { name: "In your words" })).toHaveValue("Arms were seized");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect.poll(() => again.claims).toHaveLength(1);
    expect(again.claims[0]?.statement).toBe("Arms were seized");
    expect(again.drafts).toEqual([]);
  });

  test("nothing typed is no claim: Escape leaves no trace", async () => {
    const state = await show(makeReaderCase());
    await select("ضبطت أسلحة");
    await userEvent.keyboard("c");
    await expect.element(page.getByRole("combobox", { name: "Who says it?" })).toHaveFocus();
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByRole("document")).toHaveFocus();
    expect(state.fake.asked("claims.add")).toEqual([]);
    expect(state.drafts).toEqual([]);
  });

  test("leaving a claim that is complete saves it", async () => {
    const state = await show(makeReaderCase());
    await select("ضبطت أسلحة");
    await userEvent.keyboard("c");
    await page.getByRole("textbox", { name: "In your words" }).fill("Arms were seized");
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => state.claims.map((claim) => claim.statement)).toEqual(["Arms were seized"]);
  });
});

test("another claim begun while one is open: the first is saved, the second stays", async () => {
  const state = await show(makeReaderCase());
  await select("ضبطت أسلحة");
  await userEvent.keyboard("c");
  await page.getByRole("textbox", { name: "In your words" }).fill("Arms were seized");
  await select("one man was hurt");
  await userEvent.keyboard("c");
  await expect.poll(() => state.claims.map((claim) => claim.statement)).toEqual(["Arms were seized"]);
  await expect.element(page.getByRole("combobox", { name: "Who says it?" })).toHaveFocus();
  await expect.element(page.getByRole("blockquote")).toHaveTextContent("one man was hurt");
  await userEvent.keyboard("{Enter}{Enter}");
  await expect.poll(() => state.claims).toHaveLength(2);
});

describe("the text by keyboard", () => {
  test("sentence, again, paragraph; arrows go by the side of the page", async () => {
    await show(makeReaderCase());
    await select("ضبطت أسلحة");
    await userEvent.keyboard("s");
    expect(String(document.getSelection())).toBe("وأوضح الأحمد أن القوى الأمنية ضبطت أسلحة.");
    await userEvent.keyboard("s");
    expect(String(document.getSelection())).toBe(lines[1]);
    await userEvent.keyboard("{ArrowRight}{Shift>}{Control>}{ArrowRight}{/Control}{/Shift}");
    expect(String(document.getSelection()).trim()).toBe("بليغة");
  });

  test("find folds, counts, and Escape leaves what was found selected", async () => {
    await show(makeReaderCase());
    (page.getByRole("document").element() as HTMLElement).focus();
    await userEvent.keyboard("/");
    await userEvent.keyboard("الامن");
    await expect.element(page.getByRole("status")).toHaveTextContent("1 of 1");
    expect(CSS.highlights.has("found-now")).toBe(true);
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByRole("document")).toHaveFocus();
    expect(String(document.getSelection())).toBe("الأمن");
  });
});

describe("marks", () => {
  test("a click on overlapping ones offers each", async () => {
    const state = makeReaderCase({
      claims: [
        fakeClaim("c1", "إصابة أحد عناصر الاستخبارات", { statement: "One was hurt", reliability: "B" }),
        fakeClaim("c2", "عناصر الاستخبارات بجروح", { statement: "It was intelligence", reliability: "F" }),
      ],
    });
    await show(state);
    await expect.poll(() => CSS.highlights.has("rel-f")).toBe(true);
    const root = page.getByRole("document").element() as HTMLElement;
    const node = root.querySelectorAll("[data-start]")[1]?.firstChild;
    if (!node) throw new Error("no text");
    const range = document.createRange();
    const at = spanOf("الاستخبارات").start - (article.blocks[1]?.start ?? 0) + 3;
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const box = range.getBoundingClientRect();
    const frame = root.getBoundingClientRect();
    await userEvent.click(root, {
      position: { x: box.x + box.width / 2 - frame.x, y: box.y + box.height / 2 - frame.y },
    });
    await expect.element(page.getByRole("menuitem", { name: /It was intelligence/u })).toHaveFocus();
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await expect.poll(() => document.querySelector('[data-card="c1"]')?.hasAttribute("data-focused")).toBe(true);
  });

  test("h paints at once and keeps a highlight", async () => {
    const state = await show(makeReaderCase());
    await select("ضبطت أسلحة");
    await userEvent.keyboard("h");
    expect(CSS.highlights.has("note")).toBe(true);
    await expect.poll(() => state.annotations).toHaveLength(1);
    expect(text.slice(state.annotations[0]?.start, state.annotations[0]?.end)).toBe("ضبطت أسلحة");
  });

  test("j and u go round the claims and the unfinished ones", async () => {
    await show(
      makeReaderCase({
        claims: [
          fakeClaim("done", "ضبطت أسلحة", { reliability: "B", credibility: "2" }),
          fakeClaim("open", "one man was hurt", { reliability: "F" }),
        ],
      }),
    );
    const focused = () => document.querySelector("[data-card][data-focused]")?.getAttribute("data-card");
    (page.getByRole("document").element() as HTMLElement).focus();
    await userEvent.keyboard("j");
    await expect.poll(focused).toBe("done");
    await userEvent.keyboard("u");
    await expect.poll(focused).toBe("open");
    await userEvent.keyboard("j");
    await expect.poll(focused).toBe("done");
  });
});

test.each(["en", "ar"] as const)(
  "nothing for axe to find in the reader with its editor open (%s)",
  async (language) => {
    setLanguage(language);
    await show(makeReaderCase({ claims: [fakeClaim("c1", "ضبطت أسلحة", { reliability: "E", credibility: "6" })] }));
    await expect.poll(() => document.querySelector("[data-card]")).not.toBeNull();
    await userEvent.keyboard("je");
    await expect.poll(() => document.querySelector('[role="radio"]')).not.toBeNull();
    await userEvent.tab();
    const { violations } = await axe.run(document.body, {
      rules: { region: { enabled: false }, "page-has-heading-one": { enabled: false } },
    });
    expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  },
);
