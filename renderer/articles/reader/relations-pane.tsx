import { X } from "lucide-react";

import type { Claim } from "../../../app/claims/model.ts";
import { useText } from "../../i18n/index.ts";
import { ChainLine } from "../../ui/chain-line.tsx";
import { GradeBadge, IconButton } from "../../ui/index.ts";
import type { ReaderSlots } from "./slots.ts";

import css from "./relations-pane.module.css";

/** What a claim has to do with others, beside the text. */
export function RelationsPane({
  claim,
  ClaimRelations,
  onClose,
}: Pick<ReaderSlots, "ClaimRelations"> & { claim: Claim; onClose: () => void }) {
  const t = useText("relations");
  return (
    // The pane hears Escape wherever the focus is in it; it is no control itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={css.pane}
      aria-label={t("panelOf")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className={css.header}>
        <h2>{t("title")}</h2>
        <IconButton label={t("close")} keys="Escape" onPress={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div className={css.body}>
        <div className={css.claim}>
          <p dir="auto">{claim.statement ?? claim.spans[0]?.quote}</p>
          {[claim.hops, ...claim.furtherChains].map((hops, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a chain is its place among the chains
            <ChainLine key={index} hops={hops} />
          ))}
          <p className={css.grades}>
            <GradeBadge axis="reliability" value={claim.reliability} size="small" />
            <GradeBadge axis="credibility" value={claim.credibility} size="small" />
          </p>
        </div>
        <ClaimRelations claim={claim} takesFocus />
      </div>
    </section>
  );
}
