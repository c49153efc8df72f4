import { Loader, Square } from "lucide-react";
import { useEffect } from "react";
import { Button as AriaButton } from "react-aria-components";

import type { JobProgress, JobState } from "../../app/contract/jobs.ts";
import { shownName } from "../../app/text/shown-names.ts";
import { useClient } from "../data/client.tsx";
import { alwaysTold, quietly, toldElsewhere, useJobs } from "../data/jobs.ts";
import { useChange } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useDialogs } from "../state/dialogs.ts";
import { Button, explainFailure, IconButton, notify, notifyFailure, Popover, ProgressBar } from "../ui/index.ts";
import { hasBroughtIn, useOutcome } from "./job-outcome.ts";

import css from "./jobs-tray.module.css";

/** Long work: how far it is, stopping it, and what came of it. */
export function JobsTray() {
  const t = useText("shell");
  const { running, ended } = useJobs();
  const formats = useFormats();
  const show = useDialogs((dialogs) => dialogs.show);
  useEndings();
  if (running.length === 0 && ended.length === 0) return null;
  const [first] = running;
  const part = first?.total ? first.done / first.total : null;
  return (
    <Popover
      label={t("jobs")}
      placement="bottom end"
      trigger={
        <AriaButton className={css.tray ?? ""} aria-label={t("jobsRunning", { count: running.length })}>
          {first ? (
            <>
              <Loader aria-hidden className={css.turning} />
              <span>
                {t(`job.${first.procedure}`, { defaultValue: first.procedure })}{" "}
                {part === null ? formats.number(first.done) : formats.percent(part)}
              </span>
            </>
          ) : (
            <span>{t("jobs")}</span>
          )}
        </AriaButton>
      }
    >
      {(close) => (
        <div className={css.list}>
          {running.map((job) => (
            <RunningJob key={job.jobId} job={job} />
          ))}
          {ended.slice(0, 8).map((job) => (
            <EndedJob
              key={job.jobId}
              job={job}
              onShow={() => {
                close();
                show({ kind: "job", jobId: job.jobId });
              }}
            />
          ))}
        </div>
      )}
    </Popover>
  );
}

/** "1,240 of 5,000 · 310 a second · 12 sec left", or the same in bytes. */
export function useProgressWords(): (job: JobProgress) => string {
  const t = useText("shell");
  const formats = useFormats();
  return (job) => {
    const amount = (count: number): string =>
      job.unit === "bytes" ? formats.bytes(Math.round(count)) : formats.number(Math.round(count * 10) / 10);
    return [
      job.total === null ? amount(job.done) : t("doneOf", { done: amount(job.done), total: amount(job.total) }),
      job.rate === null ? null : t("rate", { rate: amount(job.rate) }),
      job.secondsLeft === null ? null : t("left", { time: formats.duration(job.secondsLeft) }),
    ]
      .filter((part) => part !== null)
      .join(" · ");
  };
}

function RunningJob({ job }: { job: JobState }) {
  const t = useText("shell");
  const words = useProgressWords();
  const { mutate: cancel, isPending } = useChange("jobs.cancel");
  const name = t(`job.${job.procedure}`, { defaultValue: job.procedure });
  return (
    <div className={css.job}>
      <div className={css.head}>
        <strong>{name}</strong>
        <IconButton
          label={t("stop", { job: name })}
          isDisabled={isPending}
          onPress={() => cancel({ jobId: job.jobId }, { onError: notifyFailure })}
        >
          <Square aria-hidden />
        </IconButton>
      </div>
      <ProgressBar label={name} done={job.done} total={job.total} />
      <p className={css.detail}>{words(job)}</p>
      {job.current ? (
        <p className={css.current}>
          <bdi>{shownName(job.current)}</bdi>
        </p>
      ) : null}
    </div>
  );
}

function EndedJob({ job, onShow }: { job: JobState; onShow: () => void }) {
  const t = useText("shell");
  const outcome = useOutcome();
  return (
    <div className={css.ended}>
      <div>
        <strong>{t(`job.${job.procedure}`, { defaultValue: job.procedure })}</strong>
        <p className={css.detail}>{outcome(job)}</p>
      </div>
      <Button small onPress={onShow}>
        {t("details")}
      </Button>
    </div>
  );
}

/** Tells how each job ended, with its details one press away. */
function useEndings(): void {
  const t = useText("shell");
  const client = useClient();
  const outcome = useOutcome();
  const show = useDialogs((dialogs) => dialogs.show);
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.name !== "job-ended" || toldElsewhere.delete(event.value.jobId)) return;
        if (alwaysTold.has(event.value.procedure)) return;
        const job = event.value;
        if (quietly.has(job.procedure) && job.error === null) return;
        const name = t(`job.${job.procedure}`, { defaultValue: job.procedure });
        const text = job.error ? explainFailure(job.error).title : outcome(job);
        notify({
          text: `${name}: ${text}`,
          tone: job.error ? "bad" : "good",
          // An import is one act.
          ...(hasBroughtIn(job) ? { undoes: 1 } : {}),
          action: { text: t("details"), run: () => show({ kind: "job", jobId: job.jobId }) },
        });
      }),
    [client, outcome, show, t],
  );
}
