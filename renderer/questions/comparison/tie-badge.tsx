import { ListFilter, type LucideIcon, Merge, RefreshCw, Repeat, Split } from "lucide-react";

import type { RelationKind } from "../../../app/claims/model.ts";
import { useText } from "../../i18n/index.ts";

import css from "./comparison.module.css";

export const relationIcons: Record<RelationKind, LucideIcon> = {
  corroborates: Merge,
  contradicts: Split,
  repeats: Repeat,
  updates: RefreshCw,
  narrows: ListFilter,
};

/** "contradicts the ministry": a relation as one of its accounts sees it. */
export function TieBadge({ kind, outgoing, other }: { kind: RelationKind; outgoing: boolean; other: string }) {
  const t = useText("questions");
  const Icon = relationIcons[kind];
  const text = t(`related-${kind}-${outgoing ? "out" : "in"}`, { other });
  return (
    <span className={css.tie} data-kind={kind} title={text}>
      <Icon aria-hidden />
      <span className={css.tieText}>{text}</span>
    </span>
  );
}
