import { useRef } from "react";

import type { Lines } from "./sections.ts";

export type How = "only" | "toggle" | "range" | "keep";

interface ChoiceInput<Row> {
  lines: Lines;
  rowAt: (row: number) => Row | undefined;
  rowId: (row: Row) => string;
  selection: ReadonlySet<string>;
  onSelect: ((selection: Set<string>) => void) | undefined;
  fetchIds: (() => Promise<readonly string[]>) | undefined;
  setCurrent: (line: number) => void;
  /** Rows of the section of this index. */
  countOf: (section: number) => number;
}

export interface Choice {
  choose: (line: number, how: How) => Promise<void>;
  chooseAll: () => Promise<void>;
  /** The line that a range begins at. */
  setAnchor: (line: number) => void;
}

/** Choosing rows: one, some, a range that reaches beyond what was read, a whole section, all. */
export function useChoice<Row>(input: ChoiceInput<Row>, first: number): Choice {
  const { lines, rowAt, rowId, selection, onSelect, fetchIds, setCurrent } = input;
  const anchor = useRef(first);

  /** The ids of ranges of rows; where one was not read, all ids of the listing are asked for, once. */
  async function idsOf(ranges: readonly [number, number][]): Promise<string[]> {
    const ids: string[] = [];
    for (const [from, to] of ranges) {
      for (let i = from; i <= to; i += 1) {
        const row = rowAt(i);
        if (row === undefined) {
          const all = (await fetchIds?.()) ?? [];
          return ranges.flatMap(([low, high]) => all.slice(low, high + 1));
        }
        ids.push(rowId(row));
      }
    }
    return ids;
  }

  const between = (a: number, b: number): Promise<string[]> => idsOf(lines.rows(Math.min(a, b), Math.max(a, b)));

  /** The rows of a line: the row itself, or all of the section that the line heads, folded or not. */
  function idsAt(line: number): Promise<string[]> {
    const { section, row } = lines.at(line);
    if (row !== null) return idsOf([[row, row]]);
    const from = lines.firstRow(section);
    const count = input.countOf(section);
    return idsOf(count === 0 ? [] : [[from, from + count - 1]]);
  }

  async function choose(line: number, how: How): Promise<void> {
    setCurrent(line);
    if (how !== "range") anchor.current = line;
    if (!onSelect || how === "keep") return;
    if (how === "range") {
      onSelect(new Set(await between(anchor.current, line)));
      return;
    }
    // To stand on a heading chooses nothing, but lets go of what was chosen.
    if (how === "only" && lines.at(line).row === null) {
      if (selection.size > 0) onSelect(new Set());
      return;
    }
    const ids = await idsAt(line);
    if (how === "only") {
      onSelect(new Set(ids));
      return;
    }
    const next = new Set(selection);
    if (ids.every((id) => next.has(id))) for (const id of ids) next.delete(id);
    else for (const id of ids) next.add(id);
    onSelect(next);
  }

  async function chooseAll(): Promise<void> {
    if (!onSelect) return;
    onSelect(new Set(fetchIds ? await fetchIds() : await between(0, lines.total - 1)));
  }

  return {
    choose,
    chooseAll,
    setAnchor: (line) => {
      anchor.current = line;
    },
  };
}
