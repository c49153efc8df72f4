import { expect, test, vi } from "vitest";
import { render } from "vitest-browser-react";
import { userEvent } from "vitest/browser";

import { Button, ChangesContext, IconButton, MenuButton, useKeys } from "./index.ts";

function Acts({ act }: { act: () => void }) {
  useKeys({ t: { run: act, changes: true }, x: act });
  const item = { id: "i", text: "Item", onAction: act };
  return (
    <>
      <Button changes onPress={act}>
        Grade
      </Button>
      <Button onPress={act}>Export</Button>
      <IconButton changes label="Remove" onPress={act}>
        –
      </IconButton>
      <MenuButton changes label="Import" items={[item]} trigger={<Button changes>Import</Button>} />
      <MenuButton label="Case" items={[{ ...item, changes: true }]} trigger={<Button>Case</Button>} />
    </>
  );
}

const show = (act: () => void, say: () => void) =>
  render(
    <ChangesContext value={{ why: "Rana has this case open.", say }}>
      <Acts act={act} />
    </ChangesContext>,
  );

test("what changes the case stands still where it can only be read, says why, and can be reached to learn it", async () => {
  const act = vi.fn();
  const say = vi.fn();
  const screen = await show(act, say);
  for (const name of ["Grade", "Remove", "Import"]) {
    const button = screen.getByRole("button", { name, exact: true });
    await expect.element(button).toHaveAttribute("aria-disabled", "true");
    // Forced, because what is driven here refuses to press what says that it is disabled.
    await button.click({ force: true });
  }
  await userEvent.keyboard("t");
  expect(say).toHaveBeenCalledTimes(4);
  expect(act).not.toHaveBeenCalled();
  await expect.element(screen.getByRole("menu")).not.toBeInTheDocument();
  await userEvent.tab();
  await userEvent.tab({ shift: true });
  await expect.element(screen.getByRole("tooltip")).toHaveTextContent("Rana has this case open.");
});

test("the pointer learns why, too", async () => {
  const screen = await show(vi.fn(), vi.fn());
  // A hand moves the pointer on its way; one jump right after a key would count as the page moving below it.
  await screen.getByRole("button", { name: "Export" }).hover();
  await screen.getByRole("button", { name: "Grade" }).hover();
  await expect.element(screen.getByRole("tooltip")).toHaveTextContent("Rana has this case open.");
});

test("a menu's item tells the reason in its place", async () => {
  const act = vi.fn();
  const screen = await show(act, vi.fn());
  await screen.getByRole("button", { name: "Case" }).click();
  await expect.element(screen.getByRole("menuitem")).toHaveAttribute("aria-disabled", "true");
  await expect.element(screen.getByText("Rana has this case open.")).toBeVisible();
});

test("what changes nothing acts as ever", async () => {
  const act = vi.fn();
  const screen = await show(act, vi.fn());
  await screen.getByRole("button", { name: "Export" }).click();
  await userEvent.keyboard("x");
  expect(act).toHaveBeenCalledTimes(2);
});
