import { ArrowRight } from "lucide-react";

import type { Claim, LookReason } from "../../../app/claims/model.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { CellText } from "../../ui/cell-text.tsx";
import { GradeBadge } from "../../ui/index.ts";

import css from "./claims.module.css";

/** Milliseconds of a day. */
const day = 86_400_000;

/** Why a claim needs another look; a grade's age is told by whoever says how old is too old. */
export function reasonsOf(claim: Claim, staleDays: number | null): LookReason[] {
  const times = [claim.gradedAt.reliability, claim.gradedAt.credibility].filter((time) => time !== null);
  const isStale = staleDays !== null && times.some((time) => Date.parse(time) < Date.now() - staleDays * day);
  return isStale && !claim.look.includes("stale") ? [...claim.look, "stale"] : claim.look;
}

export function LookCell({ claim, staleDays }: { claim: Claim; staleDays: number | null }) {
  const t = useText("look");
  const formats = useFormats();
  const reasons = reasonsOf(claim, staleDays);
  if (reasons.length === 0) return null;
  return (
    <span className={css.look} title={formats.list(reasons.map((reason) => t(`why-${reason}`)))}>
      <CellText>{formats.list(reasons.map((reason) => t(`short-${reason}`)))}</CellText>
    </span>
  );
}

/** The letter as of the claim's grading beside the one that its source has in general now, where the two differ. */
export function DriftCell({ claim }: { claim: Claim }) {
  const t = useText("claims");
  const { reliability, originReliability } = claim;
  if (originReliability === null || reliability === null || reliability === originReliability) return null;
  return (
    <span className={css.driftCell} title={t("drift", { given: reliability, now: originReliability })}>
      <GradeBadge axis="reliability" value={reliability} size="small" />
      <ArrowRight aria-hidden />
      <GradeBadge axis="reliability" value={originReliability} size="small" />
    </span>
  );
}

export function QuestionsCell({ questions }: { questions: Claim["questions"] }) {
  const formats = useFormats();
  const [first, ...more] = questions;
  if (!first) return null;
  return (
    <span className={css.tags} title={questions.map(({ text }) => text).join("\n")}>
      <CellText>{first.text}</CellText>
      {more.length > 0 ? <span className={css.hint}>+{formats.number(more.length)}</span> : null}
    </span>
  );
}

/** Who gave the two current grades; one name where one did. */
export const gradersOf = ({ gradedBy }: Claim): string[] => [
  ...new Set([gradedBy.reliability, gradedBy.credibility].filter((name) => name !== null)),
];

/** When the newer of the two current grades was given. */
export const gradedLast = ({ gradedAt }: Claim): string | null =>
  [gradedAt.reliability, gradedAt.credibility]
    .filter((time) => time !== null)
    .toSorted()
    .at(-1) ?? null;
