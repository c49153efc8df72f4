import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import axe from "axe-core";
import { useState } from "react";
import { I18nProvider } from "react-aria-components";
import { beforeEach, expect, test } from "vitest";
import { render } from "vitest-browser-react";
import { page, userEvent } from "vitest/browser";

import "../../styles/tokens.css";
import "../../styles/base.css";
import { setLanguage } from "../../i18n/index.ts";
import { type Column, DataTable, type TableSort } from "../data-table.tsx";
import type { TableSection } from "./sections.ts";

interface Row {
  id: string;
  name: string;
  other: string;
}

let drawn = 0;
const columns: Column<Row>[] = [
  { id: "name", header: "Name", width: "minmax(120px, 1fr)", sortable: true, render: (row) => row.name },
  { id: "other", header: "Other", width: "100px", sortable: true, render: (row) => row.other },
  {
    id: "plain",
    header: "Plain",
    width: "90px",
    render: () => {
      drawn += 1;
      return "–";
    },
  },
  { id: "more", header: "More", width: "90px", optional: true, render: () => "more" },
];

function Table({
  total,
  sections,
  memory,
  language = "en",
}: {
  total: number;
  sections?: TableSection[];
  memory: string;
  language?: string;
}) {
  const [client] = useState(() => new QueryClient());
  const [sorts, setSorts] = useState<readonly TableSort[]>([]);
  const [chosen, setChosen] = useState<Set<string>>(new Set());
  const row = (i: number): Row => ({ id: `r${i}`, name: `Row ${i}`, other: `A rather long other ${i}` });
  return (
    <I18nProvider locale={language}>
      <QueryClientProvider client={client}>
        <div style={{ display: "flex", blockSize: 400, inlineSize: 700 }}>
          <DataTable
            label="Lines"
            columns={columns}
            queryKey={["lines", sorts]}
            fetchWindow={async (offset, limit) => ({
              total,
              rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) => row(offset + i)),
            })}
            rowId={({ id }) => id}
            sort={sorts}
            onSort={(_, all) => setSorts(all)}
            mostSorts={2}
            selection={chosen}
            onSelect={setChosen}
            fetchIds={async () => Array.from({ length: total }, (_, i) => `r${i}`)}
            memory={memory}
            {...(sections ? { sections } : {})}
          />
        </div>
        <p data-testid="chosen">{chosen.size}</p>
        <p data-testid="sorts">{sorts.map(({ column, descending }) => `${column}${descending ? "↓" : "↑"}`).join()}</p>
      </QueryClientProvider>
    </I18nProvider>
  );
}

const heads = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('[role="columnheader"] button')].map((b) => b.dataset["column"] ?? "");
const widthOf = (column: string): number =>
  document.querySelector(`[data-column="${column}"]`)?.parentElement?.getBoundingClientRect().width ?? 0;

beforeEach(() => {
  setLanguage("en");
  localStorage.clear();
});

test("a heading: wider, narrower, to its content, moved, hidden, by keys alone; kept for the next time", async () => {
  const screen = await render(<Table total={500} memory="keys" />);
  await expect.element(screen.getByText("Row 0", { exact: true })).toBeVisible();
  screen.getByRole("button", { name: "Other" }).element().focus();
  await userEvent.keyboard("{Alt>}{Shift>}{ArrowRight}{ArrowRight}{/Shift}{/Alt}");
  expect(widthOf("other")).toBe(132);
  await userEvent.keyboard("{Alt>}{Shift>}{ArrowLeft}{/Shift}{/Alt}");
  expect(widthOf("other")).toBe(116);
  await userEvent.keyboard("{Alt>}{Shift>}{Enter}{/Shift}{/Alt}");
  expect(widthOf("other")).toBeGreaterThan(140);
  const cell = screen.getByText("A rather long other 0").element();
  expect(cell.scrollWidth).toBeLessThanOrEqual(cell.clientWidth);
  await userEvent.keyboard("{Control>}{Shift>}{ArrowLeft}{/Shift}{/Control}");
  await expect.poll(heads).toEqual(["other", "name", "plain"]);
  await expect.element(screen.getByRole("button", { name: "Other" })).toHaveFocus();
  await expect.element(screen.getByText("Other is column 1 of 3 now")).toBeInTheDocument();
  await userEvent.keyboard("{ArrowRight}{ArrowRight}{Delete}");
  await expect.poll(heads).toEqual(["other", "name"]);
  await expect.element(screen.getByRole("button", { name: "Name" })).toHaveFocus();
  await userEvent.keyboard("{ArrowDown}");
  await expect.element(screen.getByRole("grid")).toHaveFocus();
  await screen.unmount();
  await render(<Table total={500} memory="keys" />);
  await expect.poll(heads).toEqual(["other", "name"]);
});

