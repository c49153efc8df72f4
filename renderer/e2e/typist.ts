import type { CDPSession, Page } from "playwright-core";

export type Layout = "Latin" | "Arabic";

/** What the keys type on an Arabic (101) layout; b types two letters there. */
const arabic: Record<string, string> = {
  KeyA: "ش",
  KeyB: "لا",
  KeyC: "ؤ",
  KeyF: "ب",
  KeyG: "ل",
  KeyH: "ا",
  KeyJ: "ت",
  KeyL: "م",
  KeyM: "ة",
  KeyS: "س",
  KeyT: "ف",
  KeyU: "ع",
  KeyZ: "ئ",
  Slash: "ظ",
  Digit1: "١",
  Digit2: "٢",
  Digit3: "٣",
};
const latin = (code: string): string => (code === "Slash" ? "/" : code.replace(/^(?:Key|Digit)/u, "").toLowerCase());

/** An analyst without a mouse, on one of two layouts: the same physical keys, other letters. */
export interface Typist {
  /** Presses a key that types something, by its place: "KeyC", "Digit2". */
  readonly key: (code: string, modifiers?: { control?: boolean; shift?: boolean }) => Promise<void>;
  /** Presses a named key, with Playwright's names: "Enter", "Control+Shift+ArrowLeft". */
  readonly press: (name: string) => Promise<void>;
  /** Words into the field that has the focus. */
  readonly type: (text: string) => Promise<void>;
}

export async function makeTypist(page: Page, layout: Layout): Promise<Typist> {
  const session: CDPSession = await page.context().newCDPSession(page);
  return {
    async key(code, { control = false, shift = false } = {}) {
      const plain = layout === "Arabic" ? (arabic[code] ?? "") : latin(code);
      if (plain === "") throw new Error(`${code} is on no map`);
      const key = shift && layout === "Latin" ? plain.toUpperCase() : plain;
      const event = {
        key,
        code,
        modifiers: (control ? 2 : 0) + (shift ? 8 : 0),
        windowsVirtualKeyCode: latin(code).toUpperCase().charCodeAt(0),
      };
      await session.send("Input.dispatchKeyEvent", {
        ...event,
        type: control ? "rawKeyDown" : "keyDown",
        ...(control ? {} : { text: key }),
      });
      await session.send("Input.dispatchKeyEvent", { ...event, type: "keyUp" });
    },
    press: (name) => page.keyboard.press(name),
    type: (text) => page.keyboard.insertText(text),
  };
}
