import { Archive, ArchiveRestore, FileDown, RefreshCw } from "lucide-react";

import type { UnreadableFile } from "../../../app/articles/unreadable.ts";
import { shownName } from "../../../app/text/shown-names.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Button } from "../../ui/index.ts";
import { ReasonMark } from "./reason-mark.tsx";
import { withinFile } from "./words.ts";

import css from "./unreadable.module.css";

/** Why one could not be read, and what can be done about it. */
export function UnreadablePane({
  file,
  onReadAgain,
  onEncoding,
  onColumns,
  onSave,
  onAside,
}: {
  file: UnreadableFile;
  onReadAgain: () => void;
  onEncoding: () => void;
  onColumns: () => void;
  onSave: () => void;
  onAside: () => void;
}) {
  const t = useText("unreadable");
  const formats = useFormats();
  const { reason, message, path, bytes, isKept, ways, leftAside, notedAt, analyst, sha256 } = file;
  const within = withinFile(file);
  return (
    <div className={css.pane}>
      <section className={css.why}>
        <h2 className={css.paneTitle}>
          <ReasonMark reason={reason} />
        </h2>
        <p>{t(`advice-${reason}`)}</p>
        <p className={css.hint} dir="auto">
          {message}
        </p>
      </section>
      <div className={css.acts}>
        {ways.includes("columns") ? (
          <Button small changes keys="c" tone={reason === "columns" ? "primary" : "plain"} onPress={onColumns}>
            {t("nameColumns")}
          </Button>
        ) : null}
        {ways.includes("encoding") ? (
          <Button small changes keys="e" tone={reason === "not-text" ? "primary" : "plain"} onPress={onEncoding}>
            {t("encoding")}
          </Button>
        ) : null}
        {ways.includes("as-is") ? (
          <Button small changes keys="r" icon={<RefreshCw aria-hidden />} onPress={onReadAgain}>
            {t("readAgain")}
          </Button>
        ) : null}
        <Button
          small
          changes
          keys="x"
          icon={leftAside ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
          onPress={onAside}
        >
          {t(leftAside ? "takeUp" : "leaveAside")}
        </Button>
        {isKept ? (
          <Button small keys="s" icon={<FileDown aria-hidden />} onPress={onSave}>
            {t("save")}
          </Button>
        ) : null}
      </div>
      <dl className={css.facts}>
        <dt>{t("file")}</dt>
        <dd>
          <bdi className={css.path}>{shownName(path)}</bdi>
        </dd>
        {within === null ? null : (
          <>
            <dt>{t("col-within")}</dt>
            <dd>
              <bdi className={css.path}>{within}</bdi>
            </dd>
          </>
        )}
        <dt>{t("col-bytes")}</dt>
        <dd>
          {bytes === 0 ? "–" : formats.bytes(bytes)}
          {isKept ? null : <span className={css.hint}> · {t("notKept")}</span>}
        </dd>
        <dt>{t("col-notedAt")}</dt>
        <dd>
          {formats.dateTime(notedAt)} · <bdi>{analyst}</bdi>
        </dd>
        {sha256 === null ? null : (
          <>
            <dt>{t("hash")}</dt>
            <dd>
              <bdi dir="ltr" className={css.path}>
                {sha256}
              </bdi>
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}
