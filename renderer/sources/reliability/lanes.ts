import type { Assessment } from "../../../app/sources/model.ts";

/** The letters that were given in one scope. */
export interface Lane {
  /** null: the source in general. */
  topic: string | null;
  /** Newest first. The first stands, unless the grade was taken back. */
  assessments: Assessment[];
}

/** The letters of a source by scope: in general first, then the topics by their newest; those of single claims apart. */
export function laneUp(assessments: readonly Assessment[]): { lanes: Lane[]; claims: Assessment[] } {
  const lanes = new Map<string | null, Lane>([[null, { topic: null, assessments: [] }]]);
  const claims: Assessment[] = [];
  for (const assessment of assessments) {
    if (assessment.axis !== "reliability") continue;
    if (assessment.scope === "claim") {
      claims.push(assessment);
      continue;
    }
    const topic = assessment.scope === "topic" ? assessment.topic : null;
    const lane = lanes.get(topic) ?? { topic, assessments: [] };
    lane.assessments.push(assessment);
    lanes.set(topic, lane);
  }
  return { lanes: [...lanes.values()].filter((lane) => lane.topic === null || lane.assessments.length > 0), claims };
}

const day = 86_400_000;

/**
 * How wide the way from each letter to the next is drawn, oldest first, as shares: longer the longer it stood, but by the
 * logarithm of its days, so that a week shows beside a decade. The last one stands until `now` (an ISO instant).
 */
export function shareTime(times: readonly string[], now: string): number[] {
  return times.map((time, index) => {
    const days = (Date.parse(times[index + 1] ?? now) - Date.parse(time)) / day;
    return 1 + Math.log2(1 + Math.max(0, days));
  });
}
