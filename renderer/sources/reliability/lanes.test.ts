import { expect, test } from "vitest";

import type { Assessment } from "../../../app/sources/model.ts";
import { laneUp, shareTime } from "./lanes.ts";

const assessment = (id: string, change: Partial<Assessment>): Assessment => ({
  id,
  axis: "reliability",
  value: "B",
  scope: "general",
  topic: null,
  sourceId: "s1",
  claimId: null,
  reasonCode: null,
  reason: null,
  evidence: [],
  blind: false,
  insisted: null,
  scale: { id: "nato-admiralty", version: "AJP-2.1" },
  analyst: { name: "Rana", initials: "RA" },
  at: "2025-11-25T08:00:00Z",
  supersededBy: null,
  ...change,
});

test("in general first, then topics by their newest letter; single claims and the other axis are no lane", () => {
  const { lanes, claims } = laneUp([
    assessment("5", { scope: "topic", topic: "figures" }),
    assessment("4", { scope: "claim", claimId: "c1" }),
    assessment("3", {}),
    assessment("2", { scope: "topic", topic: "places" }),
    assessment("1", { scope: "topic", topic: "figures" }),
    assessment("0", { axis: "credibility", scope: "claim" }),
  ]);
  expect(lanes.map(({ topic, assessments }) => [topic, assessments.map(({ id }) => id)])).toEqual([
    [null, ["3"]],
    ["figures", ["5", "1"]],
    ["places", ["2"]],
  ]);
  expect(claims.map(({ id }) => id)).toEqual(["4"]);
});

test("a source that was never graded has its general lane all the same", () => {
  expect(laneUp([]).lanes).toEqual([{ topic: null, assessments: [] }]);
});

test("a letter that stood longer is drawn wider; letters of the same moment still have room", () => {
  const [week, year, none] = shareTime(
    ["2025-01-01T00:00:00Z", "2025-01-08T00:00:00Z", "2026-01-08T00:00:00Z"],
    "2026-01-08T00:00:00Z",
  );
  expect(year).toBeGreaterThan(week ?? 0);
  expect(week).toBeGreaterThan(none ?? 0);
  expect(none).toBe(1);
});
