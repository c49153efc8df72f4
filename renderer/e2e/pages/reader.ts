import type { Page } from "playwright-core";

/** An article, and what is written beside it. */
export const reader = (page: Page) => {
  const text = page.getByRole("document", { name: "Text of the article" });
  const editor = page.getByRole("region", { name: /^(New claim|Claim)$/u });
  const speaker = editor.getByRole("combobox", { name: "Who says it?" });
  const axis = (name: "Reliability" | "Credibility") =>
    editor.getByRole("radiogroup", { name: new RegExp(`^${name}`, "u") });
  const column = page.getByRole("complementary", { name: /^Claims \(/u });
  return {
    text,
    editor,
    speaker,
    statement: editor.getByRole("textbox", { name: "In your words" }),
    chain: editor.getByRole("list").getByRole("listitem", { name: /^Link \d/u }),
    /** Only those near what is in sight are drawn. */
    cards: column.getByRole("article"),
    async countClaims(): Promise<number> {
      return Number(/\d+/u.exec((await column.getAttribute("aria-label")) ?? "")?.[0]);
    },
    toolbar: page.getByRole("toolbar", { name: "What to do with the selection" }),
    checked: (name: "Reliability" | "Credibility") => axis(name).getByRole("radio", { checked: true }),

    /** Draws the pointer over the words, from their first to their last letter, as an analyst does. */
    async select(words: string): Promise<void> {
      const ends = await text.evaluate((root, wanted) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.textContent?.indexOf(wanted) ?? -1;
          if (at === -1) continue;
          node.parentElement?.scrollIntoView({ block: "center" });
          const side = (from: number, isStart: boolean): { x: number; y: number } => {
            const range = document.createRange();
            range.setStart(node, from);
            range.setEnd(node, from + 1);
            const box = range.getBoundingClientRect();
            const isMirrored = getComputedStyle(node.parentElement ?? root).direction === "rtl";
            return { x: isMirrored === isStart ? box.right - 0.5 : box.left + 0.5, y: box.top + box.height / 2 };
          };
          return { from: side(at, true), to: side(at + wanted.length - 1, false) };
        }
        return null;
      }, words);
      if (ends === null) throw new Error(`the text does not say "${words}" in one block`);
      await page.mouse.move(ends.from.x, ends.from.y);
      await page.mouse.down();
      await page.mouse.move(ends.to.x, ends.to.y, { steps: 6 });
      await page.mouse.up();
      await page.getByRole("toolbar", { name: "What to do with the selection" }).waitFor();
    },
    async beginClaim(): Promise<void> {
      await page.keyboard.press("c");
      await editor.waitFor();
    },
    /** Types a name into the speaker's field and takes it as it was typed. */
    async addSpeaker(name: string): Promise<void> {
      await speaker.fill(name);
      await speaker.press("Enter");
      await editor.getByRole("listitem", { name: new RegExp(`^Link \\d+: ${name}`, "u") }).waitFor();
    },
    /** Takes what was typed as what the text calls a source that it does not name. */
    async addUnnamed(descriptor: string): Promise<void> {
      await speaker.fill(descriptor);
      await page.getByRole("option", { name: /^Unnamed/u }).click();
      await editor.getByRole("listitem", { name: new RegExp(`^Link \\d+: ${descriptor}`, "u") }).waitFor();
    },
    async grade(name: "Reliability" | "Credibility", value: string): Promise<void> {
      await axis(name)
        .getByRole("radio", { name: new RegExp(`^${value}\\b`, "u") })
        .click();
    },
    async save(): Promise<void> {
      await editor.getByRole("button", { name: /^Save/u }).click();
      await editor.waitFor({ state: "hidden" });
    },
  };
};
