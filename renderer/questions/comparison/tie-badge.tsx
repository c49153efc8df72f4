import type { RelationKind } from "../../../app/claims/model.ts";
import { useText } from "../../i18n/index.ts";
import { relationSigns } from "../../ui/relation-kinds.tsx";

import css from "./comparison.module.css";

/** "contradicts the ministry": a relation as one of its accounts sees it. */
export function TieBadge({ kind, outgoing, other }: { kind: RelationKind; outgoing: boolean; other: string }) {
  const t = useText("questions");
  const Sign = relationSigns[kind];
  const text = t(`related-${kind}-${outgoing ? "out" : "in"}`, { other });
  return (
    <span className={css.tie} data-kind={kind} title={text}>
      <Sign aria-hidden />
      <span className={css.tieText}>{text}</span>
    </span>
  );
}
