import type { RelationKind } from "../../../app/claims/model.ts";
import { useText } from "../../i18n/index.ts";
import { relationSigns } from "../../ui/relation-kinds.tsx";

import css from "./comparison.module.css";

/** "contradicts the ministry": a relation as one of its accounts sees it. */
export function TieBadge({ kind, outgoing, other }: { kind: RelationKind; outgoing: boolean; other: string }) {
  const t = useText("questions");
  const Sign = relationSigns[kind];
  const key = `related-${kind}-${outgoing ? "out" : "in"}`;
  // The name is cut at its own end, whichever way it runs.
  const [before = "", after = ""] = t(key, { other: "\u0000" }).split("\u0000");
  return (
    <span className={css.tie} data-kind={kind} title={t(key, { other: `\u2068${other}\u2069` })}>
      <Sign aria-hidden />
      <span className={css.tieWord}>{before}</span>
      <bdi className={css.tieText}>{other}</bdi>
      {after}
    </span>
  );
}
