import type { Source } from "../../../app/sources/model.ts";
import { type ByKey, GradeForm } from "./grade-form.tsx";
import { Timeline } from "./timeline.tsx";
import { TrackRecord } from "./track-record.tsx";

/** What is thought of a source, how that came about, and how its claims fared. */
export function ReliabilityOf({ source, byKey }: { source: Source; byKey: ByKey | null }) {
  return (
    <>
      <GradeForm source={source} byKey={byKey} />
      <Timeline source={source} />
      <TrackRecord source={source} />
    </>
  );
}
