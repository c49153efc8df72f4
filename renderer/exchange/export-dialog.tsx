import { useEffect, useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";

import type { ClaimFilter, ClaimSort } from "../../app/claims/model.ts";
import type { JobProgress } from "../../app/contract/jobs.ts";
import type { ExportFormat, ExportResult } from "../../app/exchange/model.ts";
import { useClient } from "../data/client.tsx";
import { useFiles } from "../data/files.tsx";
import { toldElsewhere } from "../data/jobs.ts";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { Button, Dialog, ErrorNotice, ProgressBar } from "../ui/index.ts";

import css from "./export-dialog.module.css";

const formats = ["csv", "jsonl"] as const satisfies readonly ExportFormat[];

export interface ExportDialogProps {
  /** The filter of the claims page as it stands, offered beside "all". */
  filter: ClaimFilter;
  sort: ClaimSort[];
  /** Ids of the claims that are chosen there; none: they are not offered. */
  chosen?: readonly string[];
  caseName: string;
  onClose: () => void;
}

const whiches = ["all", "filtered", "chosen"] as const;
type Which = (typeof whiches)[number];
const noneChosen: readonly string[] = [];

type Step =
  | { at: "ask"; failure?: unknown }
  | { at: "writing"; progress: JobProgress | null; jobId: string | null }
  | { at: "done"; result: ExportResult; stopped: boolean };

/** Claims to a file: which, in what form; then what the form could not carry. */
export function ExportDialog({ filter, sort, chosen = noneChosen, caseName, onClose }: ExportDialogProps) {
  const t = useText("exchange");
  const numbers = useFormats();
  const client = useClient();
  const { pickSave } = useFiles();
  const isFiltered = Object.values(filter).some((value) => (Array.isArray(value) ? value.length > 0 : Boolean(value)));
  const [format, setFormat] = useState<ExportFormat>("csv");
  const [which, setWhich] = useState<Which>(chosen.length > 0 ? "chosen" : isFiltered ? "filtered" : "all");
  const [step, setStep] = useState<Step>({ at: "ask" });
  const all = useRead("claims.list", { offset: 0, limit: 1 });
  const left = useRead("claims.list", { filter, offset: 0, limit: 1 }, { enabled: isFiltered });
  const count = { all: all.data?.total, filtered: left.data?.total, chosen: chosen.length }[which];

  // Left while it writes: then the frame tells how it ended.
  const running = step.at === "writing" ? step.jobId : null;
  useEffect(
    () => () => {
      if (running !== null) toldElsewhere.delete(running);
    },
    [running],
  );

  async function write(): Promise<void> {
    const target = await pickSave("export", `${caseName} ${t("fileWord")}.${format}`);
    if (!target) return;
    setStep({ at: "writing", progress: null, jobId: null });
    try {
      const { state, result } = await client.run(
        "exchange.export",
        {
          format,
          to: target.file,
          ...(which === "filtered" ? { filter } : which === "chosen" ? { ids: [...chosen] } : {}),
          sort,
          replace: target.replace,
        },
        {
          onStart: (jobId) => {
            toldElsewhere.add(jobId);
            setStep({ at: "writing", progress: null, jobId });
          },
          onProgress: (progress) => setStep({ at: "writing", progress, jobId: progress.jobId }),
        },
      );
      setStep({ at: "done", result, stopped: state === "cancelled" });
    } catch (failure) {
      setStep({ at: "ask", failure });
    }
  }

  return (
    <Dialog
      title={t("title")}
      isOpen
      onClose={onClose}
      isFirm={step.at === "writing"}
      actions={
        step.at === "ask" ? (
          <>
            <Button onPress={onClose}>{t("cancel")}</Button>
            <Button
              tone="primary"
              autoFocus={step.failure !== undefined}
              isDisabled={count === 0}
              onPress={() => void write()}
            >
              {t("choose")}
            </Button>
          </>
        ) : step.at === "writing" ? (
          <Button
            key="stop"
            autoFocus
            isDisabled={step.jobId === null}
            onPress={() => {
              if (step.jobId !== null) void client.call("jobs.cancel", { jobId: step.jobId });
            }}
          >
            {t("stop")}
          </Button>
        ) : (
          <Button key="close" tone="primary" autoFocus onPress={onClose}>
            {t("close")}
          </Button>
        )
      }
    >
      {step.at === "ask" ? (
        <div className={css.form}>
          {step.failure ? <ErrorNotice error={step.failure} /> : null}
          <RadioGroup
            className={css.group ?? ""}
            aria-label={t("which")}
            value={which}
            onChange={(value) => setWhich(whiches.find((known) => known === value) ?? "all")}
          >
            <span className={css.legend}>{t("which")}</span>
            <Option
              value="all"
              title={all.data ? t("all", { count: all.data.total, n: numbers.number(all.data.total) }) : t("allPlain")}
            />
            <Option
              value="filtered"
              title={
                isFiltered && left.data
                  ? t("filtered", { count: left.data.total, n: numbers.number(left.data.total) })
                  : t("filteredPlain")
              }
              note={isFiltered ? undefined : t("noFilter")}
              isDisabled={!isFiltered}
            />
            {chosen.length === 0 ? null : (
              <Option value="chosen" title={t("chosen", { count: chosen.length, n: numbers.number(chosen.length) })} />
            )}
          </RadioGroup>
          {left.error ? <ErrorNotice error={left.error} /> : null}
          <RadioGroup
            className={css.group ?? ""}
            aria-label={t("format")}
            value={format}
            onChange={(value) => setFormat(value === "jsonl" ? "jsonl" : "csv")}
          >
            <span className={css.legend}>{t("format")}</span>
            {formats.map((id) => (
              <Option key={id} value={id} title={t(`format.${id}`)} note={t(`formatNote.${id}`)} />
            ))}
          </RadioGroup>
        </div>
      ) : step.at === "writing" ? (
        <div className={css.form} aria-live="polite">
          <ProgressBar
            label={t("writing")}
            done={step.progress?.done ?? 0}
            total={step.progress?.total ?? null}
            showLabel
          />
        </div>
      ) : (
        <Written result={step.result} stopped={step.stopped} />
      )}
    </Dialog>
  );
}

function Option({
  value,
  title,
  note,
  isDisabled = false,
}: {
  value: string;
  title: string;
  note?: string | undefined;
  isDisabled?: boolean;
}) {
  return (
    <Radio value={value} isDisabled={isDisabled} className={css.option ?? ""}>
      <span className={css.dot} />
      <span>
        {title}
        {note ? <span className={css.note}>{note}</span> : null}
      </span>
    </Radio>
  );
}

function Written({ result, stopped }: { result: ExportResult; stopped: boolean }) {
  const t = useText("exchange");
  const numbers = useFormats();
  return (
    <div className={css.form} aria-live="polite">
      {stopped ? <p>{t("stopped")}</p> : null}
      <p className={css.written}>{t("written", { count: result.written, n: numbers.number(result.written) })}</p>
      <p>
        <bdi dir="ltr" className={css.path}>
          {result.path}
        </bdi>
      </p>
      <section className={css.losses}>
        <h3>{result.losses.length === 0 ? t("noLosses") : t("losses")}</h3>
        <ul>
          {result.losses.map((loss) => (
            <li key={loss.kind}>
              <strong>
                {t(`loss.${loss.kind}`, { defaultValue: loss.kind })} ({numbers.number(loss.count)})
              </strong>
              <span className={css.note} dir="auto">
                {t(`lossNote.${loss.kind}`, { defaultValue: loss.explanation })}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
