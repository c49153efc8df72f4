import { ListFilter, type LucideIcon, Merge, RefreshCw, Repeat, Split } from "lucide-react";

import { type Claim, RelationKind } from "../../app/claims/model.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { matches } from "./keys.ts";

import css from "./relation-kinds.module.css";

/** Each kind's own letter; the digits 1 to 5 stand for them in their order. */
export const relationKeys: Record<RelationKind, string> = {
  corroborates: "c",
  contradicts: "x",
  repeats: "r",
  updates: "u",
  narrows: "n",
};

/** Each kind has a sign of its own, so that none is told by its colour alone. */
export const relationSigns: Record<RelationKind, LucideIcon> = {
  corroborates: Merge,
  contradicts: Split,
  repeats: Repeat,
  updates: RefreshCw,
  narrows: ListFilter,
};

/** Corroborates and contradicts hold both ways; the others run from one claim to the other. */
export const isDirected = (kind: RelationKind): boolean => kind !== "corroborates" && kind !== "contradicts";

/** The kind that a key stands for: its letter, by whatever layout, or its place among the five. */
export const kindOfKey = (event: KeyboardEvent): RelationKind | null =>
  RelationKind.options.find((kind, i) => matches(relationKeys[kind], event) || matches(String(i + 1), event)) ?? null;

/** How many relations of each kind a claim has, by their signs; nothing where it has none. */
export function RelationCounts({ relations }: { relations: Claim["relations"] }) {
  const t = useText("relations");
  const formats = useFormats();
  const kinds = RelationKind.options.filter((kind) => (relations[kind] ?? 0) > 0);
  if (kinds.length === 0) return null;
  return (
    <span className={css.counts}>
      {kinds.map((kind) => {
        const Sign = relationSigns[kind];
        const words = `${t(`noun.${kind}`)}: ${formats.number(relations[kind] ?? 0)}`;
        return (
          <span key={kind} className={css.count} data-kind={kind} title={words}>
            <Sign aria-hidden />
            <span aria-hidden>{formats.number(relations[kind] ?? 0)}</span>
            <span className="visually-hidden">{words}</span>
          </span>
        );
      })}
    </span>
  );
}
