import { FileDown, FileInput } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";

import type { PickedFile } from "../../app/contract/host.ts";
import type { JobProgress } from "../../app/contract/jobs.ts";
import type { BatchRow } from "../../app/search/model.ts";
import { useClient } from "../data/client.tsx";
import { useFiles } from "../data/files.tsx";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import {
  Button,
  DataTable,
  Dialog,
  ErrorNotice,
  notifyDone,
  notifyFailure,
  ProgressBar,
  TextField,
} from "../ui/index.ts";
import { type BatchColumn, sortedRows } from "./batch-rows.ts";

import css from "./batch.module.css";

interface Asked {
  file?: PickedFile;
  queries: { name: null; query: string }[];
}
type Step =
  | { at: "ask"; failure?: unknown }
  | { at: "counting"; jobId: string | null; progress: JobProgress | null }
  | { at: "done" };

/** Many queries at once, line by line or from a table: how much each of them finds. */
export function BatchDialog({ onPick, onClose }: { onPick: (query: string) => void; onClose: () => void }) {
  const t = useText("search");
  const formats = useFormats();
  const client = useClient();
  const { pickFiles, pickSave } = useFiles();
  const batch = useView((view) => view.search.batch);
  const setSearch = useView((view) => view.setSearch);
  const [typed, setTyped] = useState("");
  const [file, setFile] = useState<PickedFile | null>(null);
  const [step, setStep] = useState<Step>(batch ? { at: "done" } : { at: "ask" });
  const queries = typed.split("\n").flatMap((line) => (line.trim() === "" ? [] : [{ name: null, query: line.trim() }]));

  // Left while it counts: then it is told in passing how it ended.
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  async function count({ file: from, queries: listed }: Asked): Promise<void> {
    setStep({ at: "counting", jobId: null, progress: null });
    try {
      const { state, result } = await client.run(
        "search.batch",
        { queries: listed, ...(from ? { file: from.file } : {}) },
        {
          onStart: (jobId) => setStep({ at: "counting", jobId, progress: null }),
          onProgress: (progress) => setStep({ at: "counting", jobId: progress.jobId, progress }),
        },
      );
      setSearch({ batch: { rows: result.rows, isStopped: state === "cancelled" } });
      setStep({ at: "done" });
      if (!isHere.current)
        notifyDone(t("batchCounted", { count: result.rows.length, n: formats.number(result.rows.length) }));
    } catch (failure) {
      setStep({ at: "ask", failure });
      if (!isHere.current) notifyFailure(failure);
    }
  }
  async function save(rows: readonly BatchRow[]): Promise<void> {
    try {
      const target = await pickSave("export", `${t("batchFile")}.csv`);
      if (!target) return;
      // Counted anew as they are written: the table says what the case holds now.
      const { result } = await client.run("search.batch", {
        queries: rows.map(({ name, query }) => ({ name, query })),
        to: target.file,
        replace: target.replace,
      });
      if (result.path !== null) notifyDone(t("batchWritten", { path: result.path }));
    } catch (failure) {
      setStep({ at: "ask", failure });
    }
  }
  const pick = async (): Promise<void> => {
    const [picked] = await pickFiles("import", { multiple: false });
    if (picked) setFile(picked);
  };
  const run = (): void => void count({ queries, ...(file ? { file } : {}) });

  return (
    <Dialog
      title={t("batch")}
      isOpen
      onClose={onClose}
      width="large"
      isFirm={step.at === "counting"}
      actions={
        step.at === "ask" ? (
          <>
            <Button onPress={onClose}>{t("cancel")}</Button>
            <Button tone="primary" isDisabled={queries.length === 0 && file === null} onPress={run}>
              {t("count")}
            </Button>
          </>
        ) : step.at === "counting" ? (
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
          <>
            <Button onPress={() => setStep({ at: "ask" })}>{t("otherQueries")}</Button>
            <Button
              icon={<FileDown aria-hidden />}
              isDisabled={!batch || batch.rows.length === 0}
              onPress={() => void save(batch?.rows ?? [])}
            >
              {t("exportCsv")}
            </Button>
            <Button key="close" tone="primary" onPress={onClose}>
              {t("close")}
            </Button>
          </>
        )
      }
    >
      {step.at === "ask" ? (
        <div className={css.form}>
          {step.failure ? <ErrorNotice error={step.failure} /> : null}
          <TextField
            label={t("batchQueries")}
            lines={9}
            value={typed}
            onChange={setTyped}
            autoFocus
            description={t("batchHelp")}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              if (queries.length > 0 || file) run();
            }}
          />
          <div className={css.file}>
            <Button small icon={<FileInput aria-hidden />} onPress={() => void pick()}>
              {t("batchPick")}
            </Button>
            {file ? (
              <>
                <bdi>{file.name}</bdi>
                <Button small tone="quiet" onPress={() => setFile(null)}>
                  {t("batchDrop")}
                </Button>
              </>
            ) : (
              <span className={css.hint}>{t("batchColumns")}</span>
            )}
          </div>
        </div>
      ) : step.at === "counting" ? (
        <div className={css.form} aria-live="polite">
          <ProgressBar
            label={t("counting")}
            done={step.progress?.done ?? 0}
            total={step.progress?.total ?? null}
            showLabel
          />
          {step.progress?.current ? (
            <p className={css.hint}>
              <bdi>{step.progress.current}</bdi>
            </p>
          ) : null}
        </div>
      ) : batch ? (
        <BatchTable rows={batch.rows} isStopped={batch.isStopped} onPick={onPick} />
      ) : null}
    </Dialog>
  );
}