test("the edge of a heading is dragged without a row being drawn anew; a heading is dragged to another place", async () => {
  const screen = await render(<Table total={1_000_000} memory="drag" />);
  await expect.element(screen.getByText("Row 0", { exact: true })).toBeVisible();
  await expect.poll(() => screen.container.querySelectorAll('[role="row"]').length).toBeLessThan(40);
  const button = screen.getByRole("button", { name: "Other" }).element();
  const edge = button.nextElementSibling;
  const x = edge?.getBoundingClientRect().right ?? 0;
  const drag = (target: Element | null, type: string, clientX: number): void => {
    target?.dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 1, clientX, clientY: 10, button: 0, isPrimary: true }),
    );
  };
  // No pointer is really down.
  Element.prototype.setPointerCapture = () => undefined;
  drawn = 0;
  drag(edge, "pointerdown", x);
  for (let i = 1; i <= 30; i += 1) drag(edge, "pointermove", x + i * 2);
  expect(widthOf("other")).toBe(160);
  drag(edge, "pointerup", x + 60);
  await expect.poll(() => widthOf("other")).toBe(160);
  expect(drawn).toBe(0);

  const middle = (of: Element): number => (of.getBoundingClientRect().left + of.getBoundingClientRect().right) / 2;
  const first = screen.getByRole("button", { name: "Name" }).element();
  drag(button, "pointerdown", middle(button));
  drag(button, "pointermove", middle(button) - 20);
  drag(button, "pointermove", first.getBoundingClientRect().left + 5);
  await expect.poll(() => document.querySelectorAll('[data-drop="before"]').length).toBe(1);
  drag(button, "pointerup", first.getBoundingClientRect().left + 5);
  await expect.poll(heads).toEqual(["other", "name", "plain"]);
  await expect.poll(() => screen.getByTestId("sorts").element().textContent).toBe("");
});

test("columns are shown and hidden from their menu", async () => {
  const screen = await render(<Table total={50} memory="menu" />);
  await expect.element(screen.getByText("Row 0", { exact: true })).toBeVisible();
  await userEvent.keyboard("{Alt>}c{/Alt}");
  await screen.getByRole("checkbox", { name: "More" }).click({ force: true });
  await expect.poll(heads).toEqual(["name", "other", "plain", "more"]);
  await screen.getByRole("button", { name: "Move More towards the beginning" }).click();
  await expect.poll(heads).toEqual(["name", "other", "more", "plain"]);
  await screen.getByRole("button", { name: "As they were at first" }).click();
  await expect.poll(heads).toEqual(["name", "other", "plain"]);
});

test("several columns decide the order, their places are told, and one of them is the sorted one", async () => {
  const screen = await render(<Table total={50} memory="sorts" />);
  const sorts = screen.getByTestId("sorts");
  await screen.getByRole("button", { name: "Name" }).click();
  screen.getByRole("button", { name: "Other" }).element().focus();
  await userEvent.keyboard("{Shift>}{Enter}{/Shift}");
  await expect.element(sorts).toHaveTextContent("name↑,other↑");
  await screen.getByRole("button", { name: "Other" }).click({ modifiers: ["Shift"] });
  await expect.element(sorts).toHaveTextContent("name↑,other↓");
  expect([...document.querySelectorAll("[aria-sort]")].map((cell) => cell.getAttribute("aria-sort"))).toEqual([
    "ascending",
    "none",
  ]);
  await expect
    .element(screen.getByRole("button", { name: "Other" }))
    .toHaveAccessibleDescription(/place 2, descending/u);
  await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}");
  await screen.getByRole("menuitem", { name: "Take out of the order" }).click();
  await expect.poll(() => sorts.element().textContent).toBe("name↑");
});

const sections: TableSection[] = [
  { key: "x", label: "وزارة الداخلية", count: 3 },
  { key: "y", label: "SANA", count: 400 },
  { key: "z", label: "No origin", count: 97 },
];

