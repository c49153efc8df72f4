import { describe, expect, it } from "vitest";

import type { CollectionOverview } from "../../../app/articles/overview.ts";
import { isChosen, makeTimeline, withDated, withPeriod } from "./bins.ts";

const dates = (months: Record<string, number>, years: Record<string, number> = {}): CollectionOverview["dates"] => ({
  months: Object.entries(months).map(([month, count]) => ({ month, count })),
  years: Object.entries(years).map(([year, count]) => ({ year, count })),
  undated: 0,
});

describe("the columns of the timeline", () => {
  it("are months, those without articles among them", () => {
    const { unit, bins } = makeTimeline(dates({ "2024-11": 3, "2025-02": 1 }), null);
    expect(unit).toBe("month");
    expect(bins).toEqual([
      { from: "2024-11", until: "2024-11", count: 3 },
      { from: "2024-12", until: "2024-12", count: 0 },
      { from: "2025-01", until: "2025-01", count: 0 },
      { from: "2025-02", until: "2025-02", count: 1 },
    ]);
  });

  it("are of the months that are known, whatever years are known alone", () => {
    const { bins } = makeTimeline(dates({ "2024-11": 3, "2024-12": 1 }, { "1999": 4 }), null);
    expect(bins.map(({ from }) => from)).toEqual(["2024-11", "2024-12"]);
  });

  it("are years where the span is long, and then count what is known to the year only", () => {
    const { unit, bins } = makeTimeline(dates({ "2015-01": 3, "2024-11": 2 }, { "2020": 5, "2024": 1 }), null);
    expect(unit).toBe("years");
    expect(bins).toHaveLength(10);
    expect(bins[5]).toEqual({ from: "2020", until: "2020", count: 5 });
    expect(bins[9]).toEqual({ from: "2024", until: "2024", count: 3 });
    expect(bins[1]?.count).toBe(0);
  });

  it("stand for ten or a hundred years where one date is far off", () => {
    const { bins } = makeTimeline(dates({ "1453-05": 1, "2025-11": 9 }), null);
    expect(bins.length).toBeLessThan(121);
    expect(bins[0]).toEqual({ from: "1450", until: "1459", count: 1 });
    expect(bins.at(-1)).toEqual({ from: "2020", until: "2029", count: 9 });
    expect(makeTimeline(dates({ "0001-01": 1, "2025-11": 9 }), null).bins.at(-1)?.from).toBe("2000");
  });

  it("are months again within a period that is looked at more closely", () => {
    const { unit, bins } = makeTimeline(dates({ "1970-01": 1, "2025-11": 9 }), { from: "2025", until: "2025" });
    expect([unit, bins.length, bins[10]]).toEqual(["month", 12, { from: "2025-11", until: "2025-11", count: 9 }]);
  });

  it("are none where nothing is dated, and show a year that stands alone", () => {
    expect(makeTimeline(dates({}), null).bins).toEqual([]);
    expect(makeTimeline(dates({}, { "2024": 2 }), null).bins).toEqual([{ from: "2024", until: "2024", count: 2 }]);
  });
});

describe("the period of a filter", () => {
  it("names the columns that lie in it", () => {
    const month = { from: "2025-11", until: "2025-11" };
    expect(isChosen(month, {})).toBe(false);
    expect(isChosen(month, { from: "2025-11", until: "2025-11" })).toBe(true);
    expect(isChosen(month, { from: "2025-11-20" })).toBe(true);
    expect(isChosen(month, { from: "2025-12" })).toBe(false);
    expect(isChosen(month, { until: "2025-10" })).toBe(false);
    expect(isChosen(month, { from: "2025", until: "2025" })).toBe(true);
    expect(isChosen(month, { after: "2025-11" })).toBe(false);
    expect(isChosen(month, { after: "2025-10", before: "2025-12" })).toBe(true);
  });

  it("takes the place of every other condition on dates", () => {
    const filter = { states: ["unread" as const], after: "2024", dated: "undated" as const };
    expect(withPeriod(filter, { from: "2025", until: "2026" })).toEqual({
      states: ["unread"],
      from: "2025",
      until: "2026",
    });
    expect(withDated(filter, "undated")).toEqual({ states: ["unread"] });
    expect(withDated(filter, "year-only")).toEqual({ states: ["unread"], dated: "year-only" });
  });
});