function BatchTable({
  rows,
  isStopped,
  onPick,
}: {
  rows: readonly BatchRow[];
  isStopped: boolean;
  onPick: (query: string) => void;
}) {
  const t = useText("search");
  const formats = useFormats();
  const [sort, setSort] = useState<{ column: BatchColumn; descending: boolean } | null>(null);
  const sorted = useMemo(() => sortedRows(rows, sort, formats.compare), [rows, sort, formats]);
  const wrong = rows.filter(({ error }) => error !== null).length;
  const number = (column: "articles" | "families" | "alone" | "claims") => ({
    id: column,
    header: t(`batch.${column}`),
    width: "84px",
    sortable: true,
    align: "end" as const,
    render: ({ row }: Numbered) => {
      const value = row[column];
      return value === null ? "–" : formats.number(value);
    },
  });
  const said = [
    t("batchCounted", { count: rows.length, n: formats.number(rows.length) }),
    ...(wrong > 0 ? [t("batchWrong", { count: wrong, n: formats.number(wrong) })] : []),
    ...(isStopped ? [t("batchStopped")] : []),
  ];
  return (
    <div className={css.result}>
      <p className={css.hint} aria-live="polite">
        {said.join(" · ")}
      </p>
      <div className={css.table}>
        <DataTable<Numbered>
          label={t("batch")}
          queryKey={["batch", rows.length, rows[0]?.query, sort]}
          fetchWindow={(offset, limit) =>
            Promise.resolve({ total: sorted.length, rows: sorted.slice(offset, offset + limit) })
          }
          columns={[
            {
              id: "query",
              header: t("batch.query"),
              width: "minmax(160px, 1fr)",
              sortable: true,
              render: ({ row }) => (
                // The keyboard opens the row; this is its name for the pointer.
                <button type="button" tabIndex={-1} className={css.open} onClick={() => onPick(row.query)}>
                  <bdi title={row.query}>{row.name === null ? row.query : `${row.name}: ${row.query}`}</bdi>
                </button>
              ),
            },
            number("articles"),
            number("families"),
            number("alone"),
            number("claims"),
            {
              id: "first",
              header: t("batch.first"),
              width: "minmax(120px, 190px)",
              sortable: true,
              render: ({ row }) =>
                row.error ? (
                  <span className={css.wrong} title={row.error.message}>
                    {t("wrongRow")}
                  </span>
                ) : row.first === null ? (
                  ""
                ) : row.first === row.last ? (
                  formats.date(row.first)
                ) : (
                  `${formats.date(row.first)} – ${formats.date(row.last)}`
                ),
            },
          ]}
          rowId={({ at }) => String(at)}
          sort={sort}
          onSort={({ column, descending }) => setSort({ column: column as BatchColumn, descending })}
          onOpen={({ row }) => onPick(row.query)}
          autoFocus
        />
      </div>
      <p className={css.hint}>{t("batchOpen")}</p>
    </div>
  );
}

/** A row with its place in the batch. */
type Numbered = ReturnType<typeof sortedRows>[number];
