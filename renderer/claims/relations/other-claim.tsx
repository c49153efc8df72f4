import type { Claim } from "../../../app/claims/model.ts";
import { useFormats } from "../../i18n/formats.ts";
import { ChainLine } from "../../ui/chain-line.tsx";
import { GradeBadge } from "../../ui/index.ts";

import css from "./relations.module.css";

/** A claim in three lines: what it says, through whom, where and when it stands; with both grades. */
export function OtherClaim({ claim }: { claim: Claim }) {
  const formats = useFormats();
  return (
    <span className={css.claim}>
      <span className={css.words} dir="auto" data-quote={claim.statement === null || undefined}>
        {claim.statement ?? claim.spans[0]?.quote}
      </span>
      <ChainLine hops={claim.hops} isCut />
      <span className={css.where}>
        <GradeBadge axis="reliability" value={claim.reliability} size="small" />
        <GradeBadge axis="credibility" value={claim.credibility} size="small" />
        <bdi className={css.article}>{claim.articleTitle}</bdi>
        {claim.eventDate === null ? null : <span>{formats.date(claim.eventDate)}</span>}
      </span>
    </span>
  );
}
