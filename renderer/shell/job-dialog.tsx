import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";

import { ImportResult } from "../../app/articles/model.ts";
import { CheckReport } from "../../app/cases/model.ts";
import type { JobState } from "../../app/contract/jobs.ts";
import { z } from "../../app/kernel/schema.ts";
import { shownName } from "../../app/text/shown-names.ts";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { texts, useText } from "../i18n/index.ts";
import { useDialogs } from "../state/dialogs.ts";
import { useView } from "../state/view.ts";
import { Button, Dialog, ErrorNotice } from "../ui/index.ts";
import { isImport, useOutcome } from "./job-outcome.ts";

import css from "./job-dialog.module.css";

const Written = z.object({ path: z.string(), bytes: z.number().optional(), sha256: z.string().optional() });
/** How many failed files the dialog draws; the count is of all. */
const shownFailures = 500;

/** What came of a job: counts, and a line for each thing that failed and why. */
export function JobDialog({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const t = useText("shell");
  const { data, error } = useRead("jobs.get", { jobId });
  const outcome = useOutcome();
  const go = useView((view) => view.go);
  const show = useDialogs((dialogs) => dialogs.show);
  const imported = ImportResult.safeParse(data?.result);
  const unmapped = imported.success
    ? imported.data.unmapped.map(({ file, path }) => ({ file, name: lastOf(path) }))
    : [];
  const title = data ? t(`job.${data.procedure}`, { defaultValue: data.procedure }) : t("jobs");
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      width="large"
      actions={
        <>
          {data && isImport(data) ? (
            <>
              {imported.success && imported.data.failed.some(({ code }) => code !== "changed-since") ? (
                <Button
                  onPress={() => {
                    onClose();
                    go("unreadable");
                  }}
                >
                  {t("toUnreadable")}
                </Button>
              ) : null}
              <Button
                onPress={() => {
                  onClose();
                  go("library");
                }}
              >
                {t("page.library")}
              </Button>
            </>
          ) : null}
          {unmapped.length > 0 ? (
            <>
              <Button onPress={onClose}>{t("putAway")}</Button>
              <Button tone="primary" changes onPress={() => show({ kind: "columns", files: unmapped })}>
                {t("nameColumns")}
              </Button>
            </>
          ) : (
            <Button tone="primary" onPress={onClose}>
              {t("putAway")}
            </Button>
          )}
        </>
      }
    >
      {error ? <ErrorNotice error={error} /> : null}
      {data ? (
        <div className={css.report}>
          {data.error ? <ErrorNotice error={data.error} /> : null}
          {data.error || data.procedure === "cases.check" ? null : <p className={css.outcome}>{outcome(data)}</p>}
          <Result job={data} />
        </div>
      ) : null}
    </Dialog>
  );
}

const lastOf = (path: string): string => path.split(/[/\\]/u).at(-1) ?? path;

function Result({ job }: { job: JobState }): ReactNode {
  if (isImport(job)) return <ImportReport result={job.result} />;
  if (job.procedure === "cases.check") return <CheckResult result={job.result} />;
  return <WrittenFile result={job.result} />;
}

function ImportReport({ result }: { result: unknown }) {
  const t = useText("shell");
  const formats = useFormats();
  const parsed = ImportResult.safeParse(result);
  if (!parsed.success) return null;
  const { failed, stopped } = parsed.data;
  return (
    <>
      {stopped ? <p>{t("stoppedKept")}</p> : null}
      {failed.length === 0 ? null : (
        <section className={css.section}>
          <h3>{t("failedFiles")}</h3>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t("file")}</th>
                <th scope="col">{t("reason")}</th>
              </tr>
            </thead>
            <tbody>
              {failed.slice(0, shownFailures).map((failure, i) => (
                // A path may fail more than once (records of one file), so the place in the list is the key.
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={i}>
                  <td>
                    <bdi>{shownName(lastOf(failure.path))}</bdi>
                    <bdi dir="ltr" className={css.detail}>
                      {shownName(failure.path)}
                    </bdi>
                  </td>
                  <td>
                    {sentence(failure.code)}
                    <span className={css.detail} dir="auto">
                      {failure.message}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {failed.length > shownFailures ? (
            <p className={css.detail}>{t("andMore", { n: formats.number(failed.length - shownFailures) })}</p>
          ) : null}
        </section>
      )}
    </>
  );
}

/** The interface's sentence for a code, if it has one. */
function sentence(code: string): string {
  const key = `error.${code}`;
  return texts.exists(key, { ns: "ui" }) ? texts.t(key, { ns: "ui" }) : code;
}

function CheckResult({ result }: { result: unknown }) {
  const t = useText("shell");
  const formats = useFormats();
  const parsed = CheckReport.safeParse(result);
  if (!parsed.success) return null;
  const { holds, checked, problems } = parsed.data;
  return (
    <>
      <p className={css.verdict} data-holds={holds || undefined}>
        {holds ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />}
        {holds ? t("checkHolds") : t("checkFails")}
      </p>
      <dl className={css.checked}>
        {checked.map(({ part, count }) => (
          <div key={part}>
            <dt>{t(`part.${part}`)}</dt>
            <dd>{formats.number(count)}</dd>
          </div>
        ))}
      </dl>
      {problems.length === 0 ? null : (
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t("where")}</th>
              <th scope="col">{t("what")}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem) => (
              <tr key={`${problem.part}-${problem.object}-${problem.message}`}>
                <td>
                  {t(`part.${problem.part}`)} <bdi className={css.detail}>{problem.object}</bdi>
                </td>
                <td dir="auto">{problem.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function WrittenFile({ result }: { result: unknown }) {
  const t = useText("shell");
  const formats = useFormats();
  const parsed = Written.safeParse(result);
  if (!parsed.success) return null;
  const { path, bytes, sha256 } = parsed.data;
  return (
    <dl className={css.written}>
      <dt>{t("file")}</dt>
      <dd>
        <bdi dir="ltr">{path}</bdi>
      </dd>
      {bytes === undefined ? null : (
        <>
          <dt>{t("size")}</dt>
          <dd>{formats.bytes(bytes)}</dd>
        </>
      )}
      {sha256 === undefined ? null : (
        <>
          <dt>SHA-256</dt>
          <dd>
            <code dir="ltr">{sha256}</code>
          </dd>
        </>
      )}
    </dl>
  );
}
