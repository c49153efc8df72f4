import { readdirSync } from "node:fs";
import { join } from "node:path";

import type { ProcedureName } from "../../app/contract/index.ts";
import type { Handlers, Session } from "../dispatch.ts";
import type { Files } from "../files.ts";
import type { JobContext } from "../jobs.ts";

/** Nobody watches the filling of the sample, and nothing stops it. */
const unwatched: JobContext = { jobId: "sample", stopped: () => false, report() {}, breathe: async () => {} };

/** Fills the new case on the desk with the sample's articles, through the same services that analysts use. */
export async function fillSample(
  handlers: Handlers<ProcedureName>,
  files: Files,
  folder: string,
  session: Session,
): Promise<void> {
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .toSorted();
  await handlers["articles.import"](
    { files: texts.map((name) => files.grant(join(folder, name))) },
    unwatched,
    session,
  );
}
