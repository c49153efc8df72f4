import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import axe from "axe-core";
import { useState } from "react";
import { expect, test } from "vitest";
import { render } from "vitest-browser-react";
import { userEvent } from "vitest/browser";

import "../styles/tokens.css";
import "../styles/base.css";
import { type Column, DataTable, type TableSort } from "./data-table.tsx";
import { PlacesContext } from "./table/places.ts";

interface Line {
  id: string;
  name: string;
}

const columns: Column<Line>[] = [
  { id: "name", header: "Name", width: "1fr", sortable: true, render: (row) => row.name },
  { id: "extra", header: "Extra", width: "100px", hideBelow: 500, render: (row) => row.id },
];

const asked: number[] = [];

function Table({ total, onOpen, memory }: { total: number; onOpen?: (row: Line) => void; memory?: string }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }));
  const [sort, setSort] = useState<TableSort>({ column: "name", descending: false });
  const [chosen, setChosen] = useState<Set<string>>(new Set());
  const at = (i: number): Line => {
    const n = sort.descending ? total - 1 - i : i;
    return { id: `r${n}`, name: `Row ${n}` };
  };
  return (
    <QueryClientProvider client={client}>
      <div style={{ display: "flex", blockSize: 400, inlineSize: 700 }}>
        <DataTable
          label="Lines"
          columns={columns}
          queryKey={["lines", sort]}
          fetchWindow={async (offset, limit) => {
            asked.push(offset);
            const count = Math.max(0, Math.min(limit, total - offset));
            return { total, rows: Array.from({ length: count }, (_, i) => at(offset + i)) };
          }}
          rowId={(row) => row.id}
          sort={sort}
          onSort={setSort}
          selection={chosen}
          onSelect={setChosen}
          fetchIds={async () => Array.from({ length: total }, (_, i) => at(i).id)}
          {...(onOpen ? { onOpen } : {})}
          {...(memory ? { memory } : {})}
          typeAhead={async (typed) => (typed === "7" ? 7 : null)}
        />
      </div>
      <output>{chosen.size}</output>
    </QueryClientProvider>
  );
}

test("a hundred thousand rows: few are there, all can be reached by keyboard", async () => {
  const opened: string[] = [];
  const screen = await render(<Table total={100_000} onOpen={(row) => opened.push(row.name)} />);
  const grid = screen.getByRole("grid");
  await expect.element(screen.getByText("Row 0", { exact: true })).toBeVisible();
  await expect.element(grid).toHaveAttribute("aria-rowcount", "100001");
  expect(screen.container.querySelectorAll('[role="row"]').length).toBeLessThan(40);

  await screen.getByText("Row 0", { exact: true }).click();
  await userEvent.keyboard("{End}");
  await expect.element(screen.getByText("Row 99999", { exact: true })).toBeVisible();
  await userEvent.keyboard("{Enter}");
  expect(opened).toEqual(["Row 99999"]);
  await userEvent.keyboard("{Home}{PageDown}{ArrowUp}");
  await userEvent.keyboard("7");
  await expect.poll(() => grid.element().getAttribute("aria-activedescendant")).toMatch(/-7$/u);
  // Only the ends were looked at, so only their windows were read.
  expect(new Set(asked).size).toBeLessThanOrEqual(4);
});

test("choosing: shift, ctrl, space, all; none by Escape", async () => {
  const screen = await render(<Table total={1000} />);
  const chosen = screen.getByRole("status");
  await screen.getByText("Row 2", { exact: true }).click();
  await expect.element(chosen).toHaveTextContent("1");
  await userEvent.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
  await expect.element(chosen).toHaveTextContent("3");
  await screen.getByText("Row 8", { exact: true }).click({ modifiers: ["Control"] });
  await expect.element(chosen).toHaveTextContent("4");
  await userEvent.keyboard(" ");
  await expect.element(chosen).toHaveTextContent("3");
  // A range whose middle was never loaded.
  await screen.getByText("Row 2", { exact: true }).click();
  await userEvent.keyboard("{Shift>}{End}{/Shift}");
  await expect.element(chosen).toHaveTextContent("998");
  await userEvent.keyboard("{Control>}a{/Control}");
  await expect.element(chosen).toHaveTextContent("1000");
  await userEvent.keyboard("{Escape}");
  await expect.element(chosen).toHaveTextContent("0");
});

test("a heading sorts, a second press turns the order", async () => {
  const screen = await render(<Table total={300} />);
  await expect.element(screen.getByText("Row 0", { exact: true })).toBeVisible();
  const heading = screen.getByRole("columnheader", { name: "Name" });
  await expect.element(heading).toHaveAttribute("aria-sort", "ascending");
  await screen.getByRole("button", { name: "Name" }).click();
  await expect.element(heading).toHaveAttribute("aria-sort", "descending");
  await expect.element(screen.getByText("Row 299", { exact: true })).toBeVisible();
});

test("is found where it was left, but not in another case", async () => {
  const show = (owner: string) =>
    render(
      <PlacesContext value={owner}>
        <Table total={900} memory="lines" />
      </PlacesContext>,
    );
  const first = await show("case 1");
  await first.getByText("Row 0", { exact: true }).click();
  await userEvent.keyboard("{End}");
  await expect.element(first.getByText("Row 899", { exact: true })).toBeVisible();
  await first.unmount();
  const other = await show("case 2");
  await expect.element(other.getByText("Row 0", { exact: true })).toBeVisible();
  await other.unmount();
  const again = await show("case 1");
  await expect.element(again.getByText("Row 899", { exact: true })).toBeVisible();
});

test("no axe violation, in either direction", async () => {
  for (const dir of ["ltr", "rtl"]) {
    document.documentElement.dir = dir;
    const screen = await render(<Table total={50} />);
    await expect.element(screen.getByText("Row 0", { exact: true })).toBeVisible();
    const { violations } = await axe.run(screen.container);
    expect(violations.map((v) => [v.id, v.nodes[0]?.html])).toEqual([]);
    await screen.unmount();
  }
  document.documentElement.dir = "ltr";
});
