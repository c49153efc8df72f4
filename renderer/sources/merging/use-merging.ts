import type { SourceRef } from "../../../app/sources/model.ts";
import { useChange } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import { notifyFailure, notifyDone } from "../../ui/index.ts";

export interface Merging {
  /** Reads `from` as `into` from now on; undone by the notice's button. */
  merge: (from: SourceRef, into: SourceRef, reason: string | null, onDone: () => void) => void;
  split: (source: SourceRef) => void;
  /** They are two: the pair is not proposed again. */
  distinguish: (pair: readonly [SourceRef, SourceRef], onDone: () => void) => void;
  isBusy: boolean;
}

/** What is one and what is two, each act with its undo. */
export function useMerging(): Merging {
  const t = useText("merging");
  const merging = useChange("sources.merge");
  const splitting = useChange("sources.split");
  const telling = useChange("sources.distinguish");
  return {
    isBusy: merging.isPending || splitting.isPending || telling.isPending,
    merge: (from, into, reason, onDone) =>
      merging.mutate(
        { id: from.id, into: into.id, reason },
        {
          onSuccess: () => {
            notifyDone(t("merged", { from: isolate(from.name), into: isolate(into.name) }));
            onDone();
          },
          onError: notifyFailure,
        },
      ),
    split: (source) =>
      splitting.mutate(
        { id: source.id, reason: null },
        { onSuccess: () => notifyDone(t("split", { name: isolate(source.name) })), onError: notifyFailure },
      ),
    distinguish: ([one, other], onDone) =>
      telling.mutate(
        { ids: [one.id, other.id] },
        {
          onSuccess: () => {
            notifyDone(t("distinguished", { one: isolate(one.name), other: isolate(other.name) }));
            onDone();
          },
          onError: notifyFailure,
        },
      ),
  };
}

/** A name within a sentence of another direction. */
export const isolate = (name: string): string => `\u2068${name}\u2069`;
