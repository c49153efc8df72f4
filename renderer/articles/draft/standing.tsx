import { CircleAlert, Square } from "lucide-react";

import type { ImportDraft } from "../../../app/articles/drafts.ts";
import type { JobState } from "../../../app/contract/jobs.ts";
import { shownName } from "../../../app/text/shown-names.ts";
import { useJobs } from "../../data/jobs.ts";
import { useChange } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Button, notifyFailure, ProgressBar } from "../../ui/index.ts";

import css from "./draft.module.css";

const readers: ReadonlySet<string> = new Set(["articles.draft", "articles.goOnDraft"]);
const importers: ReadonlySet<string> = new Set(["articles.importDraft", "articles.goOnImport"]);

/** The job that reads or imports a draft, where one runs: the newest of its kind. */
export function useDraftJob(busy: "reading" | "importing"): JobState | null {
  const names = busy === "reading" ? readers : importers;
  return useJobs().running.findLast(({ procedure }) => names.has(procedure)) ?? null;
}

/** How far the reading or importing of a draft is, with stopping it. */
export function Progress({ busy, files }: { busy: "reading" | "importing"; files: number }) {
  const t = useText("draft");
  const formats = useFormats();
  const job = useDraftJob(busy);
  const { mutate: cancel, isPending } = useChange("jobs.cancel");
  return (
    <div className={css.standing}>
      <div className={css.progress}>
        <ProgressBar label={t(busy)} done={job?.done ?? 0} total={job?.total ?? null} showLabel />
        <p className={css.hint}>
          {busy === "reading" ? t("readingFiles", { count: files, n: formats.number(files) }) : ""}
          {job?.current ? (
            <>
              {busy === "reading" ? " · " : ""}
              <bdi>{shownName(job.current)}</bdi>
            </>
          ) : null}
        </p>
      </div>
      {job ? (
        <Button
          small
          icon={<Square aria-hidden />}
          isDisabled={isPending}
          onPress={() => cancel({ jobId: job.jobId }, { onError: notifyFailure })}
        >
          {t("stop")}
        </Button>
      ) : null}
    </div>
  );
}

/** What of a draft is not finished: what runs on it, that it was stopped, or that its import was begun. */
export function Standing({ draft, onGoOn }: { draft: ImportDraft; onGoOn: () => void }) {
  const t = useText("draft");
  const formats = useFormats();
  if (draft.busy) return <Progress busy={draft.busy} files={draft.files} />;
  if (draft.begun) {
    return (
      <div className={css.standing}>
        <CircleAlert aria-hidden />
        <p className={css.standingText}>{t("begun")}</p>
      </div>
    );
  }
  if (draft.whole) return null;
  return (
    <div className={css.standing}>
      <CircleAlert aria-hidden />
      <p className={css.standingText}>{t("notWhole", { count: draft.files, n: formats.number(draft.files) })}</p>
      <Button small changes onPress={onGoOn}>
        {t("goOn")}
      </Button>
    </div>
  );
}
