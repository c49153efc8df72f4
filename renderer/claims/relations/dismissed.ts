import { create } from "zustand";

/** Proposals put away for this session: pairs of claims, whichever of them is asked about. */
interface Dismissed {
  pairs: ReadonlySet<string>;
  dismiss: (a: string, b: string) => void;
  restore: (a: string, b: string) => void;
}

export const pairKey = (a: string, b: string): string => [a, b].toSorted().join(" ");

export const useDismissed = create<Dismissed>()((set, get) => ({
  pairs: new Set(),
  dismiss: (a, b) => set({ pairs: new Set([...get().pairs, pairKey(a, b)]) }),
  restore: (a, b) => set({ pairs: new Set([...get().pairs].filter((pair) => pair !== pairKey(a, b))) }),
}));
