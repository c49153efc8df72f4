import { ArrowLeftRight, ArrowRight, TriangleAlert } from "lucide-react";

import type { MergePreview, SourceRow } from "../../../app/sources/model.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Button, ErrorNotice, GradeBadge, useGradeWords } from "../../ui/index.ts";
import { isolate } from "./use-merging.ts";

import css from "./merging.module.css";

/** What merging `from` into `into` would do, before anything is done. */
export function Preview({ from, into, onSwap }: { from: string; into: string; onSwap: () => void }) {
  const preview = useRead("sources.previewMerge", { id: from, into });
  if (preview.error) return <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return null;
  return <Outcome preview={preview.data} onSwap={onSwap} />;
}

function Outcome({ preview, onSwap }: { preview: MergePreview; onSwap: () => void }) {
  const t = useText("merging");
  const formats = useFormats();
  const words = useGradeWords();
  const { from, into } = preview;
  const names = { from: isolate(from.name), into: isolate(into.name) };
  const letters = {
    ...names,
    old: words("reliability", from.reliability),
    kept: words("reliability", into.reliability),
  };
  return (
    <div className={css.preview}>
      <div className={css.sides}>
        <Side label={t("goes")} source={from} />
        <span className={css.way}>
          <ArrowRight aria-hidden />
          <Button small tone="quiet" keys="x" icon={<ArrowLeftRight aria-hidden />} onPress={onSwap}>
            {t("swap")}
          </Button>
        </span>
        <Side label={t("stays")} source={into} isKept />
      </div>
      <ul className={css.outcome} aria-label={t("outcome")}>
        <li>
          {t("namesAfter", { into: names.into })} {preview.names.map((name) => isolate(name)).join(" · ")}
        </li>
        <li>{t("claimsAfter", { count: preview.claims, n: formats.number(preview.claims), ...names })}</li>
        <li>{t("originsAfter", { count: preview.origins, n: formats.number(preview.origins), ...names })}</li>
        {preview.below === 0 ? null : (
          <li>{t("belowMove", { count: preview.below, n: formats.number(preview.below), ...names })}</li>
        )}
        <li>{from.reliability === null && into.reliability === null ? t("noLetters") : t("letters", letters)}</li>
      </ul>
      {preview.both === 0 ? null : (
        <p className={css.warning} role="note">
          <TriangleAlert aria-hidden />
          <span>{t("both", { count: preview.both, n: formats.number(preview.both), ...names })}</span>
        </p>
      )}
      <p className={css.hint}>{t("rewritesNothing")}</p>
    </div>
  );
}

function Side({ label, source, isKept = false }: { label: string; source: SourceRow; isKept?: boolean }) {
  const t = useText("merging");
  const kinds = useText("sources");
  const formats = useFormats();
  return (
    <section className={css.side} data-kept={isKept || undefined} aria-label={`${label}: ${source.name}`}>
      <p className={css.sideLabel}>{label}</p>
      <p className={css.sideName}>
        <bdi>{source.name}</bdi>
      </p>
      {source.aliases.length === 0 ? null : (
        <p className={css.hint}>{source.aliases.map((name) => isolate(name)).join(" · ")}</p>
      )}
      <p>
        {kinds(`kind-${source.kind}`)}
        {source.affiliation === null ? null : (
          <>
            {" · "}
            <bdi>{source.affiliation.name}</bdi>
          </>
        )}
      </p>
      <p className={css.sideFacts}>
        <GradeBadge axis="reliability" value={source.reliability} words />
      </p>
      <p className={css.hint}>
        {t("claims", { count: source.claims, n: formats.number(source.claims) })}
        {" · "}
        {t("origins", { count: source.origins, n: formats.number(source.origins) })}
        {source.lastUsed === null ? null : ` · ${t("lastUsed", { when: formats.date(source.lastUsed) })}`}
      </p>
    </section>
  );
}
