import { CheckCheck } from "lucide-react";
import type { RefObject } from "react";

import type { Claim } from "../../../app/claims/model.ts";
import { type GradeAxis, originOf } from "../../../app/claims/rules.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { Button, GradeBadge } from "../../ui/index.ts";
import { Because } from "./because.tsx";
import { type EditorHop, originName, ownOrigins } from "./chains.ts";
import type { EditorContent, EditorGrade } from "./content.ts";
import { GradeField } from "./grade-field.tsx";

import css from "./editor.module.css";

export interface GradeBlockProps {
  content: EditorContent;
  claim: Claim | null;
  isReasonMissing: boolean;
  /** Why the case refused the grade, in its words. */
  refusal: string | null;
  onChange: (axis: GradeAxis, change: Partial<EditorGrade>) => void;
  /** The grades still stand, looked at again. */
  onStillStands: () => void;
  groupRef: RefObject<HTMLElement | null>;
}

/** Both grades, each judged by itself: no control here sets one from the other. */
export function GradeBlock({
  content,
  claim,
  isReasonMissing,
  refusal,
  onChange,
  onStillStands,
  groupRef,
}: GradeBlockProps) {
  const t = useText("editor");
  const general = useGeneralLetter(originOf(content.hops));
  // Isolated (FSI … PDI), since it may run against the sentence that it stands in.
  const name = isolate(originName(content) ?? "…");
  const { reliability, credibility } = content;
  return (
    <section className={css.part} ref={groupRef} aria-label={t("grades")}>
      <div className={css.gradesHead}>
        <h3>{t("grades")}</h3>
        <span className={css.hint}>{t("gradesHint")}</span>
      </div>
      {claim && claim.look.length > 0 ? (
        <div className={css.look}>
          <p>{t("needsLook", { why: claim.look.map((reason) => t(`look.${reason}`)).join(t("and")) })}</p>
          <Button small keys="alt+y" icon={<CheckCheck aria-hidden />} onPress={onStillStands}>
            {t("stillStands")}
          </Button>
        </div>
      ) : null}
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
          <Because axis="reliability" grade={reliability} claim={claim} onChange={onChange} />
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
        <OneOrigin content={content} claim={claim} isMissing={isReasonMissing} refusal={refusal} />
        {credibility.value !== null || claim?.credibility ? (
          <Because
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

const isolate = (name: string): string => `\u2068${name}\u2069`;

/** Credibility 1 where only one origin is known: says which, before the case has to refuse it. */
function OneOrigin({
  content,
  claim,
  isMissing,
  refusal,
}: {
  content: EditorContent;
  claim: Claim | null;
  isMissing: boolean;
  refusal: string | null;
}) {
  const t = useText("editor");
  const formats = useFormats();
  const insists = content.credibility.value === "1" && claim?.credibility !== "1";
  const known = useRead("relations.origins", { claimId: claim?.id ?? "-" }, { enabled: insists && claim !== null });
  const own = ownOrigins(content);
  const isOne = own.length < 2 && (known.data?.origins.length ?? 1) < 2;
  if (!isMissing && !(insists && isOne)) return null;
  const { repeated = null, articles = 1 } = known.data ?? {};
  return (
    <output className={css.warning}>
      {repeated === null
        ? t("oneOrigin", { name: isolate(own[0] ?? "…") })
        : t("oneOriginRepeats", { count: articles, n: formats.number(articles), name: isolate(repeated) })}
      {refusal === null ? null : (
        <span className={css.refusal} dir="auto">
          {refusal}
        </span>
      )}
    </output>
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