test("sections fold by arrows and Enter; what is chosen reaches across them", async () => {
  const screen = await render(<Table total={500} memory="sections" sections={sections} />);
  const grid = screen.getByRole("treegrid");
  const heading = screen.getByRole("row", { name: /SANA/u });
  await expect.element(heading).toHaveAttribute("aria-expanded", "true");
  await expect.element(heading).toHaveAttribute("aria-level", "1");
  await expect.element(grid).toHaveAttribute("aria-rowcount", "504");
  grid.element().focus();
  await userEvent.keyboard("{ArrowLeft}");
  await expect.element(grid).toHaveAttribute("aria-rowcount", "501");
  await expect.element(screen.getByText("Row 0", { exact: true })).not.toBeInTheDocument();
  await userEvent.keyboard("{ArrowDown}{ArrowRight}");
  await expect.poll(() => grid.element().getAttribute("aria-activedescendant")).toMatch(/-2$/u);
  // A row's own arrow back goes to its heading.
  await userEvent.keyboard("{ArrowLeft}");
  await expect.poll(() => grid.element().getAttribute("aria-activedescendant")).toMatch(/-1$/u);
  await userEvent.keyboard(" ");
  await expect.element(screen.getByTestId("chosen")).toHaveTextContent("400");
  await userEvent.keyboard("{Home}{Enter}");
  await expect.element(screen.getByText("Row 2", { exact: true })).toBeVisible();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
  await expect.poll(() => screen.getByTestId("chosen").element().textContent).toBe("2");
  await userEvent.keyboard("{End}");
  await expect.element(screen.getByText("Row 499", { exact: true })).toBeVisible();
});

test("fifty thousand sections over a million rows answer a key at once", async () => {
  const many = Array.from({ length: 50_000 }, (_, i) => ({ key: `k${i}`, label: `Group ${i}`, count: 20 }));
  const screen = await render(<Table total={1_000_000} memory="many" sections={many} />);
  await expect.element(screen.getByText("Group 0", { exact: true })).toBeVisible();
  expect(screen.container.querySelectorAll('[role="row"]').length).toBeLessThan(40);
  const grid = screen.getByRole("treegrid");
  grid.element().focus();
  const start = performance.now();
  await userEvent.keyboard("{ArrowLeft}");
  await expect.element(grid).toHaveAttribute("aria-rowcount", "1049981");
  expect(performance.now() - start).toBeLessThan(1000);
  await userEvent.keyboard("{End}");
  await expect.element(screen.getByText("Row 999999", { exact: true })).toBeVisible();
});

test("mirrored: arrows go the way that is read", async () => {
  setLanguage("ar");
  const screen = await render(<Table total={500} memory="rtl" sections={sections} language="ar" />);
  await expect.element(screen.getByText("Row 0", { exact: true })).toBeVisible();
  const grid = screen.getByRole("treegrid");
  grid.element().focus();
  await userEvent.keyboard("{ArrowRight}");
  await expect.element(grid).toHaveAttribute("aria-rowcount", "501");
  await userEvent.keyboard("{ArrowLeft}");
  await expect.element(grid).toHaveAttribute("aria-rowcount", "504");
  screen.getByRole("button", { name: "Name" }).element().focus();
  await userEvent.keyboard("{ArrowLeft}");
  await expect.element(screen.getByRole("button", { name: "Other" })).toHaveFocus();
  await userEvent.keyboard("{Alt>}{Shift>}{ArrowLeft}{/Shift}{/Alt}");
  expect(widthOf("other")).toBe(116);
  await userEvent.keyboard("{Control>}{Shift>}{ArrowRight}{/Shift}{/Control}");
  await expect.poll(heads).toEqual(["other", "name", "plain"]);
});

test.each(["en", "ar"] as const)("no axe violation with sections and a menu open (%s)", async (language) => {
  setLanguage(language);
  await page.viewport(900, 600);
  const screen = await render(<Table total={500} memory={`axe ${language}`} sections={sections} language={language} />);
  await expect.element(screen.getByText("Row 0", { exact: true })).toBeVisible();
  expect(
    (
      await axe.run(document.body, {
        rules: {
          region: { enabled: false },
          "page-has-heading-one": { enabled: false },
          "landmark-one-main": { enabled: false },
        },
      })
    ).violations.map((v) => [v.id, v.nodes[0]?.html]),
  ).toEqual([]);
  screen.getByRole("button", { name: "Plain" }).element().focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByRole("menu")).toBeVisible();
  const { violations } = await axe.run(screen.getByRole("menu").element());
  expect(violations.map((v) => [v.id, v.nodes[0]?.html])).toEqual([]);
});
