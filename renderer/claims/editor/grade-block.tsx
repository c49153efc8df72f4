import type { RefObject } from "react";

import type { Claim } from "../../../app/claims/model.ts";
import type { GradeAxis } from "../../../app/claims/rules.ts";
import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import { Button, GradeBadge, TextField } from "../../ui/index.ts";
import type { EditorContent, EditorGrade, EditorHop } from "./content.ts";
import { GradeField } from "./grade-field.tsx";

import css from "./editor.module.css";

export interface GradeBlockProps {
  content: EditorContent;
  claim: Claim | null;
  origin: EditorHop | undefined;
  originName: string | null;
  isReasonMissing: boolean;
  onChange: (axis: GradeAxis, change: Partial<EditorGrade>) => void;
  groupRef: RefObject<HTMLElement | null>;
}

/** Both grades, each judged by itself: no control here sets one from the other. */
export function GradeBlock({
  content,
  claim,
  origin,
  originName,
  isReasonMissing,
  onChange,
  groupRef,
}: GradeBlockProps) {
  const t = useText("editor");
  const general = useGeneralLetter(origin);
  // Isolated (FSI … PDI), since it may run against the sentence that it stands in.
  const name = `\u2068${originName ?? "…"}\u2069`;
  const { reliability, credibility } = content;
  const insists = credibility.value === "1" && claim?.credibility !== "1";
  return (
    <section className={css.part} ref={groupRef} aria-label={t("grades")}>
      <div className={css.gradesHead}>
        <h3>{t("grades")}</h3>
        <span className={css.hint}>{t("gradesHint")}</span>
      </div>
      <div className={css.gradeAxis}>
        <p>
          <strong>{t("reliability")}</strong> <span className={css.hint}>{t("ofOrigin", { name })}</span>
        </p>
        <GradeField
          axis="reliability"
          value={reliability.value}
          onChange={(value) => onChange("reliability", { value })}
        />
        {general !== null && general !== reliability.value ? (
          <p className={css.offer}>
            <span>
              {claim?.reliability && claim.reliability === reliability.value
                ? t("drift", { name, before: claim.reliability, now: general })
                : t("offer", { name, grade: general })}
            </span>
            <GradeBadge axis="reliability" value={general} size="small" />
            <Button small tone="quiet" onPress={() => onChange("reliability", { value: general })}>
              {t("takeOffer", { grade: general })}
            </Button>
          </p>
        ) : null}
        {reliability.value !== null || claim?.reliability ? (
          <Reason axis="reliability" grade={reliability} claim={claim} onChange={onChange} />
        ) : null}
      </div>
      <div className={css.gradeAxis}>
        <p>
          <strong>{t("credibility")}</strong> <span className={css.hint}>{t("ofInformation")}</span>
        </p>
        <GradeField
          axis="credibility"
          value={credibility.value}
          onChange={(value) => onChange("credibility", { value })}
        />
        {insists || isReasonMissing ? <output className={css.warning}>{t("oneOrigin", { name })}</output> : null}
        {credibility.value !== null || claim?.credibility ? (
          <Reason
            axis="credibility"
            grade={credibility}
            claim={claim}
            onChange={onChange}
            error={isReasonMissing ? t("missing.reason") : undefined}
          />
        ) : null}
      </div>
    </section>
  );
}

function Reason({
  axis,
  grade,
  claim,
  onChange,
  error,
}: {
  axis: GradeAxis;
  grade: EditorGrade;
  claim: Claim | null;
  onChange: GradeBlockProps["onChange"];
  error?: string | undefined;
}) {
  const t = useText("editor");
  const label = axis === "reliability" ? t("reasonReliability") : t("reasonCredibility");
  const standsBare = claim !== null && claim[axis] === grade.value && claim.withoutReason[axis];
  return (
    <div data-field={axis === "reliability" ? "reasonReliability" : "reasonCredibility"}>
      <TextField
        label={label}
        hideLabel
        placeholder={standsBare ? `${t("reason")} (${t("withoutReason")})` : t("reason")}
        value={grade.reason}
        onChange={(reason) => onChange(axis, { reason })}
        error={error}
        maxLength={5000}
      />
    </div>
  );
}

/** The general letter of the origin's source, where it is known and has one: an offer, never filled in. */
function useGeneralLetter(origin: EditorHop | undefined): string | null {
  const isNamed = origin !== undefined && origin.descriptor === null;
  const byId = useRead(
    "sources.get",
    { id: origin?.sourceId ?? "-" },
    { enabled: isNamed && origin.sourceId !== null },
  );
  const name = origin?.source.trim() ?? "";
  const byName = useRead(
    "sources.resolve",
    { name: name || "-" },
    { enabled: isNamed && origin.sourceId === null && name !== "" },
  );
  if (!isNamed) return null;
  if (origin.sourceId !== null) return byId.data?.reliability ?? null;
  return byName.data?.length === 1 ? (byName.data[0]?.reliability ?? null) : null;
}
