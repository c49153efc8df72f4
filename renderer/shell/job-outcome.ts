import { useCallback } from "react";

import { ImportDraft } from "../../app/articles/drafts.ts";
import { ImportResult } from "../../app/articles/model.ts";
import { watchingJobs } from "../../app/articles/watching.ts";
import { CheckReport } from "../../app/cases/model.ts";
import type { JobState } from "../../app/contract/jobs.ts";
import { ExportResult } from "../../app/exchange/model.ts";
import { z } from "../../app/kernel/schema.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { explainFailure } from "../ui/index.ts";

const Found = z.object({ proposals: z.number() });

const imports: ReadonlySet<string> = new Set([
  "articles.import",
  "articles.goOnImport",
  "articles.importDraft",
  "articles.readUnreadable",
]);

/** Whether a job brings articles in: from its beginning, going on where it was, or from what could not be read. */
export const isImport = ({ procedure }: Pick<JobState, "procedure">): boolean => imports.has(procedure);

/** Whether it was an import by which articles or texts came in. */
export function hasBroughtIn(job: JobState): boolean {
  const { data } = isImport(job) ? ImportResult.safeParse(job.result) : {};
  return data !== undefined && data.imported + data.versions > 0;
}

const Arrived = watchingJobs["articles.draftArrived"].output;
const Drafted = z.object({ draft: ImportDraft });

/** One line on how a job ended: "12 imported, 1 duplicate, 1 failed". */
export function useOutcome(): (job: JobState) => string {
  const t = useText("shell");
  const formats = useFormats();
  return useCallback(
    (job: JobState) => {
      if (job.error) return explainFailure(job.error).title;
      const n = (count: number): { count: number; n: string } => ({ count, n: formats.number(count) });
      const stopped = job.state === "cancelled" ? [t("stopped")] : [];
      const imported = ImportResult.safeParse(job.result);
      if (isImport(job) && imported.success) {
        const { imported: made, duplicates, versions, failed, readAs = [], unnamed = 0 } = imported.data;
        return formats.list([
          ...stopped,
          t("imported", n(made)),
          ...(versions > 0 ? [t("versions", n(versions))] : []),
          ...(duplicates > 0 ? [t("duplicates", n(duplicates))] : []),
          ...(failed.length > 0 ? [t("failed", n(failed.length))] : []),
          ...readAs.map(({ profile, files }) => t("readAs", { ...n(files), profile })),
          ...(unnamed > 0 ? [t("unnamed", n(unnamed))] : []),
        ]);
      }
      const drafted = Drafted.safeParse(job.result);
      if (drafted.success) return formats.list([...stopped, t("looked", n(drafted.data.draft.items))]);
      const arrived = Arrived.safeParse(job.result);
      if (job.procedure === "articles.draftArrived" && arrived.success)
        return formats.list([
          ...stopped,
          t("arrived", n(arrived.data.folders.reduce((sum, { files }) => sum + files, 0))),
        ]);
      const checked = CheckReport.safeParse(job.result);
      if (job.procedure === "cases.check" && checked.success) {
        return checked.data.holds ? t("holds") : t("problems", n(checked.data.problems.length));
      }
      const exported = ExportResult.safeParse(job.result);
      if (job.procedure === "exchange.export" && exported.success) return t("written", n(exported.data.written));
      const found = Found.safeParse(job.result);
      if (job.procedure === "articles.findFamilies" && found.success)
        return formats.list([...stopped, t("proposed", n(found.data.proposals))]);
      return stopped[0] ?? t(`state.${job.state}`);
    },
    [t, formats],
  );
}
