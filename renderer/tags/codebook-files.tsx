import { useEffect, useRef, useState } from "react";

import type { CodebookImport, Loss } from "../../app/exchange/model.ts";
import { useClient } from "../data/client.tsx";
import { useFiles } from "../data/files.tsx";
import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { Button, Dialog, notify, notifyFailure } from "../ui/index.ts";

import css from "./tags.module.css";

/** Lines of a report that the dialog draws; the counts are of all. */
const SHOWN = 200;

type Report = { kind: "import"; result: CodebookImport } | { kind: "export"; path: string; losses: Loss[] };

/** How many tags an import added, and how many were there. */
function useTally(): (result: CodebookImport) => string {
  const t = useText("tags");
  const formats = useFormats();
  const counted = (count: number) => ({ count, n: formats.number(count) });
  return ({ added, known }) =>
    formats.list([t("added", counted(added)), ...(known > 0 ? [t("known", counted(known))] : [])]);
}

/** The codebook out to a .qdc file and in from one: what is asked, and what is told of it. */
export function useCodebookFiles() {
  const t = useText("tags");
  const formats = useFormats();
  const client = useClient();
  const { pickFiles, pickSave } = useFiles();
  const tally = useTally();
  const caseName = useRead("cases.current", {}, { keep: true }).data?.name ?? "";
  const [report, setReport] = useState<Report | null>(null);
  // Left while a file was taken in: then its end is told in passing all the same.
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const counted = (count: number) => ({ count, n: formats.number(count) });

  async function importFile(): Promise<void> {
    const [file] = await pickFiles("import");
    if (!file) return;
    try {
      const { result } = await client.run("exchange.importCodebook", { file: file.file });
      const { added, skipped, changed } = result;
      if (skipped.length + changed.length > 0 && isHere.current) {
        setReport({ kind: "import", result });
        return;
      }
      notify({
        text: tally(result),
        tone: "good",
        ...(added > 0 ? { undoes: 1 } : {}),
      });
    } catch (error) {
      notifyFailure(error);
    }
  }

  async function exportFile(): Promise<void> {
    const target = await pickSave("export", `${caseName} ${t("fileWord")}.qdc`.trim());
    if (!target) return;
    try {
      const { result } = await client.run("exchange.exportCodebook", { to: target.file, replace: target.replace });
      if (result.losses.length > 0 && isHere.current)
        setReport({ kind: "export", path: result.path, losses: result.losses });
      else notify({ text: t("written", { ...counted(result.written), path: result.path }), tone: "good" });
    } catch (error) {
      notifyFailure(error);
    }
  }

  const dialog = report ? <ReportDialog report={report} onClose={() => setReport(null)} /> : null;
  return { importFile: () => void importFile(), exportFile: () => void exportFile(), dialog };
}

/** What a file could not carry, or what of it was left out or taken otherwise. */
function ReportDialog({ report, onClose }: { report: Report; onClose: () => void }) {
  const t = useText("tags");
  const formats = useFormats();
  const tally = useTally();
  return (
    <Dialog
      title={report.kind === "import" ? t("importedTitle") : t("exportedTitle")}
      isOpen
      onClose={onClose}
      actions={
        <Button tone="primary" autoFocus onPress={onClose}>
          {t("close")}
        </Button>
      }
    >
      <div className={css.form}>
        {report.kind === "import" ? (
          <>
            <p>{tally(report.result)}</p>
            <Lines
              title={t("skippedTitle")}
              lines={report.result.skipped.map(({ name, reason }) => ({ name, what: t(`skipped-${reason}`) }))}
            />
            <Lines
              title={t("changedTitle")}
              lines={report.result.changed.map(({ name, to, what }) => ({
                name,
                what: name === to ? t(`changed-${what}`) : `${t(`changed-${what}`)} ${to}`,
              }))}
            />
          </>
        ) : (
          <>
            <p>
              <bdi dir="ltr">{report.path}</bdi>
            </p>
            <Lines
              title={t("lossesTitle")}
              lines={report.losses.map(({ kind, count, explanation }) => ({
                name: formats.number(count),
                what: t(`loss-${kind}`, { defaultValue: explanation }),
              }))}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly { name: string; what: string }[] }) {
  const t = useText("tags");
  const formats = useFormats();
  if (lines.length === 0) return null;
  return (
    <section className={css.report}>
      <h3>
        {title} ({formats.number(lines.length)})
      </h3>
      <ul>
        {lines.slice(0, SHOWN).map(({ name, what }, index) => (
          // A codebook may name the same thing twice.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <strong>
              <bdi>{name}</bdi>
            </strong>{" "}
            <span className={css.hint} dir="auto">
              {what}
            </span>
          </li>
        ))}
      </ul>
      {lines.length > SHOWN ? (
        <p className={css.hint}>{t("andMore", { n: formats.number(lines.length - SHOWN) })}</p>
      ) : null}
    </section>
  );
}
