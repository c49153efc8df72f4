import axe from "axe-core";
import { useState } from "react";
import { I18nProvider } from "react-aria-components";
import { expect, test } from "vitest";
import { render } from "vitest-browser-react";
import { userEvent } from "vitest/browser";

import "../styles/tokens.css";
import "../styles/base.css";
import { Refusal } from "../../app/contract/errors.ts";
import { setLanguage } from "../i18n/index.ts";
import {
  Button,
  Checkbox,
  credibilityValues,
  Dialog,
  EmptyState,
  ErrorNotice,
  GradeBadge,
  IconButton,
  MenuButton,
  Notices,
  notify,
  ProgressBar,
  reliabilityValues,
  SearchField,
  Select,
  Tabs,
  TagChip,
  TextField,
} from "./index.ts";

function Kit() {
  const [text, setText] = useState("");
  const [choice, setChoice] = useState<"a" | "b">("a");
  const [on, setOn] = useState(false);
  return (
    <main>
      <h1>Kit</h1>
      <Button tone="primary">Save</Button>
      <IconButton label="Turn" keys="t">
        ↻
      </IconButton>
      <TextField label="Statement" value={text} onChange={setText} description="In your words" />
      <TextField label="Reason" lines={3} value={text} onChange={setText} error="A reason is needed." />
      <SearchField label="Find" value={text} onChange={setText} />
      <Select
        label="Kind"
        value={choice}
        onChange={setChoice}
        choices={[
          { id: "a", text: "Person" },
          { id: "b", text: "Outlet" },
        ]}
      />
      <Checkbox isSelected={on} onChange={setOn}>
        Only mine
      </Checkbox>
      <ProgressBar label="Import" done={3} total={10} showLabel />
      <Tabs
        label="Parts"
        tabs={[
          { id: "one", text: "One", content: <p>first panel</p> },
          { id: "two", text: "Two", content: <p>second panel</p> },
        ]}
      />
      {[...reliabilityValues, null].map((value) => (
        <GradeBadge key={value} axis="reliability" value={value} />
      ))}
      {[...credibilityValues, null].map((value) => (
        <GradeBadge key={value} axis="credibility" value={value} words />
      ))}
      <TagChip path="Casualties/Dead" colour={3} />
      <EmptyState title="No claims yet">Select a sentence and press C.</EmptyState>
      <ErrorNotice error={new Refusal("disk-full", "ENOSPC: no space left on device")} />
      <Notices takingBack={noActs} />
    </main>
  );
}

const noActs = { newest: () => Promise.resolve(null), takeBack: () => Promise.resolve() };
const names = async (html: HTMLElement): Promise<unknown> =>
  (await axe.run(html)).violations.map((v) => [v.id, v.nodes.map((n) => n.html).slice(0, 3)]);

for (const theme of ["light", "dark"]) {
  for (const language of ["en", "ar"] as const) {
    test(`no axe violation: ${theme}, ${language}`, async () => {
      document.documentElement.dataset["theme"] = theme;
      setLanguage(language);
      const screen = await render(
        <I18nProvider locale={language}>
          <Kit />
        </I18nProvider>,
      );
      await expect.element(screen.getByRole("heading", { name: "Kit" })).toBeVisible();
      expect(await names(screen.container)).toEqual([]);
      setLanguage("en");
      delete document.documentElement.dataset["theme"];
    });
  }
}

test("not graded, F and 6 are told apart by form and name, not by hue", async () => {
  const screen = await render(
    <>
      <GradeBadge axis="reliability" value={null} />
      <GradeBadge axis="reliability" value="F" />
      <GradeBadge axis="reliability" value="E" />
      <GradeBadge axis="credibility" value="6" />
    </>,
  );
  const states = [...screen.container.querySelectorAll("[data-state]")].map((el) => el.getAttribute("data-state"));
  expect(states).toEqual(["none", "apart", "given", "apart"]);
  await expect.element(screen.getByText("Reliability of the source: not graded")).toBeInTheDocument();
  await expect
    .element(screen.getByText("Credibility of the information: 6 truth cannot be judged"))
    .toBeInTheDocument();
});

test("an error is told in the analyst's language by its code, with the program's own words beside it", async () => {
  setLanguage("ar");
  const screen = await render(<ErrorNotice error={new Refusal("disk-full", "ENOSPC: /case.isnad")} />);
  await expect.element(screen.getByRole("alert")).toMatchTextContent("لم يبق متسع على القرص.");
  await expect.element(screen.getByRole("alert")).toMatchTextContent("ENOSPC: /case.isnad");
  setLanguage("en");
});

function Page() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <MenuButton
        label="More"
        trigger={<Button>More</Button>}
        items={[
          { id: "one", text: "First", onAction: () => undefined },
          { id: "two", text: "Second", onAction: () => setOpen(true) },
        ]}
      />
      <Dialog title="Second" isOpen={open} onClose={() => setOpen(false)}>
        <TextField label="Inside" value="" onChange={() => undefined} autoFocus />
      </Dialog>
    </>
  );
}

test("a menu and a dialog by keyboard: the focus comes back to where it was", async () => {
  const screen = await render(<Page />);
  const more = screen.getByRole("button", { name: "More" });
  (more.element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByRole("menuitem", { name: "First" })).toHaveFocus();
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await expect.element(screen.getByLabelText("Inside")).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await expect.element(screen.getByRole("dialog")).not.toBeInTheDocument();
  await expect.element(more).toHaveFocus();
});

test("tabs follow the arrow keys of the reading direction", async () => {
  setLanguage("ar");
  const screen = await render(
    <I18nProvider locale="ar">
      <Tabs
        label="أجزاء"
        tabs={[
          { id: "one", text: "الأول", content: <p>محتوى أول</p> },
          { id: "two", text: "الثاني", content: <p>محتوى ثانٍ</p> },
        ]}
      />
    </I18nProvider>,
  );
  (screen.getByRole("tab", { name: "الأول" }).element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowLeft}");
  await expect.element(screen.getByText("محتوى ثانٍ")).toBeVisible();
  setLanguage("en");
});

test("a notice offers its action once and then goes", async () => {
  let undone = 0;
  const screen = await render(<Notices takingBack={noActs} />);
  notify({ text: "Claim removed", action: { text: "Undo", run: () => (undone += 1) } });
  await screen.getByRole("button", { name: "Undo" }).click();
  await expect.element(screen.getByText("Claim removed")).not.toBeInTheDocument();
  expect(undone).toBe(1);
});
