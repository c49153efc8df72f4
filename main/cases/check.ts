import type { CheckReport } from "../../app/cases/model.ts";
import type { JobContext } from "../jobs.ts";
import { parts } from "../store/check.ts";
import type { ReadDb } from "../store/sql.ts";

/** Problems listed; a case with more than these is told by the first. */
const LISTED = 1000;
/** Milliseconds of checking between two breaths. */
const SLICE = 25;

/** Verifies everything that can be verified within the case, and names what fails. */
export async function checkCase(db: ReadDb, context: JobContext): Promise<CheckReport> {
  const report: CheckReport = { holds: true, checked: [], problems: [] };
  let done = 0;
  let breathedAt = performance.now();
  for (const { part, run } of parts) {
    let count = 0;
    for (const finding of run(db)) {
      if (context.stopped()) return report;
      count += 1;
      done += 1;
      if (finding.problem !== null) {
        report.holds = false;
        if (report.problems.length < LISTED)
          report.problems.push({ part, object: finding.object, message: finding.problem });
      }
      if (performance.now() - breathedAt > SLICE) {
        context.report(done, null, part);
        await context.breathe();
        breathedAt = performance.now();
      }
    }
    report.checked.push({ part, count });
  }
  return report;
}
