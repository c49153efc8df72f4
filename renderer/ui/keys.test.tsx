import { useState } from "react";
import { expect, test } from "vitest";
import { render } from "vitest-browser-react";
import { userEvent } from "vitest/browser";

import { Button } from "./button.tsx";
import { matches, useKeys } from "./keys.ts";
import { Dialog } from "./overlays.tsx";

const press = (init: KeyboardEventInit): KeyboardEvent => new KeyboardEvent("keydown", init);

test("a letter goes by what was typed where that is Latin, else by the place of the key", () => {
  expect(matches("c", press({ key: "c", code: "KeyC" }))).toBe(true);
  // The Arabic letter on the key of C.
  expect(matches("c", press({ key: "ؤ", code: "KeyC" }))).toBe(true);
  // Dvorak: what is typed counts, not where the key lies.
  expect(matches("c", press({ key: "c", code: "KeyI" }))).toBe(true);
  expect(matches("i", press({ key: "c", code: "KeyI" }))).toBe(false);
  expect(matches("mod+z", press({ key: "ئ", code: "KeyZ", ctrlKey: true }))).toBe(true);
  expect(matches("z", press({ key: "z", code: "KeyZ", ctrlKey: true }))).toBe(false);
  expect(matches("mod+shift+z", press({ key: "Z", code: "KeyZ", ctrlKey: true, shiftKey: true }))).toBe(true);
  expect(matches("mod+z", press({ key: "Z", code: "KeyZ", ctrlKey: true, shiftKey: true }))).toBe(false);
});

test("digits of three scripts, and a digit that its layout puts behind Shift", () => {
  for (const key of ["2", "٢", "۲"]) expect(matches("2", press({ key, code: "Digit2" }))).toBe(true);
  expect(matches("2", press({ key: "2", code: "Digit2", shiftKey: true }))).toBe(true);
  expect(matches("2", press({ key: "@", code: "Digit2", shiftKey: true }))).toBe(false);
  expect(matches("2", press({ key: "3", code: "Digit3" }))).toBe(false);
  expect(matches("?", press({ key: "?", code: "Slash", shiftKey: true }))).toBe(true);
  expect(matches("?", press({ key: "؟", code: "Slash", shiftKey: true }))).toBe(true);
});

function Page() {
  const [told, setTold] = useState<string[]>([]);
  const [open, setOpen] = useState(false);
  const tell = (what: string) => () => setTold((before) => [...before, what]);
  useKeys({
    c: tell("claim"),
    "g l": tell("library"),
    "mod+z": tell("undo"),
    "mod+s": tell("save"),
    d: () => setOpen(true),
  });
  return (
    <>
      <input aria-label="field" />
      <output>{told.join(" ")}</output>
      <Dialog title="A dialog" isOpen={open} onClose={() => setOpen(false)}>
        <button type="button">inside</button>
      </Dialog>
    </>
  );
}

test("single keys act, and sequences; not in a text field, not while a dialog is open", async () => {
  const screen = await render(<Page />);
  const told = screen.getByRole("status");
  await userEvent.keyboard("c");
  await expect.element(told).toHaveTextContent("claim");
  await userEvent.keyboard("gl");
  await expect.element(told).toHaveTextContent("claim library");

  await screen.getByLabelText("field").click();
  await userEvent.keyboard("cgl{Control>}z{/Control}");
  await expect.element(told).toHaveTextContent("claim library");
  await userEvent.keyboard("{Control>}s{/Control}");
  await expect.element(told).toHaveTextContent("claim library save");

  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard("d");
  await expect.element(screen.getByRole("dialog")).toBeVisible();
  await userEvent.keyboard("c{Control>}z{/Control}");
  await userEvent.keyboard("{Escape}");
  await expect.element(screen.getByRole("dialog")).not.toBeInTheDocument();
  await userEvent.keyboard("c");
  await expect.element(told).toHaveTextContent("claim library save claim");
});

function Work() {
  const [told, setTold] = useState<string[]>([]);
  const tell = (what: string) => () => setTold((before) => [...before, what]);
  useKeys({ "mod+Enter": tell("done") });
  return (
    <>
      <Button onPress={tell("pressed")}>a button</Button>
      <input aria-label="field" onKeyDown={tell("field")} />
      <output>{told.join(" ")}</output>
    </>
  );
}

test("Ctrl+Enter ends the work though a button has the focus, which Enter alone presses; a field hears of it first", async () => {
  const screen = await render(<Work />);
  const told = screen.getByRole("status");
  (screen.getByRole("button").element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(told).toHaveTextContent("pressed");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.element(told).toHaveTextContent("pressed done");
  (screen.getByRole("textbox").element() as HTMLElement).focus();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.element(told).toHaveTextContent("pressed done field field done");
});

test("a sequence counts from when its keys were pressed, though the page was busy when they came", async () => {
  const screen = await render(<Page />);
  const told = screen.getByRole("status");
  const pressed = [
    press({ key: "g", code: "KeyG", cancelable: true }),
    press({ key: "l", code: "KeyL", cancelable: true }),
  ];
  const [first, second] = pressed;
  window.dispatchEvent(first as KeyboardEvent);
  const busyUntil = performance.now() + 1700;
  while (performance.now() < busyUntil);
  window.dispatchEvent(second as KeyboardEvent);
  await expect.element(told).toHaveTextContent("library");
});
