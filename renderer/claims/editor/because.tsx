import { Link2 } from "lucide-react";
import { useState } from "react";

import type { Claim } from "../../../app/claims/model.ts";
import type { GradeAxis } from "../../../app/claims/rules.ts";
import { ReasonCode } from "../../../app/sources/model.ts";
import { useText } from "../../i18n/index.ts";
import { IconButton, Select, TextField, useReasonWords } from "../../ui/index.ts";
import type { EditorGrade } from "./content.ts";
import { EvidenceField } from "./evidence-field.tsx";

import css from "./editor.module.css";

/** Why a grade is what it is: a code that can be counted, words that say the rest, and the claims that it rests on. */
export function Because({
  axis,
  grade,
  claim,
  onChange,
  error,
}: {
  axis: GradeAxis;
  grade: EditorGrade;
  claim: Claim | null;
  onChange: (axis: GradeAxis, change: Partial<EditorGrade>) => void;
  error?: string | undefined;
}) {
  const t = useText("editor");
  const words = useReasonWords();
  const [isAsked, setAsked] = useState(false);
  const isOfReliability = axis === "reliability";
  const standsBare = claim !== null && claim[axis] === grade.value && claim.withoutReason[axis];
  const hasEvidence = grade.evidence.length > 0;
  return (
    <>
      <div className={css.because} data-field={isOfReliability ? "reasonReliability" : "reasonCredibility"}>
        <Select
          small
          hideLabel
          label={t(isOfReliability ? "codeReliability" : "codeCredibility")}
          value={grade.reasonCode ?? "none"}
          onChange={(code) => onChange(axis, { reasonCode: code === "none" ? null : code })}
          choices={[
            { id: "none" as const, text: t("noCode") },
            ...ReasonCode.options.map((code) => ({ id: code, text: words(code) })),
          ]}
        />
        <TextField
          label={t(isOfReliability ? "reasonReliability" : "reasonCredibility")}
          hideLabel
          placeholder={standsBare ? `${t("reason")} (${t("withoutReason")})` : t("reason")}
          value={grade.reason}
          onChange={(reason) => onChange(axis, { reason })}
          error={error}
          maxLength={5000}
        />
        <IconButton
          label={t(isOfReliability ? "evidenceReliability" : "evidenceCredibility")}
          pressed={isAsked || hasEvidence}
          onPress={() => setAsked(!isAsked)}
        >
          <Link2 aria-hidden />
        </IconButton>
      </div>
      {isAsked || hasEvidence ? (
        <EvidenceField
          label={t(isOfReliability ? "evidenceReliability" : "evidenceCredibility")}
          claimId={claim?.id ?? null}
          value={grade.evidence}
          onChange={(evidence) => onChange(axis, { evidence })}
          isAsked={isAsked}
        />
      ) : null}
    </>
  );
}
