import { CheckCheck, Copy, type LucideIcon, RefreshCw, Zap, ZoomIn } from "lucide-react";

import { RelationKind } from "../../../app/claims/model.ts";
import { matches } from "../../ui/index.ts";

/** Each kind's own letter; the digits 1 to 5 stand for them in their order. */
export const relationKeys: Record<RelationKind, string> = {
  corroborates: "c",
  contradicts: "x",
  repeats: "r",
  updates: "u",
  narrows: "n",
};

export const relationSigns: Record<RelationKind, LucideIcon> = {
  corroborates: CheckCheck,
  contradicts: Zap,
  repeats: Copy,
  updates: RefreshCw,
  narrows: ZoomIn,
};

/** Corroborates and contradicts hold both ways; the others run from one claim to the other. */
export const isDirected = (kind: RelationKind): boolean => kind !== "corroborates" && kind !== "contradicts";

/** The kind that a key stands for: its letter, by whatever layout, or its place among the five. */
export const kindOfKey = (event: KeyboardEvent): RelationKind | null =>
  RelationKind.options.find((kind, i) => matches(relationKeys[kind], event) || matches(String(i + 1), event)) ?? null;
