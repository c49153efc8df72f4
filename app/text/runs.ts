/** Something with an identity over a range of a text: UTF-16 offsets, end exclusive. */
export interface Mark {
  start: number;
  end: number;
  id: string;
}

export interface Run {
  start: number;
  end: number;
  ids: string[];
}

/**
 * Overlapping marks as disjoint runs in the order of the text, each with the ids of the marks that
 * cover it (in the order in which the marks were given). Unmarked stretches and empty marks yield no run.
 * O(n log n + size of the result).
 */
export function toRuns(marks: readonly Mark[]): Run[] {
  const edges: { offset: number; mark: number; opens: boolean }[] = [];
  marks.forEach((mark, index) => {
    if (mark.end <= mark.start) return;
    edges.push({ offset: mark.start, mark: index, opens: true }, { offset: mark.end, mark: index, opens: false });
  });
  edges.sort((a, b) => a.offset - b.offset);

  const runs: Run[] = [];
  const open = new Set<number>();
  let from = 0;
  for (const edge of edges) {
    if (edge.offset > from && open.size > 0) {
      const ids = [...open].toSorted((a, b) => a - b).map((index) => (marks[index] as Mark).id);
      runs.push({ start: from, end: edge.offset, ids });
    }
    from = edge.offset;
    if (edge.opens) open.add(edge.mark);
    else open.delete(edge.mark);
  }
  return runs;
}

export interface IntervalIndex {
  /** Ids of the marks that cover the unit at `offset`, in the order of their starts. */
  at(offset: number): string[];
  /** Ids of the marks that share at least one unit with [start, end), in the order of their starts. */
  between(start: number, end: number): string[];
  readonly size: number;
}

/**
 * An index that answers which marks lie under an offset or touch a range in O(log n + k): a balanced
 * tree laid out over the marks sorted by start, each node knowing the greatest end beneath it.
 * Empty marks are never found.
 */
export function buildIntervalIndex(marks: readonly Mark[]): IntervalIndex {
  const sorted = marks.filter((mark) => mark.end > mark.start).toSorted((a, b) => a.start - b.start || b.end - a.end);
  const count = sorted.length;
  const starts = Float64Array.from(sorted, (mark) => mark.start);
  const ends = Float64Array.from(sorted, (mark) => mark.end);
  // reach[m] is the greatest end in the subtree whose root is the middle m of its range.
  const reach = new Float64Array(count);

  function measure(low: number, high: number): number {
    if (low >= high) return -1;
    const middle = (low + high) >> 1;
    const farthest = Math.max(ends[middle] as number, measure(low, middle), measure(middle + 1, high));
    reach[middle] = farthest;
    return farthest;
  }
  measure(0, count);

  function collect(low: number, high: number, start: number, end: number, found: string[]): void {
    if (low >= high) return;
    const middle = (low + high) >> 1;
    if ((reach[middle] as number) <= start) return;
    collect(low, middle, start, end, found);
    if ((starts[middle] as number) >= end) return;
    if ((ends[middle] as number) > start) found.push((sorted[middle] as Mark).id);
    collect(middle + 1, high, start, end, found);
  }

  function between(start: number, end: number): string[] {
    const found: string[] = [];
    if (end > start) collect(0, count, start, end, found);
    return found;
  }

  return { at: (offset) => between(offset, offset + 1), between, size: count };
}
